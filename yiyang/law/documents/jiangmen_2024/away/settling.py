"""Whether care away from home settles directly, and at which rate (JM-26.1, 27.2, 27.3, 30 to 33)."""

from collections.abc import Sequence
from datetime import date

from yiyang.law.days import not_after, same_numbered, within
from yiyang.law.decision import Decision, Finding, Reason, condition, decide, either, every, not_so
from yiyang.law.documents.jiangmen_2024.away.places import PROVINCE, covers, inside
from yiyang.law.questions.away import LONG, SettleAway
from yiyang.law.questions.claims import SUBS, SubCode
from yiyang.law.rule import rule
from yiyang.law.values import Value, Values
from yiyang.law.words import Text

OUTPATIENT_TOO, HALVES, BEFORE = "A-JM-20", "A-JM-22", "A-JM-23"
CHANNELS = Text(
    "先备案：参保地窗口、线上渠道、国家医保服务平台APP或小程序、“粤医保”",
    "File first: at the agency's window, online, by the national app or mini-program, or by Yueyibao",
)
CLASSES = {
    "long": Text("异地长期居住", "long-term"),
    "referral": SUBS["referral"],
    "emergency": Text("异地急诊抢救", "emergency"),
    "other": SUBS["other"],
    "unfiled": Text("未备案", "unfiled"),
}


PLACE_KNOWN = Text("知道就医地和就医类型", "The place and kind of care are known")
FILING_KNOWN = Text("知道有没有备案、属于哪一类", "Whether care was filed, and in which class, is known")
FLAGGED = Text("医院已上传急诊标志，视同已备案", "The hospital uploaded the emergency flag: deemed filed")
AT_HOME = Text("在江门市内就医，不需要备案", "Care inside Jiangmen needs no filing")


@rule(
    "JM-02.1",
    "JM-26.1",
    "JM-27.2",
    "JM-27.3a",
    "JM-27.3b",
    "JM-30.1",
    "JM-30.3",
    "JM-31.1",
    "JM-31.2",
    "JM-32.2",
    "JM-33",
)
def may_settle_away(q: SettleAway, values: Values) -> Decision:
    """At home as ever; elsewhere by the emergency flag, a filing that covers it, or the waiver in the province."""
    insurance = condition(
        "JM-02.1",
        q.insured_on,
        Text("当日参加江门基本医疗保险", "Insured in Jiangmen that day"),
        Text("当日未参加江门基本医疗保险（第二条）", "Not insured in Jiangmen that day (Art 2)"),
    )
    if q.care_place is None or q.setting is None:
        return decide([insurance, condition("JM-26.1", None, PLACE_KNOWN, PLACE_KNOWN)])
    home = inside(q.care_place)
    if q.emergency and not home:
        flagged = Reason("JM-27.2", Finding.MET, FLAGGED)
        return decide([insurance, flagged, _rate(q, values, "JM-27.2", "emergency")])
    if q.filed_sub is None:
        return decide([insurance, condition("JM-26.1", None, FILING_KNOWN, FILING_KNOWN)])
    if home:
        return decide([insurance, _home(q, values)])
    return decide([insurance, *_elsewhere(q, q.care_place, q.filed_sub, values)])


def _home(q: SettleAway, values: Values) -> Reason:
    """Who filed by undertaking has no benefit at home until the papers are complete."""
    if q.filed_sub not in LONG:
        return Reason("JM-26.1", Finding.MET, AT_HOME)
    early = values["away.home_before_papers"]
    return condition(
        "JM-32.2",
        early.number == 1 or _papered(q),
        Text("备案材料齐全，在备案地和参保地都可享受", "The filing has its papers: benefit at both places"),
        Text(
            "承诺的材料还没补齐，参保地就医暂不能直接结算",
            "Promised papers are missing: no direct settlement at home yet",
        ),
        values=(early,),
        change=Text("补齐承诺的材料", "Complete the promised papers"),
    )


def _papered(q: SettleAway) -> bool | None:
    """Filed with the papers, or completed since."""
    return either(not_so(q.undertaking), q.completed)


def _elsewhere(q: SettleAway, place: str, sub: SubCode, values: Values) -> Sequence[Reason]:
    """The filing where it covers the care, else what holds without one."""
    if sub == "none":
        return _unfiled(q, place, values, [])
    filed = _filing(q, place, values)
    if Finding.UNMET in {reason.finding for reason in filed}:
        return _unfiled(q, place, values, filed)
    return [*filed, _rate(q, values, "JM-26.1", "long" if sub in LONG else sub)]


def _filing(q: SettleAway, place: str, values: Values) -> list[Reason]:
    there = condition(
        "JM-31.1",
        covers(q.filed_place, place),
        Text("就医地在备案地内，有效期内可多次就诊", "Care at the place filed, where several visits are allowed"),
        Text("就医地不在备案地内", "Care outside the place filed"),
        change=Text("变更备案，或另行备案", "Change the filing, or file for that place"),
    )
    return [there, *_valid(q, values), *_halves(q, values), *_national(q, place, values)]


