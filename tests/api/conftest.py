"""Fixtures of interface tests; they are told in `tests.story`."""

from tests.story import _hidden, _shown, demo_month, empty, settled

__all__ = ["_hidden", "_shown", "demo_month", "empty", "settled"]
