"""Searching, and the one page of a person that a desk opens when somebody calls."""
