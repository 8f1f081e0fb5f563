"""The calendar of what will lapse or open."""
