"""Wenzhou's Opinion on medical security and elder care, by its official reading."""

from pathlib import Path

from yiyang.law.document import read

DOCUMENT = read(Path(__file__).parent)
"""The document with its provisions and readings; its rules come with its step."""
