"""Opening a home sickbed: all conditions of Articles 6 to 10 together (JM-06.2 to JM-10.3)."""

from collections.abc import Mapping

from yiyang.law.days import insurance_year, not_after
from yiyang.law.decision import Decision, Reason, condition, decide, every, not_so
from yiyang.law.documents.jiangmen_2024.sickbed import barthel, diseases
from yiyang.law.documents.jiangmen_2024.sickbed.applying import oldest, papers, through
from yiyang.law.documents.jiangmen_2024.sickbed.exchange import exchange, is_move
from yiyang.law.questions.sickbed import GUARDIANS, LEVELS, RECORDS, OpenHomeSickbed
from yiyang.law.rule import rule
from yiyang.law.values import Values
from yiyang.law.words import Text

CITY = "4407"
"""How the divisions of Jiangmen begin (GB/T 2260)."""


@rule(
    "JM-02.1",
    "JM-06.2",
    "JM-07.0",
    "JM-07.1a",
    "JM-07.1b",
    *(f"JM-07.1.{number}" for number in range(1, 11)),
    "JM-07.2",
    "JM-07.3",
    "JM-08.1",
    "JM-09.1",
    "JM-09.2",
    "JM-10.1",
    "JM-10.2",
    "JM-10.3",
    "JM-11.1",
)
def may_open(q: OpenHomeSickbed, values: Values) -> Decision:
    """Every condition of Articles 6 to 10, each that fails by itself."""
    three = [[*_disease(q, values), *_record(q, values)], _dysfunction(q, values), _guardian(q)]
    reasons = [
        _insured(q),
        *through(q),
        *(reason for part in three for reason in part),
        _together(three),
        *papers(q, values),
        _day(q),
        *_openings(q, values),
        *_exchange(q, values),
    ]
    return decide(reasons)


def _together(three: list[list[Reason]]) -> Reason:
    """The three conditions of Article 7 together, in one line that names those that fail."""
    held = [decide(part).outcome for part in three]
    numbers = [n for n, outcome in enumerate(held) if outcome == "refused"]
    failed, failing = "、".join("一二三"[n] for n in numbers), ", ".join(str(n + 1) for n in numbers)
    return condition(
        "JM-07.0",
        False if "refused" in held else None if "unknown" in held else True,
        Text("第七条三项条件同时具备", "All three conditions of Article 7 hold together"),
        Text(f"第七条三项条件未同时具备：（{failed}）不成立", f"Not all three conditions of Article 7: {failing} fail"),
        change=Text("逐项见其他各条理由", "See the other reasons one by one"),
    )


def _insured(q: OpenHomeSickbed) -> Reason:
    return condition(
        "JM-02.1",
        None if q.insured_division is None else q.insured_division.startswith(CITY),
        Text("参加江门市基本医疗保险", "Insured in Jiangmen's basic medical insurance"),
        Text("没有参加江门市基本医疗保险", "Not insured in Jiangmen's basic medical insurance"),
        change=Text("向参保地经办机构查询", "Ask the agency where the person is insured"),
    )


def _disease(q: OpenHomeSickbed, values: Values) -> list[Reason]:
    def stated(holds: bool | None, met: Text, unmet: Text) -> Reason:
        return condition("JM-07.1a", holds, met, unmet, change=Text("由主诊医师说明", "The physician states it"))

    return [
        stated(
            diseases.listed(q),
            Text("属所列疾病或情形", "A disease of the list"),
            Text("不属所列的疾病或情形", "No disease of the list"),
        ),
        *diseases.branch(q, values),
        stated(
            q.definite,
            Text("诊断明确", "The diagnosis is definite"),
            Text("诊断不明确", "The diagnosis is not definite"),
        ),
        stated(
            q.suited,
            Text("适合居家治疗", "Suited to care at home"),
            Text("不适合居家治疗", "Not suited to care at home"),
        ),
        stated(
            q.needs_visits,
            Text("需要医护人员定期上门", "Regular visits by clinicians are needed"),
            Text("不需要医护人员定期上门", "No regular visits by clinicians are needed"),
        ),
    ]


def _record(q: OpenHomeSickbed, values: Values) -> list[Reason]:
    years, least = values["sickbed.record_years"], values["sickbed.record_level"]
    first = oldest(q, values)
    told = {
        "kind": RECORDS[q.record_kind] if q.record_kind else None,
        "day": q.record_on,
        "first": first,
        "last": q.filed_on,
        "level": LEVELS[q.record_level] if q.record_level else None,
    }
    return [
        condition(
            "JM-07.1b",
            every(
                None if q.record_kind is None else True,
                not_after(first, q.record_on),
                not_after(q.record_on, q.filed_on),
            ),
            Text("有{day}的{kind}诊疗记录", "There is an {kind} record of {day}").filled(**told),
            Text(
                "诊疗记录（{day}）不在近两年内（{first}至{last}）",
                "No record within two years: the one of {day} is not from {first} to {last}",
            ).filled(**told),
            values=(years, values["reading.A-JM-3"]),
            change=Text("提供近两年内的住院或门诊记录", "Give an inpatient or outpatient record of the last two years"),
        ),
        condition(
            "JM-07.1b",
            None if q.record_level is None else int(q.record_level) >= least.number,
            Text("记录由{level}机构出具", "The record is by an institution of {level}").filled(**told),
            Text(
                "记录由{level}机构出具，应为二级及以上", "The record is by {level}; level 2 or above is needed"
            ).filled(**told),
            values=(least,),
            change=Text("提供二级及以上机构的记录", "Give a record by an institution of level 2 or above"),
        ),
    ]


