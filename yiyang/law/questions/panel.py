"""What the question about a panel of medical experts asks for (JM-10.2, JM-10.3, JM-13.4e)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from yiyang.law.questions.asked import STRICT, asked
from yiyang.law.words import Text

PURPOSES = {
    "more-openings": Text("本年度增加一次家庭病床建床", "one more opening of a home sickbed in the year"),
    "exchange": Text("家庭病床与老年病区互转", "a move between home sickbed and geriatric ward"),
    "geriatric-other": Text("老年病区的其他情形", "another case for the geriatric ward"),
}
PurposeCode = Literal["more-openings", "exchange", "geriatric-other"]


@dataclass(frozen=True)
class DecideInPanel:
    """Does the record of an expert panel carry what it decided? Counts of people, each named once."""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("登记日期", "Day of the entry")
    engaged_by_agency: bool | None = asked("由属地经办机构聘请", "Engaged by the local agency")
    purposes: tuple[PurposeCode, ...] | None = asked("会审事项", "What it is about", choices=PURPOSES)
    held_on: date | None = asked("会审日期", "Held on")
    seated: int | None = asked("除回避外的专家人数", "Experts but for those who stand aside", unit="people", least=0)
    votes_for: int | None = asked("同意人数", "In favour", unit="people", least=0)
    votes_against: int | None = asked("不同意人数", "Against", unit="people", least=0)
    silent: int | None = asked("未表决且未回避的人数", "Neither voted nor stood aside", unit="people", least=0)
    misplaced: int | None = asked("重复表决或非成员表决的人数", "Voted twice or are no members", unit="people", least=0)
    partial: int | None = asked("应回避而未回避的人数", "Should have stood aside and did not", unit="people", least=0)
    minutes_kept: bool | None = asked("有会审纪要", "Minutes were kept")
