"""Jiangmen's care-management rules, 江医保发〔2024〕23号, a package for each chapter."""

from pathlib import Path

from yiyang.law.document import read
from yiyang.law.documents.jiangmen_2024 import away, choice, claims, geriatric, inpatient, people, sickbed, special

CHAPTERS = (inpatient, sickbed, geriatric, special, choice, claims, away, people)

DOCUMENT = read(
    Path(__file__).parent,
    questions={name: rule for chapter in CHAPTERS for name, rule in chapter.QUESTIONS.items()},
    question_titles={name: title for chapter in CHAPTERS for name, title in chapter.TITLES.items()},
    procedures={code: one for chapter in CHAPTERS for code, one in chapter.PROCEDURES.items()},
)
"""The document with the questions and procedures of its chapters."""
