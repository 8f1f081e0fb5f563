"""Pages of the agency: months, statements to sign and release, objections to answer."""
