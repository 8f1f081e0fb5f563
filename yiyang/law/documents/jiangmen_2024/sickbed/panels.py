"""The procedure of an expert panel: the agency engages it, its votes are recorded, a reviewer enters the result."""

from yiyang.law.documents.jiangmen_2024.sickbed.panel import panel_agrees
from yiyang.law.documents.jiangmen_2024.ways import BY_FILING
from yiyang.law.filing import Field, Kind
from yiyang.law.procedure import Agency, Leaves, Procedure, Reader, Stage
from yiyang.law.questions.panel import PURPOSES
from yiyang.law.words import Text

EXPERTS = "expert"
ONCE = Text(
    "每名成员在同意、不同意、回避三项中勾选一次，不遗漏、不重复；同意的多于不同意的才算同意",
    "Each member is ticked once: in favour, against or stood aside. Agreed is what more are for than against",
)


def _votes(name: str, label: Text, hint: Text | None = None) -> Field:
    """Members of this panel alone."""
    return Field(name, label, Kind.STAFFS, "JM-10.2", False, hint=hint, holds=EXPERTS, among="members")


CALLED = ("panel_institution", "purposes", "held_on")
"""That a panel was convened, about what, and its day."""
READERS = (
    Reader("family", (*CALLED, "case_facts", "papers"), reasons=True),
    Reader("provider", CALLED, named_by="panel_institution"),
    Reader(EXPERTS, (*CALLED, "case_facts", "papers", "members"), named_by="members", reasons=True),
)
"""Who voted how stays with the agency; it enters the votes from the minutes, and a member reads what he votes on."""
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
        Field(
            "members",
            Text("专家组成员", "Members"),
            Kind.STAFFS,
            "JM-10.2",
            least=1,
            most=20,
            holds=EXPERTS,
            hint=Text(
                "在该机构任职的、给病人主诊过的须回避；回避以后至少还要有三人（示例值）",
                "Whoever works there or treated the patient stands aside; at least three must remain (illustrative)",
            ),
        ),
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
                Field("held_on", Text("会审日期", "Held on"), Kind.DATE, "JM-10.2", past=True),
                _votes("in_favour", Text("同意的专家", "In favour"), hint=ONCE),
                _votes("against", Text("不同意的专家", "Against")),
                _votes("recused", Text("回避的专家", "Stood aside")),
                Field("minutes", Text("会审纪要", "Minutes"), Kind.TEXT, "JM-10.2", longest=4000),
            ),
        ),
        Stage("decided", Text("登记会审结论", "Result entered"), "reviewer", clock="panel.days", decides=True),
    ),
    question=panel_agrees,
    event=BY_FILING,
    purpose=Text(
        "一年里要第三次建家庭病床，在家庭病床和老年病区之间转换，或者病情不在老年病区所列情形之内，先由医疗专家组会审；"
        "会审由经办机构组织",
        "A third home sickbed in a year, a move between home sickbed and geriatric ward, or a case for the ward that "
        "its list does not name, is first looked at by a panel of medical experts that the agency engages",
    ),
    leaves=Leaves("panel", facts=("purposes", "held_on", "panel_institution"), begins="held_on", replaces=False),
    agency=Agency.LOCATION,
    readers=READERS,
)
