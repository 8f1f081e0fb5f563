"""Forms and letters as PDF, and the public page on which anybody checks one."""
