"""Role pages instead of an admin site: accounts and roles, the counter, a provider's own carers."""
