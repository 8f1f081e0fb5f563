"""What happens in a life and changes a right: death, a move, another scheme, a guardian, a number, a stay."""

from dataclasses import dataclass
from datetime import date, datetime

from yiyang.law.questions.asked import DIVISION, STRICT, asked
from yiyang.law.questions.home_care import SCHEMES, SchemeCode
from yiyang.law.words import Text

STAYS = {"hospital": Text("住院", "hospital"), "institution": Text("机构照护", "institutional care")}


@dataclass(frozen=True)
class ReportDeath:
    """May this death be recorded?"""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("报告日期", "Day of the report")
    died_on: date | None = asked("死亡日期", "Day of death")
    death_on_file: bool | None = asked("已登记死亡", "A death is on file already")


@dataclass(frozen=True)
class ReportMove:
    """May this move be recorded, and does the person stay within the pilot?"""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("报告日期", "Day of the report")
    moved_on: date | None = asked("迁居日期", "Day of the move")
    lives_since: date | None = asked("现住址起始日（没有记载则留空）", "Lives there since (blank when not on file)")
    residence_division: str | None = asked(
        "现居住地区划代码（六位）", "Division where living (six digits)", form=DIVISION
    )
    new_division: str | None = asked("迁往地区划代码（六位）", "Division moved to (six digits)", form=DIVISION)


@dataclass(frozen=True)
class ReportScheme:
    """May this change of scheme be recorded? `scheme_then` and `division_then` are those on file for `from_day`."""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("报告日期", "Day of the report")
    from_day: date | None = asked("变更起始日", "From")
    scheme_then: SchemeCode | None = asked("当日原参保险种", "Scheme on file for that day", choices=SCHEMES)
    division_then: str | None = asked("当日原参保地区划代码", "Division on file for that day", form=rf"({DIVISION})?")
    new_scheme: SchemeCode | None = asked("变更后的险种", "New scheme", choices=SCHEMES)
    insured_in: str | None = asked("变更后的参保地区划代码（六位）", "New division (six digits)", form=DIVISION)
    covered_later: bool | None = asked("之后另有参保记录", "A later period of coverage is on file")


@dataclass(frozen=True)
class ReportGuardian:
    """May this change of guardian be recorded?"""

    __pydantic_config__ = STRICT
    asked_on: date | None = asked("报告日期", "Day of the report")
    from_day: date | None = asked("变更起始日", "From")
    guardian: str | None = asked("原监护人（没有则留空）", "Guardian on file (blank when none)")
    new_guardian: str | None = asked("新监护人", "New guardian")


@dataclass(frozen=True)
class CorrectNumber:
    """May this person's ID number be corrected? The numbers themselves are never part of the question."""

    __pydantic_config__ = STRICT
    number_valid: bool | None = asked("新号码校验相符", "The new number's check digit matches")
    number_differs: bool | None = asked("与在册号码不同", "It differs from the number on file")
    number_free: bool | None = asked("无他人使用该号码", "No other record has this number")


@dataclass(frozen=True)
class MergeRecords:
    """May two records be merged as one person? `overlap` names coverage on which they disagree, blank when none."""

    __pydantic_config__ = STRICT
    duplicate_found: bool | None = asked("另一份档案存在", "The other record exists")
    other_record: bool | None = asked("两份档案不是同一份", "They are two records")
    overlap: str | None = asked("互相矛盾的参保时段（没有则留空）", "Coverage on which they disagree (blank when none)")


@dataclass(frozen=True)
class ReportAdmission:
    """May this stay be recorded? Times are local (Asia/Shanghai)."""

    __pydantic_config__ = STRICT
    reported_at: datetime | None = asked("报告时间", "Time of the report")
    admitted_at: datetime | None = asked("入院（入住）时间", "Admitted at")
    discharged_at: datetime | None = asked(
        "出院（离开）时间（尚未出院则留空）", "Discharged at (blank when still there)"
    )
    stays_meet: bool | None = asked("与已登记的住院或机构照护重叠", "Overlaps with a stay on file")


@dataclass(frozen=True)
class ReportDischarge:
    """May this end of a stay be recorded? Times are local (Asia/Shanghai)."""

    __pydantic_config__ = STRICT
    reported_at: datetime | None = asked("报告时间", "Time of the report")
    open_stay: bool | None = asked("有未结束的住院或机构照护", "A stay is still open")
    admitted_at: datetime | None = asked("入院（入住）时间", "Admitted at")
    discharged_at: datetime | None = asked("出院（离开）时间", "Discharged at")
