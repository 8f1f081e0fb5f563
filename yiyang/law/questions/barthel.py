"""The Barthel index: ten items of daily living in steps of five, 100 points at best; the words of scores are ours."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from yiyang.law.questions.asked import STRICT, asked
from yiyang.law.questions.disability import HELD, MOVED, THREE, TWO
from yiyang.law.words import Text


class Item(NamedTuple):
    """One item: its words, its scores with what each means."""

    label: Text
    scores: dict[str, Text]


ITEMS: Mapping[str, Item] = {
    "eating": Item(Text("进食", "eating"), THREE),
    "bathing": Item(Text("洗澡", "bathing"), TWO),
    "grooming": Item(Text("修饰（洗脸、刷牙、梳头）", "grooming (face, teeth, hair)"), TWO),
    "dressing": Item(Text("穿衣", "dressing"), THREE),
    "bowel": Item(Text("大便控制", "bowel control"), HELD),
    "bladder": Item(Text("小便控制", "bladder control"), HELD),
    "toilet": Item(Text("用厕", "using the toilet"), THREE),
    "transfer": Item(Text("床椅转移", "moving between bed and chair"), MOVED),
    "walking": Item(Text("平地行走45米", "walking 45 metres on the level"), MOVED),
    "stairs": Item(Text("上下楼梯", "stairs"), THREE),
}
"""The ten items in the order of the form."""

Two = Literal["0", "5"]
Three = Literal["0", "5", "10"]
Four = Literal["0", "5", "10", "15"]


def scored(code: str) -> Any:
    """The field of an item: its label and its scores; left unsaid until somebody has scored it."""
    item = ITEMS[code]
    return asked(item.label.zh, item.label.en, choices=item.scores)


@dataclass(frozen=True)
class ScoreBarthel:
    """How many points do these scores make, and which band of dependence is that?"""

    __pydantic_config__ = STRICT
    eating: Three | None = scored("eating")
    bathing: Two | None = scored("bathing")
    grooming: Two | None = scored("grooming")
    dressing: Three | None = scored("dressing")
    bowel: Three | None = scored("bowel")
    bladder: Three | None = scored("bladder")
    toilet: Three | None = scored("toilet")
    transfer: Four | None = scored("transfer")
    walking: Four | None = scored("walking")
    stairs: Three | None = scored("stairs")
