"""Who may sign in, as what, for whom: opening and closing accounts, links to persons, codes, locks, sessions."""
