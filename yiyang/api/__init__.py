"""JSON under /api/v1, one file per resource. Money leaves as decimal strings in yuan, errors as problem+json."""
