"""What may be recorded of a life: the status, the scheme and the service follow it from the day it happened.

The text names none of these events; each rests on the row whose condition it changes.
"""

from datetime import date, datetime

from yiyang.law.days import not_after
from yiyang.law.decision import Decision, Finding, Reason, condition, decide, every, not_so, written
from yiyang.law.questions.home_care import SCHEMES
from yiyang.law.questions.life import (
    CorrectNumber,
    MergeRecords,
    ReportAdmission,
    ReportDeath,
    ReportDischarge,
    ReportGuardian,
    ReportMove,
    ReportScheme,
)
from yiyang.law.rule import rule
from yiyang.law.values import Value, Values
from yiyang.law.words import Text


def _happened(provision: str, day: date | None, asked_on: date | None) -> Reason:
    """It has come to pass by the day of the report."""
    return condition(
        provision,
        not_after(day, asked_on),
        Text("{day}已经发生", "It happened on {day}").filled(day=day),
        Text("{day}还没有到", "{day} is still to come").filled(day=day),
        change=Text("核对日期", "Check the day"),
    )


def _status(area: Value, *, inside: bool | None, goes_on: Text, ends: Text) -> Reason:
    """What becomes of the status: that it ends does not stand in the way of recording why."""
    if inside is None:
        return condition("CC-13.2", None, goes_on, ends, values=(area,))
    return Reason("CC-13.2", Finding.MET, goes_on if inside else ends, (area,))


@rule("CC-3.1")
def death_stands(q: ReportDeath, _values: Values) -> Decision:
    """A death that has happened and is not on file: the right is that of a living person."""
    return decide(
        [
            _happened("CC-3.1", q.died_on, q.asked_on),
            condition(
                "CC-3.1",
                not_so(q.death_on_file),
                Text("此前未登记死亡", "No death is on file"),
                Text("已登记死亡", "A death is on file already"),
                change=Text("先撤销原登记", "First undo what is on file"),
            ),
        ]
    )


@rule("CC-13.2")
def move_stands(q: ReportMove, values: Values) -> Decision:
    """A move that has happened, elsewhere, after the last one; where it leads decides whether the status goes on."""
    return decide(
        [
            _happened("CC-13.2", q.moved_on, q.asked_on),
            condition(
                "CC-13.2",
                None if q.moved_on is None else q.lives_since is None or q.lives_since < q.moved_on,
                Text("在上一次迁居之后", "After the last move on file"),
                Text("不晚于上一次迁居（{since}）", "Not after the last move on file ({since})").filled(
                    since=q.lives_since
                ),
                change=Text("先撤销上一次迁居", "First undo the last move"),
            ),
            condition(
                "CC-13.2",
                None if None in {q.new_division, q.residence_division} else q.new_division != q.residence_division,
                Text("由 {old} 迁往 {new}", "From {old} to {new}").filled(old=q.residence_division, new=q.new_division),
                Text("住址没有变化", "It is the same division"),
                change=Text("核对区划代码", "Check the division"),
            ),
            _where(q, values),
        ]
    )


def _where(q: ReportMove, values: Values) -> Reason:
    area = values["home_care.area.living"]
    return _status(
        area,
        inside=None if q.new_division is None else q.new_division in area.codes,
        goes_on=Text("迁往地在试点范围内，待遇继续", "Within the pilot: the status goes on"),
        ends=Text("迁往地不在试点范围内，待遇自迁居日起停止", "Outside the pilot: the status ends with the move"),
    )


@rule("CC-3.1", "CC-8.4", "CC-13.2")
def scheme_stands(q: ReportScheme, values: Values) -> Decision:
    """From its day on, another scheme or division than the one on file, with no later period in the way."""
    return decide(
        [
            _happened("CC-8.4", q.from_day, q.asked_on),
            _differs(q),
            condition(
                "CC-3.1",
                True if q.new_scheme == "none" else (None if q.new_scheme is None else q.insured_in is not None),
                Text("已写明参保地", "It says where the person is insured"),
                Text("没有写明参保地", "It does not say where the person is insured"),
                change=Text("填写参保地区划代码", "Give the division"),
            ),
            condition(
                "CC-8.4",
                not_so(q.covered_later),
                Text("之后没有另外的参保记录", "No later period is on file"),
                Text("之后另有参保记录", "A later period of coverage is on file"),
                change=Text("先更正之后的记录", "Correct the later period first"),
            ),
            _insured_where(q, values),
        ]
    )


def _insured_where(q: ReportScheme, values: Values) -> Reason:
    area = values["home_care.area.insured"]
    inside = None if None in {q.new_scheme, q.insured_in} else q.insured_in in area.codes
    return _status(
        area,
        inside=False if q.new_scheme == "none" else inside,
        goes_on=Text("参保地在试点范围内，待遇继续", "Insured within the pilot: the status goes on"),
        ends=Text("不再在试点范围内参保，待遇自当日起停止", "No longer insured within the pilot: the status ends"),
    )


def _differs(q: ReportScheme) -> Reason:
    before, after = (q.scheme_then, q.division_then), (q.new_scheme, q.insured_in)
    if q.new_scheme == "none":
        before, after = (q.scheme_then, None), ("none", None)
    told = {"old": _scheme(q.scheme_then), "new": _scheme(q.new_scheme)}
    return condition(
        "CC-8.4",
        None if None in {q.scheme_then, q.new_scheme} else before != after,
        Text(
            "由{old}变更为{new}，自当日起按新险种支付", "From {old} to {new}: paid by the new one from that day"
        ).filled(**told),
        Text("与在册记录相同", "It is what is on file"),
        change=Text("不需变更", "Nothing to change"),
    )


