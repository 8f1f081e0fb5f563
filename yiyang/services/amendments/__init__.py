"""Values, lists and readings changed by officials: proposed as a file, signed by a second person, taken back by two."""
