"""The messages of whoever has signed in."""
