"""A provider renews its liability insurance while its agreement runs (CC-11.5)."""

from yiyang.law.decision import Decision, Reason, condition, decide
from yiyang.law.filing import Field, Kind
from yiyang.law.procedure import Procedure, Stage, Subject
from yiyang.law.questions.admission import RenewInsurance
from yiyang.law.rule import rule
from yiyang.law.values import Values
from yiyang.law.words import Text


@rule("CC-11.5")
def insurance_renewed(q: RenewInsurance, values: Values) -> Decision:  # noqa: ARG001 -- every rule has the same shape
    """The new insurance lasts beyond today and beyond the one on file."""
    return decide([_ahead(q), *([] if q.insured_before is False else [_longer(q)])])


def _ahead(q: RenewInsurance) -> Reason:
    told = {"to": q.insured_to, "asked": q.asked_on}
    return condition(
        "CC-11.5",
        None if q.insured_to is None or q.asked_on is None else q.insured_to > q.asked_on,
        Text("新保险有效期至{to}，在{asked}之后", "The new insurance lasts until {to}, beyond {asked}").filled(**told),
        Text("新保险有效期至{to}，不晚于{asked}", "The new insurance ends on {to}, not after {asked}").filled(**told),
        change=Text("提交仍然有效的保单", "Send in a policy that still runs"),
    )


def _longer(q: RenewInsurance) -> Reason:
    told = {"to": q.insured_to, "until": q.insured_until}
    return condition(
        "CC-11.5",
        None if q.insured_to is None or q.insured_until is None else q.insured_to > q.insured_until,
        Text("比已登记的保险（至{until}）更长", "It lasts longer than the one on file, which ends on {until}").filled(
            **told
        ),
        Text(
            "没有比已登记的保险（至{until}）更长", "It does not outlast the one on file, which ends on {until}"
        ).filled(**told),
        change=Text("续保后提交新的保单", "Renew it, then send in the new policy"),
    )


INSURANCE = Procedure(
    code="liability-insurance",
    title=Text("第三方责任保险续保登记", "Renewal of liability insurance"),
    provision="CC-11.5",
    channels=("provider", "counter"),
    fields=(
        Field("insurer", Text("承保公司", "Insurer"), Kind.LINE, "CC-11.5", longest=120),
        Field("policy", Text("保单号", "Policy number"), Kind.LINE, "CC-11.5", longest=80),
        Field("insured_to", Text("第三方责任保险有效期至", "Liability insurance until"), Kind.DATE, "CC-11.5"),
        Field("papers", Text("保单", "Policy"), Kind.FILE, "CC-11.5", required=False, most=10),
    ),
    stages=(
        Stage("filed", Text("机构提交", "Filed by the institution"), "provider"),
        Stage(
            "decided",
            Text("经办人员核验登记", "Checked and entered by the clerk"),
            "clerk",
            clock="home_care.days.insurance",
            decides=True,
        ),
    ),
    subject=Subject.INSTITUTION,
    gate=insurance_renewed,
    question=insurance_renewed,
    purpose=Text(
        "协议期内续保后登记新的有效期，保险中断则不能预约服务",
        "The new term goes on file while the agreement runs; without insurance no visit can be booked",
    ),
)
