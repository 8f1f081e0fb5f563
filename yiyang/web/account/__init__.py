"""Sign-in: the one place where the pages meet the sign-in library."""
