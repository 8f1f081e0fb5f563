"""What is asked of a stay, by the hospital at the admission and of the patient on Form 1."""

from yiyang.law.filing import Field, Kind
from yiyang.law.questions.inpatient import PROOFS, WORK_INJURY
from yiyang.law.words import Text

TYPES = (
    ("ordinary", Text("普通住院", "planned")),
    ("emergency", Text("急诊住院", "emergency")),
    ("transfer", Text("转院", "transfer from another hospital")),
)
OFFICIAL = ("police", "court", "mediation")
SHORT = 200
CAUSE = Text("写明怎样受的伤，例如“下楼时滑倒”", "Say how it happened, for instance “slipped on the stairs”")
PAID = Text(
    "有没有人赔偿、赔了多少；没有就写“没有”",
    "Whether somebody pays compensation and how much; write “none” if nobody does",
)

STAY = (
    Field("admitted_at", Text("入院时间", "Admitted at"), Kind.MOMENT, "JM-04.1"),
    Field("department", Text("科室（病区）", "Department or ward"), Kind.LINE, "JM-04.1", longest=60),
    Field("bed", Text("床号", "Bed"), Kind.LINE, "JM-04.1", required=False, longest=20),
    Field("diagnosis", Text("入院诊断", "Diagnosis at admission"), Kind.LINE, "JM-04.1", longest=SHORT),
    Field("admission_type", Text("住院类型", "Kind of admission"), Kind.CHOICE, "JM-04.1", choices=TYPES),
)
VOUCHER = Field("voucher", Text("出示的就医凭证", "Voucher shown"), Kind.CHOICE, "JM-03.1", catalogue="voucher.kind")
SHOWING = (
    VOUCHER,
    Field(
        "voucher_valid",
        Text("凭证有效且为本人所有", "It is valid and the person's own"),
        Kind.YES,
        "JM-03.1",
        hint=Text("请核对照片和姓名", "Compare photo and name"),
    ),
    Field(
        "guardian_id",
        Text("同时出示了监护人身份证", "The guardian's ID is shown as well"),
        Kind.YES,
        "JM-03.2",
        when=("voucher", ("household_book",)),
    ),
    Field(
        "born",
        Text("新生儿出生日期", "Newborn's day of birth"),
        Kind.DATE,
        "JM-03.2",
        when=("voucher", ("newborn_form",)),
    ),
    Field(
        "guardian_name",
        Text("监护人姓名", "Guardian's name"),
        Kind.LINE,
        "JM-03.2",
        longest=100,
        when=("voucher", ("newborn_form", "household_book")),
    ),
)
INJURY = Field(
    "injury",
    Text("入院登记为意外受伤", "Registered as an accidental injury"),
    Kind.YES,
    "JM-04.3",
    hint=Text("摔伤、车祸、烫伤、被打伤等都算", "Falls, traffic accidents, burns and blows all count"),
)


def form_1(asked_with: str, *, required: bool) -> tuple[Field, ...]:
    """Form 1 and its papers, asked while the field `asked_with` says that it is an injury."""
    injured = (asked_with, ("yes",))
    return (
        Field("injured_at", Text("受伤时间", "Injured at"), Kind.MOMENT, "JM-F1", required, when=injured),
        Field("injury_place", Text("受伤地点", "Where it happened"), Kind.LINE, "JM-F1", required, SHORT, when=injured),
        Field(
            "injury_cause", Text("受伤原因", "Cause"), Kind.TEXT, "JM-04.3", required, 1000, when=injured, hint=CAUSE
        ),
        Field(
            "injury_compensation",
            Text("赔偿情况", "Compensation"),
            Kind.TEXT,
            "JM-04.3",
            required,
            1000,
            when=injured,
            hint=PAID,
        ),
        Field(
            "injury_signed",
            Text("病人或家属已签名", "Signed by the patient or family"),
            Kind.YES,
            "JM-F1",
            required,
            when=injured,
        ),
        Field(
            "injury_proof",
            Text("公检法材料", "Official papers"),
            Kind.CHOICE,
            "JM-04.4",
            required,
            choices=tuple(PROOFS.items()),
            when=injured,
        ),
        Field(
            "injury_papers",
            Text("材料复印件一份", "One copy of them"),
            Kind.FILE,
            "JM-04.4",
            most=10,
            when=("injury_proof", OFFICIAL),
        ),
        Field(
            "undertaking",
            Text("承诺内容", "What is promised"),
            Kind.TEXT,
            "JM-04.4",
            longest=1000,
            when=("injury_proof", ("undertaking",)),
            hint=Text(
                "写明为什么拿不出材料，并承诺所说属实",
                "Say why there are no papers, and promise that what is said is true",
            ),
        ),
    )


WORK = Field(
    "work_injury",
    Text("工伤情况", "Work injury"),
    Kind.CHOICE,
    "JM-04.5",
    choices=tuple(WORK_INJURY.items()),
    hint=Text("上班时或上下班路上受伤的，可能是工伤", "An injury at work or on the way there may be a work injury"),
)
