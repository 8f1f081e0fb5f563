"""Pages for other authorities (CC-11.3, CC-11.4, CC-11.6): to read, without money and without any action."""
