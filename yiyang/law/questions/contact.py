"""Complaints and return visits: each has a number, an owner, an answer and a day."""

from dataclasses import dataclass
from datetime import date

from yiyang.law.questions.asked import STRICT, asked


@dataclass(frozen=True)
class AnswerContact:
    """Is this complaint or return visit dealt with? Texts are empty and `answered_on` 9999-12-31 when there is none."""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("核对日期", "Day asked about")
    number: str | None = asked("编号", "Number")
    owner: str | None = asked("经办人", "Owner")
    answer: str | None = asked("答复", "Answer")
    answered_on: date | None = asked(
        "答复日期（未答复请填 9999-12-31）", "Answered on (9999-12-31 when not yet)", open=True
    )
    last_day: date | None = asked("答复期限最后一日", "Last day to answer")
