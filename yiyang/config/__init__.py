"""How one installation is set up: environment, keys, settings, addresses."""
