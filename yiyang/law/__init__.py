"""The law in plain Python: no framework, no clock, no database, no I/O but its own TOML.

Read in this order: `words`, `money` and `days` (the small things), `decision` (an answer and its reasons),
`document` (articles and dated values), `charge` (money over ordered lines), `documents` (the five texts), `book`.
"""
