"""Special outpatient diseases and the chosen institution (JM-15 to JM-22)."""
