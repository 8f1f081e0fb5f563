"""Pages for families: 18 px, one column, one thing at a time."""
