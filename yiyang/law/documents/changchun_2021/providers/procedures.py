"""The procedures by which an institution becomes a provider (CC-4.0, CC-4.1, CC-4.2, CC-11.5)."""

from yiyang.law.documents.changchun_2021.providers.admission import (
    may_assess_provider,
    may_file_provider,
    may_sign_agreement,
)
from yiyang.law.filing import Field, Kind
from yiyang.law.procedure import Procedure, Stage, Subject
from yiyang.law.questions.admission import SCOPE
from yiyang.law.questions.home_care import KINDS
from yiyang.law.words import Text

_CAN = (
    Field(
        "kinds",
        Text("可提供的服务类别", "Kinds of care it gives"),
        Kind.CHOICES,
        "CC-5.0",
        choices=tuple(KINDS.items()),
    ),
    Field("capacity", Text("可服务人数", "People it can serve"), Kind.NUMBER, "CC-6.3", least=1, most=100_000),
    Field("papers", Text("证照材料", "Licences and papers"), Kind.FILE, "CC-4.0", required=False, most=20),
)
_WILLING = ("willing", Text("自愿申请", "Applies of its own will"), Kind.YES)
_CHECKED = Stage(
    "checked",
    Text("经办人员核验", "Checked by the clerk"),
    "clerk",
    clock="home_care.days.admission_check",
    fields=(
        Field("verified", Text("已核对证照原件", "Originals were seen"), Kind.YES, "CC-4.0", confirm=True),
        Field("remarks", Text("核验说明", "Remarks"), Kind.TEXT, "CC-4.0", required=False),
    ),
)
_DECIDED = Stage(
    "decided",
    Text("复核人员决定", "Decided by the reviewer"),
    "reviewer",
    clock="home_care.days.admission",
    decides=True,
)

FILING = Procedure(
    code="provider-filing",
    title=Text("居家照护服务机构备案", "Admission by filing"),
    provision="CC-4.1",
    channels=("provider", "counter"),
    fields=(
        Field("designated", Text("是定点医疗照护机构", "Is a designated care institution"), Kind.YES, "CC-4.1"),
        Field("registered_division", Text("登记地区划代码", "Registered in"), Kind.DIVISION, "CC-4.1"),
        Field("institutional_care_since", Text("提供机构照护起始日", "Institutional care since"), Kind.DATE, "CC-4.1"),
        Field("able", Text("有居家照护服务能力", "Is able to give home care"), Kind.YES, "CC-4.1"),
        Field(*_WILLING, "CC-4.1"),
        *_CAN,
    ),
    stages=(Stage("filed", Text("机构申请", "Filed by the institution"), "provider"), _CHECKED, _DECIDED),
    subject=Subject.INSTITUTION,
    gate=may_file_provider,
    question=may_file_provider,
    purpose=Text(
        "已提供机构照护的定点机构备案后可签协议",
        "A designated institution that gives institutional care is put on file",
    ),
)

CAPABILITY = Procedure(
    code="provider-capability",
    title=Text("居家照护履约能力评估", "Admission by capability assessment"),
    provision="CC-4.2",
    channels=("provider", "counter"),
    fields=(
        Field("founded_on", Text("依法设立日期", "Lawfully set up on"), Kind.DATE, "CC-4.2"),
        Field("registered_division", Text("登记地区划代码", "Registered in"), Kind.DIVISION, "CC-4.2"),
        Field(
            "scope", Text("经营（业务）范围", "Licensed scope"), Kind.CHOICES, "CC-4.2", choices=tuple(SCOPE.items())
        ),
        Field(*_WILLING, "CC-4.2"),
        *_CAN,
    ),
    stages=(
        Stage("filed", Text("机构申请", "Filed by the institution"), "provider"),
        _CHECKED,
        Stage(
            "assessed",
            Text("履约能力评估", "Capability assessed"),
            "assessor",
            clock="home_care.days.admission_check",
            fields=(
                Field("visited_on", Text("现场评估日期", "Assessed on site on"), Kind.DATE, "CC-4.2", past=True),
                Field("capability_passed", Text("评估通过", "Passed"), Kind.YES, "CC-4.2"),
                Field("report", Text("评估意见", "Report"), Kind.TEXT, "CC-4.2"),
            ),
        ),
        _DECIDED,
    ),
    subject=Subject.INSTITUTION,
    gate=may_assess_provider,
    question=may_assess_provider,
    purpose=Text("本市依法设立的机构经评估后可签协议", "An institution of the city is assessed before an agreement"),
)

AGREEMENT = Procedure(
    code="provider-agreement",
    title=Text("签订居家照护服务机构协议", "Agreement with a provider"),
    provision="CC-4.0",
    channels=("provider", "counter"),
    fields=(
        Field("begins", Text("协议起始日", "Agreement from"), Kind.DATE, "CC-4.0"),
        Field("ends", Text("协议终止日", "Agreement to"), Kind.DATE, "CC-4.0"),
        Field("insurer", Text("承保公司", "Insurer"), Kind.LINE, "CC-11.5", longest=120),
        Field("policy", Text("保单号", "Policy number"), Kind.LINE, "CC-11.5", longest=80),
        Field("insured_to", Text("第三方责任保险有效期至", "Liability insurance until"), Kind.DATE, "CC-11.5"),
        Field(
            "risk_trained", Text("已开展风险与应急培训", "Staff trained on risks and emergencies"), Kind.YES, "CC-11.5"
        ),
        Field("papers", Text("保单与培训材料", "Policy and training papers"), Kind.FILE, "CC-11.5", False, most=20),
    ),
    stages=(
        Stage("filed", Text("机构申请", "Filed by the institution"), "provider"),
        Stage(
            "decided",
            Text("经办机构签订", "Signed by the agency"),
            "reviewer",
            clock="home_care.days.agreement",
            decides=True,
        ),
    ),
    subject=Subject.INSTITUTION,
    gate=may_sign_agreement,
    question=may_sign_agreement,
    purpose=Text("备案和评估两条路都须签订协议", "Both routes end in an agreement"),
)
