"""Home sickbeds, the geriatric ward and the expert panel (JM-06 to JM-14)."""
