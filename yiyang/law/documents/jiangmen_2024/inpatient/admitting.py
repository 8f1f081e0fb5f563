"""An admission registered for insurance, and its end (JM-02.1, JM-03, JM-04.1)."""

from yiyang.law.days import not_after
from yiyang.law.decision import Decision, Finding, Reason, condition, decide, not_so
from yiyang.law.documents.jiangmen_2024.inpatient.voucher import shown
from yiyang.law.documents.jiangmen_2024.special.insured import insured_here
from yiyang.law.questions.inpatient import STANDING, AdmitInsured, LeaveHospital
from yiyang.law.rule import rule
from yiyang.law.values import Values
from yiyang.law.words import Text

CHECK = Text("核对时间", "Check the time")


@rule("JM-02.1", "JM-03.1", "JM-03.2", "JM-04.1")
def may_register(q: AdmitInsured, values: Values) -> Decision:
    """Insured here, in a designated institution, with a valid voucher; a stay that has begun and meets no other."""
    here = condition(
        "JM-04.1",
        q.designated,
        Text("在定点医疗机构住院", "A stay in a designated institution"),
        Text("这家机构当日不是定点医疗机构", "The institution is not designated that day"),
        change=Text("到定点医疗机构就医，或先垫付后报销", "Go to a designated institution, or pay and claim"),
    )
    begun = condition(
        "JM-04.1",
        not_after(q.admitted_at, q.reported_at),
        Text("{at} 已入院", "Admitted at {at}").filled(at=q.admitted_at),
        Text("入院时间 {at} 还没有到", "The admission, {at}, is still to come").filled(at=q.admitted_at),
        change=CHECK,
    )
    alone = condition(
        "JM-04.1",
        not_so(q.stays_meet),
        Text("与已登记的住院不重叠", "No stay on file overlaps"),
        Text("与已登记的住院重叠", "It overlaps with a stay on file"),
        change=Text("先办理上一次住院的出院登记", "Record the discharge from the other stay first"),
    )
    return decide([insured_here(q.scheme, q.insured_division), here, begun, alone, *shown(q, values)])


@rule("JM-04.1", "JM-04.6")
def may_leave(q: LeaveHospital, _values: Values) -> Decision:
    """A stay of this hospital that is open, an hour after its admission that has come; the settlement is only told."""
    there = condition(
        "JM-04.1",
        q.stay_here,
        Text("本院有未出院的登记", "A stay of this hospital is open"),
        Text("本院没有未出院的登记", "No stay of this hospital is open"),
        change=Text("核对参保人，或先登记入院", "Check the person, or register the admission first"),
    )
    after = condition(
        "JM-04.1",
        not_so(not_after(q.discharged_at, q.stay_from)),
        Text("出院在入院（{at}）之后", "Discharged after the admission at {at}").filled(at=q.stay_from),
        Text("出院不晚于入院（{at}）", "Discharged no later than the admission at {at}").filled(at=q.stay_from),
        change=CHECK,
    )
    come = condition(
        "JM-04.1",
        not_after(q.discharged_at, q.reported_at),
        Text("{at} 已出院", "Discharged at {at}").filled(at=q.discharged_at),
        Text("出院时间 {at} 还没有到", "The discharge, {at}, is still to come").filled(at=q.discharged_at),
        change=CHECK,
    )
    return decide([there, after, come, *_settlement(q)])


def _settlement(q: LeaveHospital) -> list[Reason]:
    """How the settlement stands stops no discharge: it is said, so that nobody leaves without knowing."""
    if q.settlement is None:
        return []
    text = Text("本次住院的结算：{how}", "The settlement of the stay: it {how}").filled(how=STANDING[q.settlement])
    return [Reason("JM-04.6", Finding.MET, text)]