def _dysfunction(q: OpenHomeSickbed, values: Values) -> list[Reason]:
    return [
        condition(
            "JM-07.2",
            q.frail,
            Text("体弱行动不便、长期卧床等", "Frail and hardly mobile, long bedridden or the like"),
            Text("行动没有不便，也未长期卧床", "Neither frail and hardly mobile nor long bedridden"),
            change=Text("情况变化后再申请", "Apply again when this changes"),
        ),
        condition(
            "JM-07.2",
            q.hard_to_attend,
            Text("到医疗机构连续就诊有困难", "Hard to attend an institution repeatedly"),
            Text("能到医疗机构连续就诊", "Able to attend an institution repeatedly"),
            change=Text("可到门诊就诊", "Care as an outpatient is open"),
        ),
        *barthel.dysfunction(q, values, "JM-07.2", "moderate"),
        barthel.dated(q.scored_on, q.filed_on, values, "JM-07.2"),
    ]


def _guardian(q: OpenHomeSickbed) -> list[Reason]:
    who = GUARDIANS[q.guardian] if q.guardian else None
    there = None if q.guardian is None else q.guardian != "none"
    found = [
        condition(
            "JM-07.3",
            there,
            Text("有{who}", "There is {who}").filled(who=who),
            Text("没有监护人或受委托的监护人", "There is neither a guardian nor an entrusted one"),
            change=Text("登记监护人，或书面委托一人", "Name a guardian, or entrust somebody in writing"),
        )
    ]
    if there is False:
        return found
    change = Text("由监护人书面说明", "The guardian states it in writing")
    parts = (
        (
            q.guardian_at_home,
            Text("监护人在家中", "The guardian is at home"),
            Text("家中没有监护人", "No guardian at home"),
        ),
        (
            q.guardian_contact,
            Text("监护人与机构保持随时联系", "The guardian stays in contact with the institution"),
            Text("监护人不能与机构随时联系", "The guardian does not stay in contact with the institution"),
        ),
        (
            q.guardian_helps,
            Text("监护人能协助护理", "The guardian can help with care"),
            Text("监护人不能协助护理", "The guardian cannot help with care"),
        ),
    )
    found += [condition("JM-07.3", holds, met, unmet, change=change) for holds, met, unmet in parts]
    return [*found, _mandate(q)] if q.guardian == "entrusted" else found


def _mandate(q: OpenHomeSickbed) -> Reason:
    return condition(
        "JM-07.3",
        q.mandate_filed,
        Text("有委托书", "There is a mandate"),
        Text("受委托的监护人没有委托书", "The entrusted guardian has no mandate"),
        change=Text("补交委托书", "Hand in the mandate"),
    )


def _day(q: OpenHomeSickbed) -> Reason:
    return condition(
        "JM-08.1",
        not_after(q.asked_on, q.opens_on),
        Text("{day}建床，不早于批准", "Opens on {day}, not before the approval").filled(day=q.opens_on),
        Text("建床日{day}早于批准日{approved}", "Opening on {day} would be before the approval on {approved}").filled(
            day=q.opens_on, approved=q.asked_on
        ),
        change=Text("建床日改为批准当日或以后", "Let it open on the day of approval or later"),
    )


def _openings(q: OpenHomeSickbed, values: Values) -> list[Reason]:
    """No two beds at once; two openings a year, by opening date; one more only after a panel."""
    most = values["sickbed.per_year"]
    year = insurance_year(q.opens_on) if q.opens_on else None
    told = {"year": year, "nth": None if q.opened_in_year is None else q.opened_in_year + 1, "most": most.number}
    closed = condition(
        "JM-11.1",
        not_so(q.sickbed_open),
        Text("没有未撤的家庭病床", "No other home sickbed is open"),
        Text("另有家庭病床尚未撤床", "Another home sickbed has not been closed"),
        change=Text("先办理撤床", "Close it first"),
    )
    free = values.other_reading("A-JM-9") and _moves(q, values) is True
    enough = None if q.opened_in_year is None else q.opened_in_year < most.number
    if enough is not False or free:
        met = Text("{year} 年度第 {nth} 次建床，不超过 {most} 次", "Opening {nth} of {year}, of at most {most}")
        return [closed, condition("JM-10.1", free or enough, met.filled(**told), met, values=(most,))]
    agreed = every(q.more_panel, not_after(q.more_panel_on, q.opens_on))
    return [closed, *([_third(told, values)] if agreed is False else []), _more(agreed, q)]


def _third(told: Mapping[str, object], values: Values) -> Reason:
    return condition(
        "JM-10.1",
        False,
        Text("", ""),
        Text("{year} 年度第 {nth} 次建床，超过 {most} 次", "Opening {nth} of {year}, above {most}").filled(**told),
        values=(values["sickbed.per_year"],),
        change=Text(
            "由属地经办机构聘请专家组会审，或下一年度再申请", "Have the agency's panel review it, or wait for next year"
        ),
    )


def _more(agreed: bool | None, q: OpenHomeSickbed) -> Reason:
    return condition(
        "JM-10.2",
        agreed,
        Text("增加建床经专家组于{day}会审同意", "A panel agreed to the further opening on {day}").filled(
            day=q.more_panel_on
        ),
        Text("没有在建床日以前同意增加建床的专家组会审", "No panel agreed to a further opening before it"),
        change=Text("请属地经办机构聘请专家组会审", "Have the local agency engage a panel"),
    )


def _moves(q: OpenHomeSickbed, values: Values) -> bool | None:
    return is_move(q.ward, q.ward_until, q.opens_on, q.moved, values)


def _exchange(q: OpenHomeSickbed, values: Values) -> list[Reason]:
    return exchange(_moves(q, values), q.exchange_panel, q.exchange_panel_on, q.opens_on, values)
