"""Stored files as the browser gets them: through the service, never from a public address."""
