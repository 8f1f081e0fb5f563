"""Supervision: audits with a sample anybody can draw again, score cards, contacts without an answer."""
