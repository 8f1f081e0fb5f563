"""The page a hospital's desk looks at before it settles an outpatient visit (JM-18, JM-21)."""
