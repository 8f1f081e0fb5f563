"""Form 1 and what goes with it after an accidental injury (JM-04.3, JM-04.4, JM-F1)."""

from yiyang.law.decision import Reason, condition, every
from yiyang.law.questions.inpatient import PROOFS, CloseVerification, SettleStay
from yiyang.law.words import Text

NO_INJURY = Text("不是意外受伤，不需要登记表", "No accidental injury: no form is needed")


def form_1(q: CloseVerification | SettleStay) -> Reason:
    """The form with its two statements, or no accidental injury."""
    if not q.injury_found:
        return condition("JM-04.3", None if q.injury_found is None else True, NO_INJURY, NO_INJURY)
    return condition(
        "JM-04.3",
        every(_said(q.injury_cause), _said(q.injury_compensation)),
        Text("登记表（表1）已写明受伤原因和赔偿情况", "Form 1 states the cause and any compensation"),
        Text(
            "缺登记表（表1），或没有写明受伤原因或赔偿情况（第四条（一））",
            "Form 1 missing, or without cause or compensation (Art 4-1)",
        ),
        change=Text(
            "请病人填写表1，写明受伤原因和赔偿情况", "Have the patient fill Form 1 with cause and compensation"
        ),
    )


def _said(text: str | None) -> bool | None:
    return None if text is None else bool(text.strip())


def whole(q: CloseVerification) -> Reason:
    """Everything else that Form 1 asks for."""
    if not q.injury_found:
        return condition("JM-F1", None if q.injury_found is None else True, NO_INJURY, NO_INJURY)
    return condition(
        "JM-F1",
        every(_said(q.injury_place), q.injury_signed),
        Text("表1填写完整并已签名", "Form 1 is whole and signed"),
        Text("表1没有填写受伤地点，或没有签名", "Form 1 lacks the place of the accident or a signature"),
        change=Text("请病人补填并签名", "Have the patient complete and sign it"),
    )


def proof(q: CloseVerification | SettleStay) -> Reason:
    """Police, court or mediation papers; where there are none, the undertaking, which says that it is one."""
    if not q.injury_found:
        return condition("JM-04.4", None if q.injury_found is None else True, NO_INJURY, NO_INJURY)
    given = PROOFS[q.injury_proof] if q.injury_proof in PROOFS else Text("公检法材料", "official papers")
    undertaken = q.injury_proof == "undertaking"
    return condition(
        "JM-04.4",
        every(None if q.injury_proof is None else q.injury_proof in PROOFS, q.injury_attached),
        Text(
            "无法提供公检法材料，已填写个人承诺书（供稽核）", "No papers can be had: a personal undertaking (for audit)"
        )
        if undertaken
        else Text("已提交{given}", "Handed in: {given}").filled(given=given),
        Text(
            "没有公检法材料的复印件，也没有个人承诺书（第四条（一））",
            "Neither a copy of police, court or mediation papers nor an undertaking",
        ),
        change=Text("提交其中一种材料复印件一份，或填写个人承诺书", "Hand in a copy of one of them, or an undertaking"),
    )
