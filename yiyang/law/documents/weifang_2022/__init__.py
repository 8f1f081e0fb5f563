"""Weifang's thirty measures, 潍卫便函〔2022〕214号."""

from pathlib import Path

from yiyang.law.document import read

DOCUMENT = read(Path(__file__).parent)
"""The document with its provisions and readings; its rules come with its step."""
