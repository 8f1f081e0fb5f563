"""Who may deliver home care (CC-4.0, CC-7.2, CC-11.5) and who bears a cost (CC-8.1, CC-8.7)."""

from yiyang.law.days import in_order, not_after
from yiyang.law.decision import Decision, Reason, condition, decide
from yiyang.law.questions.home_care import DeliverHomeCare, PayForService
from yiyang.law.rule import rule
from yiyang.law.values import Values
from yiyang.law.words import Text


@rule("CC-4.0", "CC-7.2", "CC-11.5")
def may_deliver(q: DeliverHomeCare, values: Values) -> Decision:  # noqa: ARG001 -- every rule has the same shape
    """Agreement, carer and insurance on the day; expired liability insurance blocks bookings, never a charge."""
    return decide([_agreement(q), _employed(q), _trained(q), _certified(q), _insured(q)])


def _agreement(q: DeliverHomeCare) -> Reason:
    return condition(
        "CC-4.0",
        in_order(q.agreement_from, q.asked_on, q.agreement_to),
        Text("协议在{day}有效", "The agreement is in force on {day}").filled(day=q.asked_on),
        Text("协议在{day}无效", "The agreement is not in force on {day}").filled(day=q.asked_on),
        change=Text("续签或新签协议", "Renew or sign an agreement"),
    )


def _employed(q: DeliverHomeCare) -> Reason:
    return condition(
        "CC-7.2",
        q.carer_employed,
        Text("护理人员属于该机构", "The carer belongs to the provider"),
        Text("护理人员不属于该机构", "The carer does not belong to the provider"),
        change=Text("派本机构护理人员", "Send a carer of the provider"),
    )


def _trained(q: DeliverHomeCare) -> Reason:
    return condition(
        "CC-7.2",
        None if q.carer_kinds is None or q.kind is None else q.kind in q.carer_kinds,
        Text("护理人员受过该类培训", "The carer is trained for this kind of care"),
        Text("护理人员未受过该类培训", "The carer is not trained for this kind of care"),
        change=Text("派受过该类培训的人员", "Send a carer trained for it"),
    )


def _certified(q: DeliverHomeCare) -> Reason:
    return condition(
        "CC-7.2",
        not_after(q.asked_on, q.certificate_to),
        Text("上岗证有效", "The certificate is valid"),
        Text("上岗证已过期", "The certificate has expired"),
        change=Text("换发上岗证", "Renew the certificate"),
    )


def _insured(q: DeliverHomeCare) -> Reason:
    return condition(
        "CC-11.5",
        not_after(q.asked_on, q.liability_insurance_to),
        Text("第三方责任保险有效", "Liability insurance is in force"),
        Text("第三方责任保险已过期，不能新增预约", "Liability insurance has expired: no new bookings"),
        change=Text("续保后恢复预约", "Bookings resume once it is renewed"),
    )


@rule("CC-8.1", "CC-8.7")
def who_pays(q: PayForService, values: Values) -> Decision:  # noqa: ARG001 -- every rule has the same shape
    """The fund bears living care, nursing and assessment within the limits; what goes beyond needs prior consent."""
    reasons = [_in_scope(q)]
    if q.service != "assessment":
        reasons.append(_within_limits(q))
    return decide(reasons)


def _in_scope(q: PayForService) -> Reason:
    return condition(
        "CC-8.1",
        None if q.service is None else q.service != "other",
        Text("属于基金支付范围", "Within what the fund pays for"),
        Text("不属于基金支付范围，基金支付 0 元", "Outside what the fund pays for: 0 from the fund"),
        change=Text("由今后的规定列入支付范围", "A later rule names it"),
    )


def _within_limits(q: PayForService) -> Reason:
    if not q.beyond_limits:
        within = Text("在规定项目、次数和时长之内", "Within the prescribed items, times and durations")
        return condition("CC-8.7", None if q.beyond_limits is None else True, within, within)
    agreed = Text(
        "超出部分事先同意，按市场价由本人承担", "Beyond the limits, agreed beforehand: market price, own cost"
    )
    return condition(
        "CC-8.7",
        None if q.consent_before is None else False,
        agreed,
        agreed
        if q.consent_before
        else Text("超出部分未事先同意，不得收费", "Beyond the limits without prior consent: not to be charged"),
        change=Text("在规定限度内安排；超出的须事先取得同意", "Stay within the limits, or obtain consent beforehand"),
    )
