"""Guizhou's draft measures for integrated care institutions: a preview, never in force."""

from pathlib import Path

from yiyang.law.document import read

DOCUMENT = read(Path(__file__).parent)
"""The document with its provisions and readings; its rules come with its step."""
