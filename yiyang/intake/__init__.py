"""Reading a month's files (CSV, XLSX) into frozen rows: what cannot be read becomes a list of faults, never a crash."""