def _valid(q: SettleAway, values: Values) -> list[Reason]:
    """In force on the day of the visit or admission; else filed during the stay."""
    last, used = _last(q, values)
    holds = None if q.care_on is None or q.filed_from is None else within(q.filed_from, q.care_on, last)
    not_yet = holds is False or q.filed_from is None
    if q.setting == "inpatient" and not_yet and q.sent_on is not None:
        return [_during(q, values)]
    is_long = q.filed_sub in LONG
    told = {"first": q.filed_from, "last": last if last else Text("长期", "without end"), "day": q.care_on}
    found = [
        condition(
            "JM-30.1" if is_long else "JM-30.3",
            every(q.insured_on, holds) if is_long else holds,
            Text("备案在{day}有效（{first}至{last}）", "The filing is in force on {day} ({first} to {last})").filled(
                **told
            ),
            Text(
                "备案在{day}无效（{first}至{last}），或参保状态已变",
                "The filing is not in force on {day} ({first} to {last}), or the insurance has changed",
            ).filled(**told),
            values=used,
            change=CHANNELS,
        )
    ]
    if q.setting == "inpatient":
        found.append(_admitted(holds))
    return found


def _last(q: SettleAway, values: Values) -> tuple[date | None, tuple[Value, ...]]:
    """The last day of the filing: the same-numbered day of a temporary one, and wherever it was ended early."""
    if q.filed_sub in LONG or q.filed_from is None:
        return q.filed_to, ()
    months = values["away.months.temporary"]
    last = same_numbered(q.filed_from, months=months.number)
    return (min(last, q.filed_to) if q.filed_to else last), (months,)


def _admitted(holds: bool | None) -> Reason:
    return condition(
        "JM-31.2",
        holds,
        Text("有效期内入院，不受到期影响", "Admitted within validity: its end does not matter"),
        Text("入院日不在备案有效期内", "Admitted outside the validity of the filing"),
        change=Text("出院结算前补办备案", "File before the discharge settlement"),
    )


def _during(q: SettleAway, values: Values) -> Reason:
    """Filed during the stay: sent in before the settlement, which waits for the answer (A-JM-23)."""
    read = values[f"reading.{BEFORE}"]
    before = True if q.settled_on is None else not_after(q.sent_on, q.settled_on)
    open_ = False if values.other_reading(BEFORE) and q.settled_on is not None else None
    answer = open_ if q.approved is None else q.approved
    told = {"sent": q.sent_on}
    return condition(
        "JM-33",
        every(before, answer),
        Text(
            "住院期间 {sent} 提交备案，出院结算前有效", "Filed on {sent} during the stay, before its settlement"
        ).filled(**told),
        Text("出院结算前没有办妥备案（{sent}）", "Not filed before the discharge settlement ({sent})").filled(**told),
        values=(read,),
        change=Text("先自付，凭票零星报销", "Pay first and claim afterwards"),
    )


def _halves(q: SettleAway, values: Values) -> list[Reason]:
    """The other reading withholds benefit at the filed place too until the papers are complete (A-JM-22)."""
    if q.filed_sub not in LONG or not values.other_reading(HALVES):
        return []
    return [
        condition(
            "JM-32.2",
            _papered(q),
            Text("备案材料齐全", "The filing has its papers"),
            Text("承诺的材料还没补齐", "Promised papers are missing"),
            values=(values[f"reading.{HALVES}"],),
            change=Text("补齐承诺的材料", "Complete the promised papers"),
        )
    ]


def _national(q: SettleAway, place: str, values: Values) -> list[Reason]:
    """Other travellers across provinces: the national rules, by their version of the day."""
    if q.filed_sub != "other" or place.startswith(PROVINCE):
        return []
    text = Text(
        "跨省就医按国家规定，备案后直接结算", "Across provinces by the national rules: filed, so settled directly"
    )
    return [condition("JM-27.3b", True, text, text, values=(values["away.national.unfiled"],))]


def _unfiled(q: SettleAway, place: str, values: Values, filed: list[Reason]) -> Sequence[Reason]:
    """Inside the province inpatient costs settle without a filing; across provinces the national rules decide."""
    if place.startswith(PROVINCE):
        free = q.setting == "inpatient" or values.other_reading(OUTPATIENT_TOO)
        waiver = condition(
            "JM-27.3a",
            free,
            Text("省内跨市住院，免备案直接结算", "In another city of the province inpatient costs need no filing"),
            Text("免备案只管住院费用", "The waiver covers inpatient costs only"),
            values=(values[f"reading.{OUTPATIENT_TOO}"],),
            change=CHANNELS,
        )
    else:
        national = values["away.national.unfiled"]
        free = national.number == 1
        waiver = condition(
            "JM-27.3b",
            free,
            Text(
                "跨省就医按国家规定，未备案也可直接结算",
                "By the national rules care in another province settles unfiled",
            ),
            Text(
                "跨省就医没有免备案，按国家规定先备案",
                "Across provinces there is no waiver: the national rules want a filing",
            ),
            values=(national,),
            change=CHANNELS,
        )
    if free:
        return [waiver, _rate(q, values, waiver.provision, "unfiled")]
    text = Text("没有可用的备案，不能直接结算", "No filing covers this care, so it is not settled directly")
    return [*filed, waiver, condition("JM-26.1", False, text, text, change=CHANNELS)]


def _rate(q: SettleAway, values: Values, provision: str, kind: str) -> Reason:
    """The class the costs are paid in; its factor is a parameter, for the benefit is set elsewhere."""
    factor = values.get(f"away.factor.{q.scheme}.{kind}")
    told = {"kind": CLASSES[kind], "percent": f"{factor.number / 100:g}%" if factor else None}
    if factor is None:
        return Reason(provision, Finding.AMOUNT, Text("按{kind}标准结算", "Settled at the {kind} rate").filled(**told))
    text = Text("按{kind}标准结算，系数 {percent}", "Settled at the {kind} rate, factor {percent}")
    return Reason(provision, Finding.AMOUNT, text.filled(**told), (factor,))
