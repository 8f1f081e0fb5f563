"""Pages for policy makers: what a changed value would cost."""
