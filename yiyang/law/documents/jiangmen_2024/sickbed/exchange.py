"""The move between home sickbed and geriatric ward, in either direction, which needs an expert panel (JM-10.3)."""

from datetime import date

from yiyang.law.days import not_after
from yiyang.law.decision import Reason, condition, every
from yiyang.law.questions.sickbed import StateCode
from yiyang.law.values import Values
from yiyang.law.words import Text

PANEL = Text("请属地经办机构组织专家组会审后再办理", "Have the local agency hold an expert panel first")


def is_move(
    other: StateCode | None, until: date | None, begins: date | None, moved: bool | None, values: Values
) -> bool | None:
    """Whether one form of care follows the other: it is still open, ended within the gap, or the record says so."""
    if moved or other == "open":
        return True
    if other == "none":
        return moved
    if other is None or until is None or begins is None:
        return None
    gap = (begins - until).days
    return gap <= values["sickbed.exchange_days"].number or moved


def exchange(
    move: bool | None, panel: bool | None, held_on: date | None, begins: date | None, values: Values
) -> list[Reason]:
    """The panel of a move: in favour, and held on or before the day the second form begins. None asks for nothing."""
    gap = values["sickbed.exchange_days"]
    if move is False:
        return [
            condition(
                "JM-10.3", True, Text("不是与老年病区互转", "No move to or from a geriatric ward"), PANEL, values=(gap,)
            )
        ]
    agreed = every(panel, not_after(held_on, begins))
    return [
        condition(
            "JM-10.3",
            None if move is None else agreed,
            Text("互转经专家组于{day}会审同意", "A panel agreed to the move on {day}").filled(day=held_on),
            Text(
                "家庭病床与老年病区互转，没有在此之前同意的专家组会审",
                "A move between home sickbed and geriatric ward without a panel that agreed before it",
            ),
            values=(gap,),
            change=PANEL,
        )
    ]
