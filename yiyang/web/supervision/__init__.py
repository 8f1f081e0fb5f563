"""Pages for those who watch over others: assessors, supervisors, administrators."""
