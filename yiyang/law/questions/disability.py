"""The national scale of disability (长期护理失能等级评估标准): its 17 items, their scores in words, the questions.

Three domains: daily living (10 items, 100 points), cognition (4 items, 16), perception and communication (3, 12).
A score is a code ("0", "5", …), the points a whole number. The words of the scores are ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal, NamedTuple

from yiyang.law.questions.asked import STRICT, asked
from yiyang.law.words import Text


class Domain(StrEnum):
    """The three first-level indicators."""

    ADL = "adl"
    COGNITION = "cognition"
    PERCEPTION = "perception"


DOMAINS = {
    Domain.ADL: Text("日常生活活动能力", "daily living"),
    Domain.COGNITION: Text("认知能力", "cognition"),
    Domain.PERCEPTION: Text("感知觉与沟通能力", "perception and communication"),
}


class Item(NamedTuple):
    """A second-level indicator: its domain, its words, its scores with what each means."""

    domain: Domain
    label: Text
    scores: dict[str, Text]


ALONE, SOME = Text("能独立完成", "does it alone"), Text("需要部分帮助", "needs some help")
WHOLE, HELPED = Text("完全依赖他人", "depends on others wholly"), Text("需要帮助", "needs help")
THREE = {"10": ALONE, "5": SOME, "0": WHOLE}
TWO = {"5": ALONE, "0": HELPED}
HELD = {
    "10": Text("能控制", "in control"),
    "5": Text("偶尔失控或需他人提醒", "fails now and then, or has to be reminded"),
    "0": Text("完全失控", "no control"),
}
MOVED = {
    "15": ALONE,
    "10": Text("需一人少量帮助或监护", "needs a little help or watching by one person"),
    "5": Text("需大量帮助", "needs much help"),
    "0": WHOLE,
}


def _grades(*told: tuple[str, str]) -> dict[str, Text]:
    """Five scores in both languages, the best first."""
    return {str(len(told) - place): Text(*pair) for place, pair in enumerate(told, start=1)}


TIME = _grades(
    ("年月日都清楚", "knows year, month and day"),
    ("知道年月，日期差几天", "knows year and month, is days out"),
    ("只知道年份或季节", "knows only the year or the season"),
    ("只分得清上午下午或白天黑夜", "tells only morning from afternoon, or day from night"),
    ("没有时间观念", "has no notion of time"),
)
PERSONS = _grades(
    ("认得熟人并知道关系", "knows acquaintances and how they are related"),
    ("认得同住的人和常来的人", "knows those in the house and frequent visitors"),
    ("只认得同住的人", "knows only those in the house"),
    ("只认得照护自己的人", "knows only those who give care"),
    ("谁也不认得", "knows nobody"),
)
PLACES = _grades(
    ("能独自往返常去的地方", "goes alone to places often visited and back"),
    ("只在住处附近不会走错", "finds the way only near home"),
    ("只在家里分得清各个房间", "finds the rooms only inside the home"),
    ("只认得自己的房间或床", "knows only the own room or bed"),
    ("不知身在何处", "does not know where they are"),
)
MEMORY = _grades(
    ("近事远事都记得", "remembers recent and distant things"),
    ("近事有些遗忘", "forgets some recent things"),
    ("近事大多遗忘", "forgets most recent things"),
    ("远事也多遗忘", "forgets most distant things too"),
    ("什么都记不住", "remembers nothing"),
)
SIGHT = _grades(
    ("看得清书报上的字", "reads ordinary print"),
    ("只看得清大字", "reads large print only"),
    ("只看得清眼前的物体轮廓", "sees only the outline of near things"),
    ("只有光感", "sees only light"),
    ("完全看不见", "sees nothing"),
)
HEARING = _grades(
    ("正常交谈听得清", "hears ordinary talk"),
    ("声音小或隔开两米就听不清", "misses soft speech or from two metres away"),
    ("须大声并放慢语速", "needs loud and slow speech"),
    ("贴近耳边大声才听得到一点", "hears a little only when shouted at close by"),
    ("完全听不见", "hears nothing"),
)
TALK = _grades(
    ("交流没有困难", "talks without trouble"),
    ("能表达和理解，但要多给时间", "expresses and understands, given time"),
    ("常需重复或简化", "often needs repeating or simpler words"),
    ("只能表示简单的需要", "expresses only simple needs"),
    ("不能表达也不能理解", "neither expresses nor understands"),
)
ITEMS: Mapping[str, Item] = {
    "eating": Item(Domain.ADL, Text("进食", "eating"), THREE),
    "dressing": Item(Domain.ADL, Text("穿衣", "dressing"), THREE),
    "grooming": Item(Domain.ADL, Text("面部与口腔清洁", "washing face and mouth"), TWO),
    "bowel": Item(Domain.ADL, Text("大便控制", "bowel control"), HELD),
    "bladder": Item(Domain.ADL, Text("小便控制", "bladder control"), HELD),
    "toilet": Item(Domain.ADL, Text("用厕", "using the toilet"), THREE),
    "walking": Item(Domain.ADL, Text("平地行走", "walking on the level"), MOVED),
    "transfer": Item(Domain.ADL, Text("床椅转移", "moving between bed and chair"), MOVED),
    "stairs": Item(Domain.ADL, Text("上下楼", "stairs"), THREE),
    "bathing": Item(Domain.ADL, Text("洗澡", "bathing"), TWO),
    "time": Item(Domain.COGNITION, Text("时间定向", "orientation in time"), TIME),
    "persons": Item(Domain.COGNITION, Text("人物定向", "knowing people"), PERSONS),
    "places": Item(Domain.COGNITION, Text("空间定向", "orientation in space"), PLACES),
    "memory": Item(Domain.COGNITION, Text("记忆", "memory"), MEMORY),
    "sight": Item(Domain.PERCEPTION, Text("视力", "sight"), SIGHT),
    "hearing": Item(Domain.PERCEPTION, Text("听力", "hearing"), HEARING),
    "talk": Item(Domain.PERCEPTION, Text("沟通", "communication"), TALK),
}
"""The 17 items in the order of the form."""

Two = Literal["0", "5"]
Three = Literal["0", "5", "10"]
Four = Literal["0", "5", "10", "15"]
Five = Literal["0", "1", "2", "3", "4"]


def scored(code: str) -> Any:
    """The field of an item: its label and its scores; left unsaid until somebody has scored it."""
    item = ITEMS[code]
    return asked(item.label.zh, item.label.en, choices=item.scores)


@dataclass(frozen=True)
class GradeDisability:
    """Which grade do these scores make?"""

    __pydantic_config__ = STRICT
    eating: Three | None = scored("eating")
    dressing: Three | None = scored("dressing")
    grooming: Two | None = scored("grooming")
    bowel: Three | None = scored("bowel")
    bladder: Three | None = scored("bladder")
    toilet: Three | None = scored("toilet")
    walking: Four | None = scored("walking")
    transfer: Four | None = scored("transfer")
    stairs: Three | None = scored("stairs")
    bathing: Two | None = scored("bathing")
    time: Five | None = scored("time")
    persons: Five | None = scored("persons")
    places: Five | None = scored("places")
    memory: Five | None = scored("memory")
    sight: Five | None = scored("sight")
    hearing: Five | None = scored("hearing")
    talk: Five | None = scored("talk")


@dataclass(frozen=True)
class AssessOneself:
    """Which class do one's own answers make? Each says whether help is needed."""

    __pydantic_config__ = STRICT
    eating_helped: bool | None = asked("吃饭需要别人帮助", "Needs help with eating")
    continence_helped: bool | None = asked("大小便控制不住", "Cannot hold urine or stool")
    bathing_helped: bool | None = asked("洗澡需要别人帮助", "Needs help with bathing")
    dressing_helped: bool | None = asked("穿衣需要别人帮助", "Needs help with dressing")
    toilet_helped: bool | None = asked("用厕需要别人帮助", "Needs help with the toilet")
    transfer_helped: bool | None = asked("起床、坐椅子需要别人帮助", "Needs help between bed and chair")


CLASS_A = ("eating_helped", "continence_helped", "bathing_helped")
CLASS_B = ("dressing_helped", "toilet_helped", "transfer_helped")
"""The items of the self-assessment by how much they weigh."""
