"""Figures of a place's month or of a provider, each counted from the very list that stands behind it."""
