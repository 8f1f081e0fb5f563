"""The Barthel index computed and explained item by item; Articles 7(2) and 13(3) both rest on it here (A-JM-6)."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from yiyang.law.days import not_after, same_numbered
from yiyang.law.decision import ASK, Decision, Finding, Reason, condition, decide, every
from yiyang.law.filing import Field, Kind
from yiyang.law.questions.barthel import ITEMS, ScoreBarthel
from yiyang.law.rule import rule
from yiyang.law.values import Value, Values
from yiyang.law.words import Text, joined

BANDS = {
    "severe": Text("重度功能障碍", "severe dysfunction"),
    "moderate": Text("中度功能障碍", "moderate dysfunction"),
    "mild": Text("轻度功能障碍", "mild dysfunction"),
    "none": Text("无功能障碍", "no dysfunction"),
}
NOT_SCORED = Text("巴氏指数尚有未评分的项目：{missing}", "Barthel index: not yet scored: {missing}")
SUM = Text("巴氏指数 {points} 分，{band}（{scale}）", "Barthel index {points} points, {band} ({scale})")
ITEM = Text("{item} {score} 分：{meaning}", "{item} {score}: {meaning}")
TEN = Text(
    "从这一项起共十项，按病人平时的样子逐项评定，得分由系统合计",
    "This and the nine items after it are scored as the patient usually does; the sum is made here",
)
CUTS = ("severe", "moderate", "mild")


class Scored(NamedTuple):
    """The sum of the ten items, its band in words, the values that make the band; None while an item is missing."""

    points: int | None
    said: Text
    values: tuple[Value, ...]


def fields(provision: str) -> tuple[Field, ...]:
    """The ten items as fields of a filing, each score with its words."""
    first, *others = (
        Field(code, item.label, Kind.CHOICE, provision, choices=tuple(item.scores.items()))
        for code, item in ITEMS.items()
    )
    return replace(first, hint=TEN), *others


def scored(q: ScoreBarthel, values: Values) -> Scored:
    """The sum and the band it lies in, in words."""
    missing = [item.label for code, item in ITEMS.items() if getattr(q, code) is None]
    cuts = [values[f"barthel.{name}_to"] for name in CUTS]
    scale = values["barthel.scale"]
    if missing:
        return Scored(None, NOT_SCORED.filled(missing=joined(missing)), (*cuts, scale))
    points = sum(int(getattr(q, code)) for code in ITEMS)
    band = next((name for name, cut in zip(CUTS, cuts, strict=True) if points <= cut.number), "none")
    return Scored(points, SUM.filled(points=points, band=BANDS[band], scale=scale.text), (*cuts, scale))


def dysfunction(q: ScoreBarthel, values: Values, provision: str, cut: str) -> list[Reason]:
    """The sum with its items, and whether it is at most the cut named ("moderate", "severe")."""
    found, most = scored(q, values), values[f"barthel.{cut}_to"]
    told = {"said": found.said, "band": BANDS[cut], "most": most.number}
    holds = condition(
        provision,
        None if found.points is None else found.points <= most.number,
        Text("{said}，达到{band}（不高于 {most} 分）", "{said}: within {band} (at most {most})").filled(**told),
        Text("{said}，未达到{band}（高于 {most} 分）", "{said}: short of {band} (above {most})").filled(**told),
        values=(most, values["barthel.scale"]),
        change=Text("功能变化后重新评估", "Score again when the condition changes"),
    )
    items = _items(q)
    amount = [Reason(provision, Finding.AMOUNT, joined(items), found.values)] if found.points is not None else []
    return [*amount, holds]


def dated(scored_on: date | None, until: date | None, values: Values, provision: str) -> Reason:
    """A dated result: not in the future, and no older than the months allowed on the day asked about."""
    months = values["barthel.valid_months"]
    oldest = same_numbered(until, months=-months.number) if until else None
    return condition(
        provision,
        every(not_after(scored_on, until), not_after(oldest, scored_on)),
        Text("评估于{day}", "Scored on {day}").filled(day=scored_on),
        Text("评估日期{day}不在{oldest}至{until}之间", "Scored on {day}, not from {oldest} to {until}").filled(
            day=scored_on, oldest=oldest, until=until
        ),
        values=(months,),
        change=Text("重新评估并填写评估日期", "Score again and give the day"),
    )


def _items(q: ScoreBarthel) -> list[Text]:
    scores = {code: getattr(q, code) for code in ITEMS}
    return [
        ITEM.filled(item=item.label, score=scores[code], meaning=item.scores[scores[code]])
        for code, item in ITEMS.items()
        if scores[code] is not None
    ]


@rule("JM-07.2")
def barthel_index(q: ScoreBarthel, values: Values) -> Decision:
    """Each item with its words, the sum, and the band it lies in."""
    found = scored(q, values)
    if found.points is None:
        return decide([Reason("JM-07.2", Finding.UNKNOWN, found.said, (), ASK)])
    items = [Reason("JM-07.2", Finding.AMOUNT, said) for said in _items(q)]
    return decide([*items, Reason("JM-07.2", Finding.AMOUNT, found.said, found.values)], {"barthel": found.points})
