"""Pages of a provider's desk: its own statements, why lines are not paid, objections."""
