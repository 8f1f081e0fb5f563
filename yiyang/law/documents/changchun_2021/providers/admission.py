"""Who becomes a provider: by filing (CC-4.1), by capability assessment (CC-4.2), under agreement (CC-4.0)."""

from collections.abc import Sequence

from yiyang.law.days import not_after, period_end
from yiyang.law.decision import Decision, Reason, condition, decide, not_so
from yiyang.law.questions.admission import SCOPE, AssessProvider, FileProvider, SignAgreement
from yiyang.law.rule import rule
from yiyang.law.values import Value, Values
from yiyang.law.words import Text, joined


@rule("CC-4.1")
def may_file_provider(q: FileProvider, values: Values) -> Decision:
    """A designated institution of the city that gives institutional care already, able and willing."""
    designated = condition(
        "CC-4.1",
        q.designated,
        Text("是定点医疗照护机构", "Is a designated care institution"),
        Text("不是定点医疗照护机构", "Is not a designated care institution"),
        change=Text("按履约能力评估办理（CC-4.2）", "Apply by capability assessment (CC-4.2)"),
    )
    given = condition(
        "CC-4.1",
        not_after(q.institutional_care_since, q.asked_on),
        Text("自{day}起提供机构照护", "Has given institutional care since {day}").filled(
            day=q.institutional_care_since
        ),
        Text("到{day}尚未提供过机构照护", "Had given no institutional care by {day}").filled(day=q.asked_on),
        change=Text("先提供机构照护，或按履约能力评估办理", "Give institutional care first, or apply by assessment"),
    )
    able = condition(
        "CC-4.1",
        q.able,
        Text("有居家照护服务能力", "Is able to give home care"),
        Text("没有居家照护服务能力", "Is not able to give home care"),
        change=Text("具备能力后申请", "Apply once able"),
    )
    inside = _in_city("CC-4.1", q.registered_division, values["home_care.area.city"])
    return decide([designated, inside, given, able, _willing("CC-4.1", q.willing)])


@rule("CC-4.2")
def may_assess_provider(q: AssessProvider, values: Values) -> Decision:
    """Lawfully set up in the city's area, its scope holds both items named (A-CC-3), willing, assessment passed."""
    founded = condition(
        "CC-4.2",
        not_after(q.founded_on, q.asked_on),
        Text("{day}依法设立", "Lawfully set up on {day}").filled(day=q.founded_on),
        Text("{day}才设立", "Set up on {day} only").filled(day=q.founded_on),
        change=Text("依法设立后申请", "Apply once lawfully set up"),
    )
    passed = condition(
        "CC-4.2",
        q.capability_passed,
        Text("通过履约能力评估", "Passed the capability assessment"),
        Text("未通过履约能力评估", "Did not pass the capability assessment"),
        change=Text("整改后重新申请", "Apply again once improved"),
    )
    inside = _in_city("CC-4.2", q.registered_division, values["home_care.area.city"])
    return decide([founded, inside, _scope(q, values), _willing("CC-4.2", q.willing), passed])


def _in_city(provision: str, division: str | None, area: Value) -> Reason:
    return condition(
        provision,
        None if division is None else division in area.codes,
        Text("登记地 {division} 在长春市", "Registered in {division}, within Changchun").filled(division=division),
        Text("登记地 {division} 不在长春市", "Registered in {division}, outside Changchun").filled(division=division),
        values=(area,),
        change=Text("在本市设立的机构才能申请", "Only an institution of the city may apply"),
    )


def _willing(provision: str, willing: bool | None) -> Reason:
    return condition(
        provision,
        willing,
        Text("自愿申请", "Applies of its own will"),
        Text("不是自愿申请", "Does not apply of its own will"),
        change=Text("由机构自行申请", "The institution applies itself"),
    )


def _scope(q: AssessProvider, values: Values) -> Reason:
    named, least = values["home_care.scope.items"], values["home_care.scope.least"]
    has = [code for code in named.codes if code in (q.scope or ())]
    lacks = [code for code in named.codes if code not in has]
    return condition(
        "CC-4.2",
        None if q.scope is None else len(has) >= least.number,
        Text("业务范围包含{has}", "The scope covers {has}").filled(has=_listed(has)),
        Text("业务范围缺少{lacks}", "The scope lacks {lacks}").filled(lacks=_listed(lacks)),
        values=(named, least),
        change=Text("变更登记，增加所缺项目", "Have what is lacking added to the registration"),
    )


def _listed(codes: Sequence[str]) -> Text:
    return joined([SCOPE[code] for code in codes])


@rule("CC-4.0", "CC-9.4", "CC-11.5")
def may_sign_agreement(q: SignAgreement, values: Values) -> Decision:
    """Both routes need one: admitted first, dated, staff trained on risks, liability insurance on its first day."""
    admitted = condition(
        "CC-4.0",
        q.admitted,
        Text("已备案或通过履约能力评估", "Admitted by filing or capability assessment"),
        Text("既未备案也未通过履约能力评估", "Neither filed nor assessed"),
        change=Text("先备案或申请履约能力评估", "Apply for filing or assessment first"),
    )
    suspended = condition(
        "CC-9.4",
        not_so(q.suspended),
        Text("签订日未被暂停", "Not suspended that day"),
        Text("签订日仍被暂停", "Still suspended that day"),
        change=Text("暂停期满后签订", "Sign once the suspension has ended"),
    )
    trained = condition(
        "CC-11.5",
        q.risk_trained,
        Text("已开展风险与应急培训", "Staff are trained on risks and emergencies"),
        Text("未开展风险与应急培训", "Staff are not trained on risks and emergencies"),
        change=Text("培训后签订", "Sign once trained"),
    )
    insured = condition(
        "CC-11.5",
        not_after(q.begins, q.insured_to),
        Text("第三方责任保险有效期至{day}", "Liability insurance is valid until {day}").filled(day=q.insured_to),
        Text(
            "协议开始时第三方责任保险已过期（{day}）", "Liability insurance ends on {day}, before the agreement"
        ).filled(day=q.insured_to),
        change=Text("投保或续保后签订", "Sign once insured"),
    )
    return decide([admitted, suspended, *_term(q, values["home_care.agreement_months"]), trained, insured])


def _term(q: SignAgreement, longest: Value) -> list[Reason]:
    last = None if q.begins is None else period_end(q.begins, months=longest.number)
    told = {"begins": q.begins, "ends": q.ends, "last": last}
    ordered = condition(
        "CC-4.0",
        not_after(q.begins, q.ends),
        Text("协议自{begins}至{ends}", "The agreement runs from {begins} to {ends}").filled(**told),
        Text("协议终止日{ends}早于起始日{begins}", "The agreement ends on {ends}, before it begins on {begins}").filled(
            **told
        ),
        change=Text("更正起止日期", "Correct the dates"),
    )
    within = condition(
        "CC-4.0",
        not_after(q.ends, last),
        Text("不超过最长期限（{last}）", "Within the longest term, which ends on {last}").filled(**told),
        Text("超过最长期限（{last}）", "Beyond the longest term, which ends on {last}").filled(**told),
        values=(longest,),
        change=Text("缩短期限，到期续签", "Shorten the term and renew it"),
    )
    return [ordered, within]
