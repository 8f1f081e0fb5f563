"""A procedure nobody ever wrote with a field of every kind, three steps of different roles, a gate and a question."""

from tests.services.invented import is_insured, may_visit
from yiyang.law.filing import Field, Kind
from yiyang.law.procedure import Leaves, Procedure, Stage
from yiyang.law.words import Text

CODE = "lantern-feast"


def _field(name: str, zh: str, kind: Kind, **told: object) -> Field:
    return Field(name, Text(zh, name.replace("_", " ").capitalize()), kind, "CC-3.1", **told)  # type: ignore[arg-type]


SIZES = (("small", Text("小", "small")), ("large", Text("大", "large")))
FIELDS = (
    _field("motto", "灯谜", Kind.LINE, longest=40, hint=Text("一行字", "One line")),
    _field("story", "来由", Kind.TEXT),
    _field("size", "大小", Kind.CHOICE, choices=SIZES),
    _field("colours", "颜色", Kind.CHOICES, choices=(("red", Text("红", "red")), ("gold", Text("金", "gold")))),
    _field("wished_on", "日期", Kind.DATE),
    _field("lit_at", "点灯时间", Kind.MOMENT),
    _field("companions", "同行人数", Kind.NUMBER, least=0, most=20, unit="人"),
    _field("seated", "需要座位", Kind.YES),
    _field("chair", "座椅", Kind.LINE, when=("seated", ("yes",))),
    _field("agreed", "同意须知", Kind.YES, confirm=True),
    _field("sketch", "图样", Kind.FILE, most=3),
    _field("care", "沿途照护", Kind.ITEMS),
    _field("division", "所在地", Kind.DIVISION),
    _field("provider", "照护机构", Kind.PROVIDER),
    _field("carer", "护理员", Kind.CARER, required=False),
    _field("guide", "引导人员", Kind.STAFF),
    _field("team", "评定小组", Kind.STAFFS, least=2),
    _field("rider", "同乘人证件号码", Kind.SEALED, longest=200),
    _field("earlier", "此前的申请", Kind.CASE, required=False),
)
FEAST = Procedure(
    code=CODE,
    title=Text("灯会申请", "Lantern feast"),
    provision="CC-3.1",
    purpose=Text("为参加灯会而申请", "To take part in the lantern feast"),
    channels=("family", "counter"),
    fields=FIELDS,
    stages=(
        Stage("filed", Text("提交", "Filed"), "family"),
        Stage(
            "seen",
            Text("现场查看", "Seen on site"),
            "assessor",
            "garden.look",
            (_field("wind", "风力", Kind.NUMBER, least=0, most=12),),
            named_by="team",
        ),
        Stage("decided", Text("审定", "Decided"), "reviewer", "garden.decide", decides=True),
    ),
    question=may_visit,
    gate=is_insured,
    leaves=Leaves("lantern", facts=("size", "companions"), lasts="garden.months", begins="wished_on"),
)
