"""Verbs, each one transaction: may they, facts, law, change, event. Reads take `viewer=`, hand out frozen records."""
