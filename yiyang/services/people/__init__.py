"""People as their families, providers and desks see them: homes, months, clients, search."""
