"""The disability grade computed and explained; several places use the national scale and share this.

Bands and the combination table are dated values of each document under `disability.`, so that they can be amended and
carry their own mark of certainty. `provision` is the article of the document on which the grade rests there.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from yiyang.law.decision import ASK, Finding, Reason
from yiyang.law.filing import Field, Kind
from yiyang.law.questions.disability import CLASS_A, CLASS_B, DOMAINS, ITEMS, AssessOneself, Domain, GradeDisability
from yiyang.law.values import Value, Values
from yiyang.law.words import Text, joined

BANDS = ("intact", "mild", "moderate", "severe")
BAND_WORDS = {
    "intact": Text("能力完好", "intact"),
    "mild": Text("轻度受损", "mildly impaired"),
    "moderate": Text("中度受损", "moderately impaired"),
    "severe": Text("重度受损", "severely impaired"),
}
LEVELS = (
    Text("0 级 基本正常", "grade 0, about normal"),
    Text("1 级 轻度失能", "grade 1, mild"),
    Text("2 级 中度失能", "grade 2, moderate"),
    Text("3 级 重度失能Ⅰ级", "grade 3, severe I"),
    Text("4 级 重度失能Ⅱ级", "grade 4, severe II"),
    Text("5 级 重度失能Ⅲ级", "grade 5, severe III"),
)
NOT_SCORED = Text("{domain}尚有未评分的项目：{missing}", "{domain}: not yet scored: {missing}")
SCORED = Text("{domain} {points} 分（满分 {most}），{band}", "{domain}: {points} of {most} points, {band}")
CELL = Text(
    "{adl}，认知与感知沟通中较差的一项{worse}：{level}（标准：{scale}）",
    "Daily living {adl}, the worse of cognition and perception {worse}: {level} (scale: {scale})",
)


@dataclass(frozen=True)
class Graded:
    """The grade 0-5 with points and band of each domain; None where items are missing. Reasons tell how it came."""

    level: int | None
    points: Mapping[str, int]
    bands: Mapping[str, str]
    scale: str
    reasons: tuple[Reason, ...]

    @property
    def amounts(self) -> dict[str, int]:
        """The grade and the points by domain."""
        return dict(self.points) if self.level is None else {**self.points, "level": self.level}


def fields(provision: str) -> tuple[Field, ...]:
    """The 17 items as fields of a filing, each score with its words."""
    return tuple(
        Field(code, item.label, Kind.CHOICE, provision, choices=tuple(item.scores.items()))
        for code, item in ITEMS.items()
    )


def grade(q: GradeDisability, values: Values, provision: str) -> Graded:
    """Points and band of each domain, then the cell of the combination table."""
    points, bands, reasons = {}, {}, []
    for domain in Domain:
        got, reason = _domain(q, domain, values, provision)
        reasons.append(reason)
        if got is not None:
            points[str(domain)], bands[str(domain)] = got
    scale = values["disability.scale"].text
    if len(bands) < len(Domain):
        return Graded(None, points, bands, scale, tuple(reasons))
    level, cell = _cell(bands, values, provision)
    return Graded(level, points, bands, scale, (*reasons, cell))


def _domain(
    q: GradeDisability, domain: Domain, values: Values, provision: str
) -> tuple[tuple[int, str] | None, Reason]:
    items = [code for code, item in ITEMS.items() if item.domain is domain]
    missing = [ITEMS[code].label for code in items if getattr(q, code) is None]
    if missing:
        said = NOT_SCORED.filled(domain=DOMAINS[domain], missing=joined(missing))
        return None, Reason(provision, Finding.UNKNOWN, said, (), ASK)
    points = sum(int(getattr(q, code)) for code in items)
    limits = [values[f"disability.{domain}.{band}_from"] for band in BANDS[:-1]]
    band = next((name for name, least in zip(BANDS, limits, strict=False) if points >= least.number), BANDS[-1])
    most = limits[0].number
    said = SCORED.filled(domain=DOMAINS[domain], points=points, most=most, band=BAND_WORDS[band])
    return (points, band), Reason(provision, Finding.AMOUNT, said, tuple(limits))


def _cell(bands: Mapping[str, str], values: Values, provision: str) -> tuple[int, Reason]:
    adl = bands[Domain.ADL]
    worse = max(bands[Domain.COGNITION], bands[Domain.PERCEPTION], key=BANDS.index)
    row, scale = values[f"disability.combination.{adl}"], values["disability.scale"]
    level = int(row.codes[BANDS.index(worse)])
    told = {"adl": BAND_WORDS[adl], "worse": BAND_WORDS[worse], "level": LEVELS[level], "scale": scale.text}
    return level, Reason(provision, Finding.AMOUNT, CELL.filled(**told), (row, scale))


SELF = Text(
    "进食、大小便、洗澡中 {a} 项、穿衣、用厕、转移中 {b} 项需要帮助：自评 {letter} 类",
    "Help is needed with {a} of eating, continence, bathing and {b} of dressing, toilet, transfer: class {letter}",
)


def self_class(q: AssessOneself, values: Values) -> tuple[str | None, Text, tuple[Value, ...]]:
    """The class A to G of a self-assessment, in words, with the values used; None while an answer is missing."""
    a, b = _helped(q, CLASS_A), _helped(q, CLASS_B)
    if a is None or b is None:
        return None, SELF.filled(a=a, b=b, letter=None), ()
    row = values[f"disability.self.helped_{a}"]
    letter = row.codes[b]
    return letter, SELF.filled(a=a, b=b, letter=letter), (row,)


def _helped(q: AssessOneself, names: tuple[str, ...]) -> int | None:
    answers = [getattr(q, name) for name in names]
    return None if None in answers else sum(answers)
