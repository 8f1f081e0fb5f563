"""Pages for the finance department (CC-11.2): the ledger, to read and not to act on."""
