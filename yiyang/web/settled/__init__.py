"""Settled lines as every audience sees them: the list with its filters, the reason card, the printed papers."""
