"""The one Django app that keeps rows; only `services` imports it."""
