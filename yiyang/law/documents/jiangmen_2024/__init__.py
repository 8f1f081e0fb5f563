"""Jiangmen's care-management rules, 江医保发〔2024〕23号."""

from pathlib import Path

from yiyang.law.document import read

DOCUMENT = read(Path(__file__).parent)
"""The document with its provisions and readings; its rules come with its step."""
