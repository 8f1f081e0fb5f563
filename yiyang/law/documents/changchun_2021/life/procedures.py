"""Events of a life as filings: reported by the family, at the counter or by the provider, recorded by the agency."""

from typing import Any

from yiyang.law.documents.changchun_2021.life.living import (
    admission_stands,
    death_stands,
    discharge_stands,
    guardian_stands,
    merge_stands,
    move_stands,
    number_stands,
    scheme_stands,
)
from yiyang.law.filing import Field, Kind
from yiyang.law.procedure import Procedure, Stage
from yiyang.law.questions.home_care import SCHEMES
from yiyang.law.questions.life import STAYS
from yiyang.law.rule import Rule
from yiyang.law.words import Text

CLOCK = "home_care.event_days"
FILED = Text("报告", "Reported")
RECORDED = Text("经办机构登记", "Recorded by the agency")
NEAR, NEARER = ("family", "counter"), ("family", "counter", "provider")
OUTCOMES = (("granted", Text("予以登记", "recorded")), ("refused", Text("不予登记", "not recorded")))


def _event(code: str, title: Text, *, stands: Rule[Any], role: str = "clerk", **rest: Any) -> Procedure:
    """An event is asked at once whether it stands, and `role` of the agency records it by the same question."""
    stages = (Stage("filed", FILED, "family"), Stage("decided", RECORDED, role, clock=CLOCK, decides=True))
    return Procedure(code, title, stages=stages, gate=stands, question=stands, outcomes=OUTCOMES, **rest)


def _proof(zh: str, en: str, provision: str) -> Field:
    return Field("proof", Text(zh, en), Kind.FILE, provision, required=False, most=5)


DEATH = _event(
    "death",
    Text("死亡登记", "Death"),
    provision="CC-3.1",
    channels=NEARER,
    fields=(
        Field("died_on", Text("死亡日期", "Day of death"), Kind.DATE, "CC-3.1"),
        _proof("死亡证明", "Death certificate", "CC-3.1"),
    ),
    stands=death_stands,
    purpose=Text(
        "自次日起各项待遇终止，预约取消，此后的服务不予支付",
        "Every right ends with that day, bookings are cancelled and later visits are not paid",
    ),
)
MOVE = _event(
    "move",
    Text("迁居登记", "Move"),
    provision="CC-13.2",
    channels=NEAR,
    fields=(
        Field("moved_on", Text("迁居日期", "Day of the move"), Kind.DATE, "CC-13.2"),
        Field("new_division", Text("迁往地区划代码", "Division moved to"), Kind.DIVISION, "CC-13.2"),
        _proof("居住证明", "Proof of residence", "CC-13.2"),
    ),
    stands=move_stands,
    purpose=Text(
        "迁出试点范围的，待遇自迁居日起停止；仍在范围内的，待遇继续",
        "Whoever leaves the pilot area loses the status from that day; within it the status goes on",
    ),
)
SCHEME = _event(
    "scheme-change",
    Text("参保险种变更", "Change of scheme"),
    provision="CC-8.4",
    channels=NEAR,
    fields=(
        Field(
            "new_scheme",
            Text("变更后的险种", "New scheme"),
            Kind.CHOICE,
            "CC-8.4",
            choices=tuple(SCHEMES.items()),
        ),
        Field(
            "insured_in",
            Text("参保地区划代码", "Division where insured"),
            Kind.DIVISION,
            "CC-13.2",
            when=("new_scheme", ("employee", "resident")),
        ),
        Field("from_day", Text("变更起始日", "From"), Kind.DATE, "CC-8.4"),
    ),
    stands=scheme_stands,
    purpose=Text(
        "自变更之日起按新险种支付，受影响的月份重新结算",
        "From that day the new scheme pays; months affected are settled again",
    ),
)
GUARDIAN = _event(
    "guardian-change",
    Text("监护人变更", "Change of guardian"),
    provision="CC-6.1",
    channels=NEAR,
    fields=(
        Field("new_guardian", Text("新监护人姓名", "New guardian's name"), Kind.LINE, "CC-6.1", longest=100),
        Field("from_day", Text("变更起始日", "From"), Kind.DATE, "CC-6.1"),
        _proof("监护证明", "Proof of guardianship", "CC-6.1"),
    ),
    stands=guardian_stands,
    purpose=Text("原监护人的代办关系随之终止", "The former guardian no longer acts for the person"),
)
NUMBER = _event(
    "id-correction",
    Text("身份证件号码更正", "Correction of an ID number"),
    provision="CC-6.1",
    channels=("counter",),
    fields=(
        Field("new_number", Text("正确的身份证件号码", "The right ID number"), Kind.SEALED, "CC-6.1", longest=120),
        _proof("身份证件", "Identity card", "CC-6.1"),
    ),
    stands=number_stands,
    role="reviewer",
    purpose=Text(
        "档案改用正确的号码，原号码仍可查到本人", "The record takes the right number; the former one still finds it"
    ),
)
MERGE = _event(
    "merge",
    Text("重复档案合并", "Merging two records"),
    provision="CC-6.1",
    channels=("counter",),
    fields=(
        Field(
            "duplicate",
            Text("重复档案的身份证件号码", "ID number of the duplicate record"),
            Kind.SEALED,
            "CC-6.1",
            longest=120,
        ),
        Field("reason", Text("为何是同一人", "Why they are one person"), Kind.TEXT, "CC-6.1", longest=500),
    ),
    stands=merge_stands,
    role="reviewer",
    purpose=Text(
        "两份档案的权利、服务和代办关系并入本档案，次数合并计算",
        "Rights, visits and links of both become one record's; limits count them together",
    ),
)
ADMISSION = _event(
    "admission",
    Text("住院或入住机构", "Admission to hospital or an institution"),
    provision="CC-3.2",
    channels=NEARER,
    fields=(
        Field(
            "stay",
            Text("住院或机构照护", "Hospital or institution"),
            Kind.CHOICE,
            "CC-3.2",
            choices=tuple(STAYS.items()),
        ),
        Field("admitted_at", Text("入院（入住）时间", "Admitted at"), Kind.MOMENT, "CC-3.2"),
        Field(
            "discharged_at",
            Text("出院（离开）时间", "Discharged at"),
            Kind.MOMENT,
            "CC-3.2",
            required=False,
            hint=Text("尚未出院的不填", "Empty while still there"),
        ),
    ),
    stands=admission_stands,
    purpose=Text(
        "自入院时刻起暂停居家照护，期间的预约取消；出院后恢复，不需重新评定",
        "Home care stops from that hour and bookings within are cancelled; it resumes without a new assessment",
    ),
)
DISCHARGE = _event(
    "discharge",
    Text("出院或离开机构", "Discharge"),
    provision="CC-3.2",
    channels=NEARER,
    fields=(Field("discharged_at", Text("出院（离开）时间", "Discharged at"), Kind.MOMENT, "CC-3.2"),),
    stands=discharge_stands,
    purpose=Text("自出院时刻起恢复居家照护", "Home care resumes from that hour"),
)
EVENTS = {one.code: one for one in (DEATH, MOVE, SCHEME, GUARDIAN, NUMBER, MERGE, ADMISSION, DISCHARGE)}
