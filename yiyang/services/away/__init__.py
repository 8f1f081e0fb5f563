"""Care away from home (JM-26 to JM-33)."""
