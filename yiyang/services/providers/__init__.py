"""Providers from admission to termination: what rules ask for, what decisions leave, clients handed over."""
