"""The procedure of an expert panel: the agency engages it, its votes are recorded, a reviewer enters the result."""

from yiyang.law.documents.jiangmen_2024.sickbed.panel import panel_agrees
from yiyang.law.filing import Field, Kind
from yiyang.law.procedure import Agency, Leaves, Procedure, Stage
from yiyang.law.questions.panel import PURPOSES
from yiyang.law.words import Text

EXPERTS = "expert"
PANEL = Procedure(
    code="expert-panel",
    title=Text("医疗专家组会审", "Expert panel"),
    provision="JM-10.2",
    channels=("counter",),
    fields=(
        Field(
            "panel_institution",
            Text("家庭病床或老年病区所在机构", "Institution of the home sickbed or the ward"),
            Kind.PROVIDER,
            "JM-10.2",
            holds="designation",
            hint=Text("该机构的人员须回避", "Whoever works there stands aside"),
        ),
        Field(
            "purposes", Text("会审事项", "What it is about"), Kind.CHOICES, "JM-10.2", choices=tuple(PURPOSES.items())
        ),
        Field("case_facts", Text("病情和请求", "The case and what is asked for"), Kind.TEXT, "JM-10.2", longest=2000),
        Field("members", Text("专家组成员", "Members"), Kind.STAFFS, "JM-10.2", least=1, most=20, holds=EXPERTS),
        Field("papers", Text("病情材料", "Papers on the case"), Kind.FILE, "JM-10.2", required=False, most=20),
    ),
    stages=(
        Stage("filed", Text("经办机构聘请", "Engaged by the agency"), "clerk"),
        Stage(
            "held",
            Text("会审并记录表决", "Held, votes recorded"),
            "clerk",
            clock="panel.days",
            fields=(
                Field("held_on", Text("会审日期", "Held on"), Kind.DATE, "JM-10.2"),
                Field("in_favour", Text("同意的专家", "In favour"), Kind.STAFFS, "JM-10.2", False, holds=EXPERTS),
                Field("against", Text("不同意的专家", "Against"), Kind.STAFFS, "JM-10.2", False, holds=EXPERTS),
                Field("recused", Text("回避的专家", "Stood aside"), Kind.STAFFS, "JM-10.2", False, holds=EXPERTS),
                Field("minutes", Text("会审纪要", "Minutes"), Kind.TEXT, "JM-10.2", longest=4000),
            ),
        ),
        Stage("decided", Text("登记会审结论", "Result entered"), "reviewer", clock="panel.days", decides=True),
    ),
    question=panel_agrees,
    purpose=Text(
        "一年里要第三次建家庭病床，或者在家庭病床和老年病区之间转换，先由医疗专家组会审；会审由经办机构组织",
        "A third home sickbed in a year, or a move between home sickbed and geriatric ward, is first looked at by "
        "a panel of medical experts that the agency engages",
    ),
    leaves=Leaves("panel", facts=("purposes", "held_on", "panel_institution"), begins="held_on", replaces=False),
    agency=Agency.LOCATION,
)
