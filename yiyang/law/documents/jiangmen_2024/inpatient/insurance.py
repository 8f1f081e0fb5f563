"""Insurance that moves or ends, and a death: what of it may be recorded (JM-02.1, JM-11.1, JM-30.1)."""

from yiyang.law.days import not_after
from yiyang.law.decision import Decision, Finding, Reason, condition, decide, not_so
from yiyang.law.documents.jiangmen_2024.special.insured import CITY
from yiyang.law.questions.home_care import SCHEMES
from yiyang.law.questions.inpatient import ChangeInsurance
from yiyang.law.questions.life import ReportDeath
from yiyang.law.rule import rule
from yiyang.law.values import Values
from yiyang.law.words import Text

WHEN = Text("{day}已经发生", "It happened on {day}")
NOT_YET = Text("{day}还没有到", "{day} is still to come")
CHECK = Text("核对日期", "Check the day")


@rule("JM-11.1")
def death_recorded(q: ReportDeath, _values: Values) -> Decision:
    """A death that has happened and is not on file; it closes an open home sickbed."""
    happened = condition(
        "JM-11.1",
        not_after(q.died_on, q.asked_on),
        WHEN.filled(day=q.died_on),
        NOT_YET.filled(day=q.died_on),
        change=CHECK,
    )
    fresh = condition(
        "JM-11.1",
        not_so(q.death_on_file),
        Text("此前未登记死亡", "No death is on file"),
        Text("已登记死亡", "A death is on file already"),
        change=Text("先撤销原登记", "First undo what is on file"),
    )
    return decide([happened, fresh])


@rule("JM-02.1", "JM-30.1")
def insurance_changed(q: ChangeInsurance, _values: Values) -> Decision:
    """From its day on, another scheme or division than the one on file, with no later period in the way."""
    happened = condition(
        "JM-02.1",
        not_after(q.from_day, q.asked_on),
        WHEN.filled(day=q.from_day),
        NOT_YET.filled(day=q.from_day),
        change=CHECK,
    )
    last = condition(
        "JM-02.1",
        not_so(q.covered_later),
        Text("之后没有另外的参保记录", "No later period of coverage is on file"),
        Text("之后另有参保记录", "A later period of coverage is on file"),
        change=Text("先更正之后的参保记录", "First correct the later period"),
    )
    return decide([happened, _differs(q), last, _filings(q)])


def _differs(q: ChangeInsurance) -> Reason:
    then, now = _then(q), _now(q)
    return condition(
        "JM-02.1",
        None if then is None or now is None else then != now,
        Text("由{old}变为{new}", "From {old} to {new}").filled(
            old=SCHEMES[q.scheme_then or "none"], new=SCHEMES[q.new_scheme or "none"]
        ),
        Text("与在册的参保情况相同", "It is what is on file already"),
        change=Text("核对险种和参保地", "Check scheme and division"),
    )


def _then(q: ChangeInsurance) -> tuple[str, str] | None:
    return None if q.scheme_then is None or q.division_then is None else (q.scheme_then, q.division_then)


def _now(q: ChangeInsurance) -> tuple[str, str] | None:
    if q.new_scheme == "none":
        return ("none", "")
    return None if q.new_scheme is None or q.insured_in is None else (q.new_scheme, q.insured_in)


def leaves(scheme: str | None, division: str | None) -> bool:
    """True when the insurance ends or moves out of Jiangmen."""
    return scheme == "none" or (division is not None and not division.startswith(CITY))


def _filings(q: ChangeInsurance) -> Reason:
    """What becomes of filings for care elsewhere: said, not judged."""
    ends = Text(
        "参保终止或转出：异地就医备案当日失效",
        "Insurance ends or moves away: filings for care elsewhere end the same day",
    )
    stays = Text("仍在江门参保：异地就医备案继续有效", "Still insured in Jiangmen: filings for care elsewhere go on")
    return Reason("JM-30.1", Finding.MET, ends if leaves(q.new_scheme, q.insured_in) else stays)
