"""Keeping an installation: its copies and the drill that proves them, its keys, its figures.

backup ──> archive ──> restoring ──> drill     one file with database, papers and photos; never the keys
   └── databases ── sqlite | postgresql ──┘
"""
