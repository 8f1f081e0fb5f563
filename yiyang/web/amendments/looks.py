"""Words and tones of a change's state, and its effect put in order for the page."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yiyang.law.words import Text
from yiyang.services.places import place_name
from yiyang.web.templatetags.yiyang_text import day

STATES: Mapping[str, tuple[str | Promise, str]] = {
    "proposed": (_("waits for a second person"), "status--waiting"),
    "signed": (_("in force"), "status--paid"),
    "asked_back": (_("in force; somebody asks to take it back"), "status--waiting"),
    "rejected": (_("sent back"), "status--unpaid"),
    "reversed": (_("taken back"), "status--unpaid"),
}
"""State of a change → its words and the tone of its tag."""

OUTCOMES: Mapping[str, str | Promise] = {
    "granted": _("granted"),
    "refused": _("refused"),
    "unknown": _("left to a person"),
    "not_regulated": _("not regulated"),
}


class Flip(NamedTuple):
    """An open case whose answer would be another."""

    case: int
    number: str
    title: Text
    before: str | Promise
    after: str | Promise
    provisions: Sequence[str]


class Clock(NamedTuple):
    """An open case whose last day would be another."""

    case: int
    number: str
    title: Text
    before: str
    after: str


class Sums(NamedTuple):
    """An amount of the simulated month in fen: as it stands, changed, the difference."""

    label: str | Promise
    before: int
    after: int
    difference: int


YEAR = 4
AMOUNTS = (("gross", _("What the visits cost")), ("fund", _("The fund pays")), ("own", _("The people pay")))


def shown(effect: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The effect of the change, and that of taking it back where somebody has asked to."""
    found = [{**_one(effect), "back": False}]
    return [*found, {**_one(effect["back"]), "back": True}] if "back" in effect else found


def _one(effect: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **effect,
        "flips": [_flip(one) for one in effect["open"]],
        "more": effect["differing"] - len(effect["open"]),
        "clocks": [_clock(one) for one in effect.get("clocks", ())],
        "more_clocks": effect.get("moving", 0) - len(effect.get("clocks", ())),
        "months": [(place_name(one["place"]), one["place"], one["month"]) for one in effect["months"]],
        "sums": _sums(effect["simulation"]),
        "granted": sum(one["count"] for one in effect["grants"]),
        "where": place_name(effect["simulation"]["place"]) if effect["simulation"] else "",
    }


def _flip(one: Mapping[str, Any]) -> Flip:
    before, after = OUTCOMES.get(one["from"], one["from"]), OUTCOMES.get(one["to"], one["to"])
    return Flip(one["case"], one["number"], Text(*one["title"]), before, after, one["provisions"])


def _clock(one: Mapping[str, Any]) -> Clock:
    return Clock(one["case"], one["number"], Text(*one["title"]), _last_day(one["from"]), _last_day(one["to"]))


def _last_day(told: str) -> str:
    """A day in words; a year stands for the calendar that is missing, nothing for a step without a clock."""
    if len(told) == YEAR:
        return str(_("calendar %(year)s missing") % {"year": told})
    return day(told)


def _sums(simulation: Mapping[str, Any] | None) -> list[Sums]:
    if not simulation:
        return []
    told = [(label, *simulation[name]) for name, label in AMOUNTS]
    return [Sums(label, before, after, after - before) for label, before, after in told]
