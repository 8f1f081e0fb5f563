"""Changchun's home care for severely disabled people, 长医保联〔2021〕12号, a package for each subject."""

from pathlib import Path

from yiyang.law.document import read
from yiyang.law.documents.changchun_2021 import assessment, governance, home_care, life, planning, providers, visits

SUBJECTS = (home_care, assessment, planning, visits, providers, life, governance)

DOCUMENT = read(
    Path(__file__).parent,
    questions={name: rule for subject in SUBJECTS for name, rule in subject.QUESTIONS.items()},
    charges=home_care.CHARGES,
    question_titles={name: title for subject in SUBJECTS for name, title in subject.TITLES.items()},
    procedures={code: one for subject in SUBJECTS for code, one in subject.PROCEDURES.items()},
)
"""The document with the questions, the charge and the procedures of its subjects."""
