"""The law over a population: the same charge functions, compiled, over columns. No Django, no second text of a rule."""
