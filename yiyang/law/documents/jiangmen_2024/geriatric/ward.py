"""Settlement in a geriatric ward: an approved ward, the age, the admission, the dependence, the condition (JM-13)."""

from datetime import timedelta

from yiyang.law.days import not_after, same_numbered
from yiyang.law.decision import Decision, Reason, condition, decide, every, not_so
from yiyang.law.documents.jiangmen_2024.sickbed import barthel
from yiyang.law.documents.jiangmen_2024.sickbed.exchange import exchange, is_move
from yiyang.law.questions.geriatric import TUBES, SettleInWard
from yiyang.law.rule import rule
from yiyang.law.values import Values
from yiyang.law.words import Text

STATED = Text("由主诊医师说明", "The attending physician states it")


@rule(
    "JM-10.3",
    "JM-13.0",
    "JM-13.1",
    "JM-13.2",
    "JM-13.3",
    "JM-13.4a",
    "JM-13.4b",
    "JM-13.4c",
    "JM-13.4d",
    "JM-13.4e",
)
def may_settle_in_ward(q: SettleInWard, values: Values) -> Decision:
    """All of Article 13, each condition that fails by itself, and the panel of a move from a home sickbed."""
    return decide(
        [
            *_ward(q),
            _age(q, values),
            condition(
                "JM-13.2",
                q.criteria_met,
                Text("医师说明达到住院标准", "A physician states that admission criteria are met"),
                Text("没有医师关于达到住院标准的说明", "No physician states that admission criteria are met"),
                change=STATED,
            ),
            *barthel.dysfunction(q, values, "JM-13.3", "severe"),
            barthel.dated(q.scored_on, q.starts_on, values, "JM-13.3"),
            *_condition(q),
            *exchange(
                is_move(q.sickbed, q.sickbed_until, q.starts_on, q.moved, values),
                q.exchange_panel,
                q.exchange_panel_on,
                q.starts_on,
                values,
            ),
        ]
    )


def _ward(q: SettleInWard) -> list[Reason]:
    return [
        condition(
            "JM-13.0",
            q.ward_approved,
            Text("老年病区已经卫生行政部门核准", "The ward is approved by the health authority"),
            Text(
                "老年病区在{day}未经卫生行政部门核准", "The ward is not approved by the health authority on {day}"
            ).filled(day=q.starts_on),
            change=Text("在核准的老年病区住院", "Be admitted to an approved ward"),
        ),
        condition(
            "JM-13.0",
            not_so(q.in_ward),
            Text("没有正在进行的老年病区结算", "No geriatric settlement is running"),
            Text("老年病区结算正在进行", "Geriatric settlement is running already"),
            change=Text("停止后再申请", "Apply once it has stopped"),
        ),
    ]


def _age(q: SettleInWard, values: Values) -> Reason:
    """Reached on the birthday; by the other reading of A-JM-11 on the day after it."""
    least = values["geriatric.age"]
    later = timedelta(days=1 if values.other_reading("A-JM-11") else 0)
    reached = same_numbered(q.born, years=least.number) + later if q.born else None
    told = {
        "least": least.number,
        "reached": reached,
        "day": q.starts_on,
    }
    return condition(
        "JM-13.1",
        not_after(reached, q.starts_on),
        Text("{day}已满 {least} 周岁", "Aged {least} or over on {day}").filled(**told),
        Text("{day}未满 {least} 周岁，{reached}起可转为此结算", "Below {least} on {day}; from {reached} on").filled(
            **told
        ),
        values=(least, values["reading.A-JM-11"]),
        change=Text("从{reached}起申请", "Apply from {reached} on").filled(**told),
    )


def _condition(q: SettleInWard) -> list[Reason]:
    """The condition named, each of its parts by itself."""
    if q.condition is None:
        return [condition("JM-13.4a", None, Text("第十三条（四）的五种情形之一", "One of the five conditions"), STATED)]
    if q.condition == "panel":
        return [_by_panel(q)]
    return [condition(row, holds, met, unmet, change=STATED) for row, holds, met, unmet in _parts(q)]


def _parts(q: SettleInWard) -> tuple[tuple[str, bool | None, Text, Text], ...]:
    tube = TUBES[q.tube] if q.tube else None
    parts = {
        "tubes": (
            (
                "JM-13.4a",
                None if q.tube is None else q.tube != "none",
                Text("留置{tube}", "In place: {tube}").filled(tube=tube),
                Text("没有所列或同类的管道", "No tube of the list or the like"),
            ),
            (
                "JM-13.4a",
                q.tube_long,
                Text("须长期留置", "It must stay long-term"),
                Text("只是短期留置", "It stays for a short time only"),
            ),
        ),
        "ventilator": (
            (
                "JM-13.4b",
                q.device_vital,
                Text("靠呼吸机等设备维持生命", "A ventilator or the like keeps the patient alive"),
                Text("设备不用于维持生命", "The device does not keep the patient alive"),
            ),
            (
                "JM-13.4b",
                q.device_long,
                Text("长期依赖", "The dependence is long-term"),
                Text("只是偶尔使用", "It is used now and then only"),
            ),
        ),
        "coma": (
            ("JM-13.4c", q.coma, Text("处于昏迷", "In a coma"), Text("没有昏迷", "Not in a coma")),
            (
                "JM-13.4c",
                q.stay_useless,
                Text("短期住院不见好转", "A short stay brings no improvement"),
                Text("短期住院可望好转", "A short stay may bring improvement"),
            ),
        ),
        "paralysis": (
            (
                "JM-13.4d",
                q.chronic_severe,
                Text("有严重慢性病", "A severe chronic disease"),
                Text("没有严重慢性病", "No severe chronic disease"),
            ),
            ("JM-13.4d", q.paralysed, Text("瘫痪", "Paralysed"), Text("没有瘫痪", "Not paralysed")),
        ),
    }
    return parts[str(q.condition)]


def _by_panel(q: SettleInWard) -> Reason:
    agreed = every(q.other_panel, not_after(q.other_panel_on, q.starts_on))
    return condition(
        "JM-13.4e",
        agreed,
        Text("专家组于{day}会审同意", "An expert panel agreed on {day}").filled(day=q.other_panel_on),
        Text("没有在此之前同意的专家组会审", "No panel agreed before it"),
        change=Text("请属地经办机构组织专家组会审", "Have the local agency hold a panel"),
    )
