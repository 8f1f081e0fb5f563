"""The procedures of a geriatric ward: settlement in it begins, and stops (JM-13, JM-14)."""

from collections.abc import Mapping

from yiyang.law.documents.jiangmen_2024.geriatric.stopping import BY_PHYSICIAN, may_stop
from yiyang.law.documents.jiangmen_2024.geriatric.ward import may_settle_in_ward
from yiyang.law.documents.jiangmen_2024.sickbed import barthel
from yiyang.law.documents.jiangmen_2024.ways import BY_FILING
from yiyang.law.filing import Field, Kind, Since
from yiyang.law.procedure import Agency, Procedure, Sheet, Stage
from yiyang.law.questions.barthel import ITEMS
from yiyang.law.questions.geriatric import CONDITIONS, STOPS, TUBES
from yiyang.law.words import Text


def _part(name: str, label: Text, provision: str, condition: str) -> Field:
    return Field(name, label, Kind.YES, provision, when=("condition", (condition,)))


def _choice(name: str, label: Text, provision: str, choices: Mapping[str, Text], *condition: str) -> Field:
    when = ("condition", condition) if condition else None
    return Field(name, label, Kind.CHOICE, provision, choices=tuple(choices.items()), when=when)


CONDITION = (
    _choice("condition", Text("病情（五种之一）", "Condition (one of five)"), "JM-13.4a", CONDITIONS),
    _choice("tube", Text("管道种类", "Kind of tube"), "JM-13.4a", TUBES, "tubes"),
    _part("tube_long", Text("须长期留置", "It must stay long-term"), "JM-13.4a", "tubes"),
    _part("device_vital", Text("靠设备维持生命", "The device keeps the patient alive"), "JM-13.4b", "ventilator"),
    _part("device_long", Text("长期依赖设备", "The dependence is long-term"), "JM-13.4b", "ventilator"),
    _part("coma", Text("处于昏迷", "In a coma"), "JM-13.4c", "coma"),
    _part("stay_useless", Text("短期住院不见好转", "A short stay brings no improvement"), "JM-13.4c", "coma"),
    _part("chronic_severe", Text("有严重慢性病", "A severe chronic disease"), "JM-13.4d", "paralysis"),
    _part("paralysed", Text("瘫痪", "Paralysed"), "JM-13.4d", "paralysis"),
)
PHYSICIAN = Field(
    "physician", Text("主诊医师姓名", "Name of the attending physician"), Kind.LINE, "JM-13.2", longest=40
)
WARD = Procedure(
    code="geriatric-ward",
    title=Text("老年病区住院结算申请", "Settlement in a geriatric ward"),
    provision="JM-13.0",
    channels=("provider",),
    fields=(
        Field(
            "starts_on",
            Text("老年病区结算首日", "First day of geriatric settlement"),
            Kind.DATE,
            "JM-13.1",
            since=Since("scored_on", Text("评估日期", "the day of the score")),
            hint=Text("当日须已满60周岁", "The patient must be 60 or over on that day"),
        ),
        PHYSICIAN,
        Field("criteria_met", Text("达到住院标准", "Admission criteria are met"), Kind.YES, "JM-13.2"),
        Field("criteria", Text("住院指征说明", "The physician's statement"), Kind.TEXT, "JM-13.2", longest=1000),
        *barthel.fields("JM-13.3"),
        Field(
            "scored_on",
            Text("评估日期", "Scored on"),
            Kind.DATE,
            "JM-13.3",
            past=True,
            hint=Text(
                "本市量表原文未附，暂用巴氏指数：40分及以下为重度（示例值）",
                "The city's own scale is not attached; the Barthel index stands in: up to 40 points are severe",
            ),
        ),
        *CONDITION,
        Field("moved", Text("由家庭病床转来", "Moves over from a home sickbed"), Kind.YES, "JM-10.3"),
        Field("papers", Text("病情材料", "Papers on the case"), Kind.FILE, "JM-13.2", required=False, most=20),
    ),
    stages=(
        Stage("filed", Text("机构申请", "Filed by the institution"), "provider"),
        Stage(
            "decided",
            Text("属地经办机构审批", "Approved by the local agency"),
            "reviewer",
            clock="geriatric.days.approval",
            decides=True,
        ),
    ),
    question=may_settle_in_ward,
    event=BY_FILING,
    purpose=Text(
        "年满60周岁、重度失能并需长期住院的参保人，在核准的老年病区住院，可按老年病区结算，由医院申请",
        "For somebody of 60 or over, severely dependent, who stays long in an approved geriatric ward: the hospital "
        "applies to have the stay settled by the rules of such a ward",
    ),
    agency=Agency.LOCATION,
    sheets=(
        Sheet(
            "geriatric-scale",
            Text("老年病区日常生活能力评定表", "Daily-living scale for geriatric wards"),
            "JM-13.3",
            fields=(*ITEMS, "scored_on", "physician"),
            official=False,
        ),
    ),
)
STOP = Procedure(
    code="geriatric-stop",
    title=Text("停止老年病区结算", "End of geriatric settlement"),
    provision="JM-14",
    channels=("provider",),
    fields=(
        _choice("reason", Text("停止原因", "Reason"), "JM-14", STOPS),
        Field(
            "physician_decides",
            Text("医师决定停止", "The physician decides to stop"),
            Kind.YES,
            "JM-14",
            when=("reason", tuple(sorted(BY_PHYSICIAN))),
        ),
        Field(
            "stops_on",
            Text("停止日", "Stops on"),
            Kind.DATE,
            "JM-14",
            hint=Text("从这一天起按普通住院规定结算", "From that day on ordinary rules apply"),
        ),
        Field("state", Text("病情说明", "Condition"), Kind.TEXT, "JM-14", longest=1000),
    ),
    stages=(
        Stage("filed", Text("机构报送", "Filed by the institution"), "provider"),
        Stage(
            "decided",
            Text("属地经办机构办理", "Handled by the local agency"),
            "reviewer",
            clock="geriatric.days.stop",
            decides=True,
        ),
    ),
    gate=may_stop,
    question=may_stop,
    event=BY_FILING,
    purpose=Text(
        "治好了、好转了、要转院、去世或者本人要求离开的，老年病区结算从停止日起结束，之后按普通住院规定",
        "When the patient is cured or better, is moved to another hospital, has died or wants to leave: geriatric "
        "settlement ends, and from that day on ordinary rules apply",
    ),
    agency=Agency.LOCATION,
    at_once=True,
    lasting=True,
)
