"""How the scheme is governed: changes of values, third-party handlers, access of other departments, duties."""