def _scheme(code: str | None) -> Text | None:
    return SCHEMES[code] if code else None


@rule("CC-6.1")
def guardian_stands(q: ReportGuardian, _values: Values) -> Decision:
    """Somebody else than the guardian on file, from a day that has come."""
    return decide(
        [
            _happened("CC-6.1", q.from_day, q.asked_on),
            condition(
                "CC-6.1",
                None if not q.new_guardian else q.new_guardian != q.guardian,
                Text("与在册监护人不同", "Another guardian than the one on file"),
                Text("与在册监护人相同", "The same guardian as on file"),
                change=Text("不需变更", "Nothing to change"),
            ),
        ]
    )


@rule("CC-6.1")
def number_stands(q: CorrectNumber, _values: Values) -> Decision:
    """A sound number, not the one on file, that nobody else has: one person has one record."""
    return decide(
        [
            condition(
                "CC-6.1",
                q.number_valid,
                Text("新号码校验相符", "The new number is sound"),
                Text("新号码校验不符", "The new number is not sound"),
                change=Text("核对证件", "Check it against the card"),
            ),
            condition(
                "CC-6.1",
                q.number_differs,
                Text("与在册号码不同", "It differs from the number on file"),
                Text("与在册号码相同", "It is the number on file"),
                change=Text("不需更正", "Nothing to correct"),
            ),
            condition(
                "CC-6.1",
                q.number_free,
                Text("无他人使用该号码", "No other record has this number"),
                Text("另一份档案已使用该号码", "Another record has this number"),
                change=Text("如为同一人，请合并两份档案", "If they are one person, merge the two records"),
            ),
        ]
    )


@rule("CC-3.1", "CC-6.1")
def merge_stands(q: MergeRecords, _values: Values) -> Decision:
    """Two records of one person that do not disagree about who insured them when."""
    return decide(
        [
            condition(
                "CC-6.1",
                q.duplicate_found,
                Text("另一份档案存在", "The other record exists"),
                Text("没有这份档案", "There is no such record"),
                change=Text("核对号码", "Check the number"),
            ),
            condition(
                "CC-6.1",
                q.other_record,
                Text("两份档案不是同一份", "They are two records"),
                Text("两份是同一份档案", "They are the same record"),
                change=Text("不需合并", "Nothing to merge"),
            ),
            condition(
                "CC-3.1",
                not_so(written(q.overlap)),
                Text("参保时段没有矛盾", "Their coverage does not disagree"),
                Text("参保时段互相矛盾：{overlap}", "Their coverage disagrees: {overlap}").filled(overlap=q.overlap),
                change=Text("先用险种变更更正其中一份", "First correct one of them by a change of scheme"),
            ),
        ]
    )


@rule("CC-3.2")
def admission_stands(q: ReportAdmission, _values: Values) -> Decision:
    """A stay that has begun and meets no other: home care stops from the hour of admission."""
    over = _span(q.admitted_at, q.discharged_at, q.reported_at)
    return decide(
        [
            condition(
                "CC-3.2",
                not_after(q.admitted_at, q.reported_at),
                Text("{at} 起停止居家照护", "Home care stops from {at}").filled(at=q.admitted_at),
                Text("入院时间还没有到", "The time of admission is still to come"),
                change=Text("入院后再报告", "Report it once it has happened"),
            ),
            _discharged(
                True if q.discharged_at is None else over,
                Text("出院时间在入院之后、报告之前", "Discharge is after admission and not after the report"),
            ),
            condition(
                "CC-3.2",
                not_so(q.stays_meet),
                Text("不与其他住院或机构照护重叠", "It meets no other stay"),
                Text("与已登记的住院或机构照护重叠", "It overlaps with a stay on file"),
                change=Text("先登记前一次的出院", "First record the discharge of the other stay"),
            ),
        ]
    )


@rule("CC-3.2")
def discharge_stands(q: ReportDischarge, _values: Values) -> Decision:
    """The end of an open stay: home care resumes from that hour, without a new assessment."""
    resumes = Text("{at} 起恢复居家照护，不需重新评定", "Home care resumes from {at}, without a new assessment")
    return decide(
        [
            condition(
                "CC-3.2",
                q.open_stay,
                Text("有未结束的住院或机构照护", "A stay is open"),
                Text("没有未结束的住院或机构照护", "No stay is open"),
                change=Text("先登记入院", "First record the admission"),
            ),
            _discharged(_span(q.admitted_at, q.discharged_at, q.reported_at), resumes.filled(at=q.discharged_at)),
        ]
    )


def _discharged(fits: bool | None, met: Text) -> Reason:
    return condition(
        "CC-3.2",
        fits,
        met,
        Text("出院时间不在入院与报告之间", "Discharge is not between admission and report"),
        change=Text("核对时间", "Check the times"),
    )


def _span(first: datetime | None, last: datetime | None, report: datetime | None) -> bool | None:
    """Admission before discharge, discharge not after the report."""
    return None if first is None or last is None else every(first < last, not_after(last, report))
