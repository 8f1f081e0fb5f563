"""Values, lists and readings that officials change: the list, a file brought in, one change, one value through time."""
