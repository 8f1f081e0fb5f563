"""Closing a home sickbed: five reasons, the physician's certificate, a signature on request (JM-11, JM-12.2)."""

from yiyang.law.days import in_order, not_after
from yiyang.law.decision import Decision, Reason, condition, decide
from yiyang.law.questions.sickbed import CLOSINGS, PROOFS, BeginClosing, CloseSickbed, ProveOpening
from yiyang.law.rule import rule
from yiyang.law.values import Values
from yiyang.law.words import Text

NO_PROOF = Text("没有须留存的材料", "No proof is asked for")


@rule("JM-11.1", "JM-11.2", "JM-11.3", "JM-12.2")
def may_close(q: CloseSickbed, _values: Values) -> Decision:
    """A bed that is open, one of the five reasons, a moment that fits it, the certificate, on request the signature."""
    return decide([*_reason(q), *_moment(q), _certificate(q), *(_request(q) if q.reason == "request" else [])])


@rule("JM-11.1")
def may_begin_closing(q: BeginClosing, _values: Values) -> Decision:
    """Only a bed that is open can be closed, and by its own institution: said before a physician certifies anything."""
    return decide([_bed(q.bed_on_file)])


def _bed(on_file: bool | None) -> Reason:
    return condition(
        "JM-11.1",
        on_file,
        Text("在本机构有家庭病床", "A bed of this institution is on file"),
        Text("在本机构没有未撤的家庭病床", "No bed of this institution is open"),
        change=Text("由建床机构办理撤床", "Let the institution of the bed close it"),
    )


def _reason(q: CloseSickbed) -> list[Reason]:
    why = CLOSINGS[q.reason] if q.reason else None
    return [
        _bed(q.bed_on_file),
        condition(
            "JM-11.1",
            None if q.reason is None else True,
            Text("撤床原因：{why}", "Reason for closing: {why}").filled(why=why),
            Text("没有撤床原因", "No reason for closing"),
        ),
    ]


def _moment(q: CloseSickbed) -> list[Reason]:
    fits = condition(
        "JM-11.1",
        in_order(q.opened_at, q.closes_at, q.reported_at),
        Text("{at} 撤床", "Closes at {at}").filled(at=q.closes_at),
        Text("撤床时间应在建床之后，且不晚于办理", "The time of closing lies before the opening, or in the future"),
        change=Text("更正撤床时间", "Put the time right"),
    )
    if q.reason == "death":
        day = None if q.closes_at is None else q.closes_at.date()
        died = None if day is None or q.death_on is None else day == q.death_on
        return [
            fits,
            condition(
                "JM-11.1",
                died,
                Text("撤床日即去世之日", "It closes on the day of death"),
                Text("撤床日不是去世之日{day}", "It does not close on the day of death, {day}").filled(day=q.death_on),
                change=Text("以去世之日撤床", "Close it on the day of death"),
            ),
        ]
    return [fits, _in_time(q)] if q.hospital_from is not None or q.reason == "hospital" else [fits]


def _in_time(q: CloseSickbed) -> Reason:
    if q.hospitalised is False and q.hospital_from is None:
        none = Text("撤床时没有住院登记：在住院之前撤床", "No admission is on file: it closes before any")
        return condition("JM-12.2", True, none, none)
    return condition(
        "JM-12.2",
        not_after(q.closes_at, q.hospital_from),
        Text("住院（{at}）时已撤床", "Closed by the time of admission, {at}").filled(at=q.hospital_from),
        Text("撤床晚于住院时间 {at}", "It closes after the admission at {at}").filled(at=q.hospital_from),
        change=Text(
            "撤床时间不晚于住院时间；之后的家庭病床费用不予支付", "Close it by then; bed costs after it are not paid"
        ),
    )


def _certificate(q: CloseSickbed) -> Reason:
    return condition(
        "JM-11.2",
        q.certificate_filed,
        Text("主诊医师已开具撤床证", "The physician has issued the closing certificate"),
        Text("没有撤床证", "There is no closing certificate"),
        change=Text("由主诊医师开具撤床证", "Let the attending physician issue it"),
    )


def _request(q: CloseSickbed) -> list[Reason]:
    change = Text("写入撤床记录，由本人或家属签字", "Write it into the closing record and have it signed")
    return [
        condition(
            "JM-11.3",
            q.request_recorded,
            Text("要求已写入撤床记录", "The request stands in the closing record"),
            Text("要求没有写入撤床记录", "The request does not stand in the closing record"),
            change=change,
        ),
        condition(
            "JM-11.3",
            q.request_signed,
            Text("本人或家属已签字", "Patient or family have signed"),
            Text("没有本人或家属签字", "Neither patient nor family has signed"),
            change=change,
        ),
    ]


@rule("JM-08.4")
def opening_proved(q: ProveOpening, _values: Values) -> Decision:
    """Every proof that Articles 7 to 10 ask of an opening is on file; each that lacks by itself."""
    if q.needed is None or q.held is None:
        return decide([_proof(None, Text("建床材料", "the proofs of the opening"))])
    known = set(q.held)
    found = [_proof(one in known, PROOFS[one]) for one in PROOFS if one in q.needed]
    return decide(found or [condition("JM-08.4", True, NO_PROOF, NO_PROOF)])


def _proof(held: bool | None, what: Text) -> Reason:
    return condition(
        "JM-08.4",
        held,
        Text("有{what}", "On file: {what}").filled(what=what),
        Text("缺{what}", "Lacking: {what}").filled(what=what),
        change=Text("由建床机构补齐，并说明原因", "Let the institution supply it and say why it lacked"),
    )
