"""Pages for carers: on a doorstep, one hand, large targets; no amounts of money."""
