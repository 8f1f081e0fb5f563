"""A procedure declared once: who files what, through whom it passes, by when, what it asks, what it leaves.

The web form, the JSON endpoint, the printed form, the checklist, the worklist, the clocks and the progress page all
follow from one `Procedure`; nothing else has to know it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from yiyang.law.filing import Field, fault, value_of
from yiyang.law.rule import Rule
from yiyang.law.values import Values
from yiyang.law.words import Text


class Subject(StrEnum):
    """What a filing is about."""

    PERSON = "person"
    INSTITUTION = "institution"
    LINE = "line"
    VISIT = "visit"
    CASE = "case"
    PLACE = "place"


class Agency(StrEnum):
    """Which agency a case belongs to: the city's own, that of the insured place [参保地], of the institution [属地]."""

    CITY = "city"
    INSURED = "insured"
    LOCATION = "location"


@dataclass(frozen=True)
class Way:
    """How a filing came in, as the text names it: a window, a website, an app; `channel` is who files through it."""

    code: str
    label: Text
    channel: str


@dataclass(frozen=True)
class Sheet:
    """A paper the text names, printed from a filing: the fields it shows (all when none are named).

    official: False where the text names the paper and attaches none; ours then says so on its face · stage: the step
    that must be behind a case for the paper to exist; "" from the filing on · when: a paper of those filings alone in
    which a field holds one of these values · signs: who signs it at its foot; as the steps say when none is named.
    """

    code: str
    title: Text
    provision: str
    fields: tuple[str, ...] = ()
    official: bool = True
    stage: str = ""
    when: tuple[str, tuple[str, ...]] | None = None
    signs: tuple[Text, ...] = ()

    def belongs_to(self, filing: Mapping[str, str]) -> bool:
        """True for a filing that has this paper, given what was filled in."""
        return self.when is None or filing.get(self.when[0], "").strip() in self.when[1]


APPLIED_ON = "applied_on"
"""The name under which questions, and `EventDay`, know the day of the filing itself."""


@dataclass(frozen=True)
class EventDay:
    """The field that holds the day of what a filing is about (a discharge, a visit), or `APPLIED_ON` for the day of the
    filing, where that day chooses the document and its values; clocks go by the days they run all the same.

    provision: what says for which days the document holds · reading: the switch under whose other reading the day of
    handling chooses; "" where nothing else can be read.
    """

    field: str
    provision: str
    reading: str = ""


@dataclass(frozen=True)
class Stage:
    """A step on the way; `role` acts in it, within the working days of the dated value named by `clock`.

    fields: what the step adds to the filing · named_by: the field of an earlier step that names who acts here (a team)
    · decides: the step that answers the filing; the first stage is the filing itself · urgent: the fact that makes it
    due the same day.
    """

    name: str
    label: Text
    role: str
    clock: str | None = None
    fields: tuple[Field, ...] = ()
    named_by: str | None = None
    decides: bool = False
    urgent: str = ""


@dataclass(frozen=True)
class Leaves:
    """The grant a granted case leaves: its kind, the dated value (months) it lasts, the fields copied as its facts.

    begins: the date field it begins on; the day of the decision without one · replaces: an earlier right of the kind
    ends the day before · shared: facts that tell rights of one kind apart (a plan for living care, one for nursing).
    """

    kind: str
    facts: tuple[str, ...] = ()
    lasts: str | None = None
    begins: str | None = None
    replaces: bool = True
    shared: tuple[str, ...] = ()


@dataclass(frozen=True)
class Veil:
    """An outcome of which the people concerned are told only that the matter is being examined, so that nobody is
    tipped off, until the case that follows from it is answered.

    said: what they are told meanwhile · cleared: once the answer is that nothing was found. What is found is told.
    """

    outcome: str
    said: Text
    cleared: Text


@dataclass(frozen=True)
class Reader:
    """Somebody outside the agencies who reads a case, and which of its fields: as `role`, whoever the field `named_by`
    names, or without one whom the case is about.

    reasons: they are shown why it was answered so; else the answer and its day alone.
    """

    role: str
    fields: tuple[str, ...]
    named_by: str = ""
    reasons: bool = False


@dataclass(frozen=True)
class Barred:
    """A channel whose filings the gate turns away whatever they say, and where to go instead: said before anything is
    filled in."""

    channel: str
    text: Text
    provision: str


APPEAL = Text(
    "对本决定有异议的，可以向作出决定的经办机构申请复核，或依法申请行政复议、提起行政诉讼。",
    "Whoever disagrees may ask the agency that decided to look again, or apply for administrative reconsideration or "
    "go to court as the law provides.",
)
UNSAID = Text("", "")
OUTCOMES = {
    "granted": Text("同意", "granted"),
    "refused": Text("不予同意", "refused"),
    "withdrawn": Text("已撤回", "withdrawn"),
}


@dataclass(frozen=True)
class Procedure:
    """Fields, stages, and the question a filing must pass; every refusal lists all that is missing at once.

    channels: roles that may file, or "counter" for a clerk on somebody's behalf · gate: asked at filing, a refusal
    files nothing · question: asked when deciding; None where people judge alone · alone: cases of the procedure still
    open on the same subject bar another · appeal: how to disagree, printed on every notice · agency: whose case it is ·
    anywhere: any agency of the city may take it in at its counter · at_once: what the question grants at filing is
    decided there and then, what it leaves open waits for a person · ways: how it may come in · sheets: its papers ·
    event: by which day of its filing the law is chosen · lasting: about a stay or right on file, which goes on to its
    end whatever the document does; both may be filed after the document's last day · internal: for agencies alone,
    the people concerned are neither shown it nor told of it · veils: outcomes they are told in other words ·
    own: the platform's own rule, which no document asks for; its provision is what it serves · afar: designated
    institutions outside the city file it as well · readers: what people outside the agencies read of a case; where none
    are named, whoever sees it reads all of it · barred: channels that lead nowhere · parts: of a
    long form, each by its first field, with its heading.
    """

    code: str
    title: Text
    provision: str
    channels: tuple[str, ...]
    fields: tuple[Field, ...]
    stages: tuple[Stage, ...]
    question: Rule[Any] | None = None
    subject: Subject = Subject.PERSON
    purpose: Text = UNSAID
    gate: Rule[Any] | None = None
    leaves: Leaves | None = None
    alone: bool = True
    appeal: Text = APPEAL
    outcomes: tuple[tuple[str, Text], ...] = tuple(OUTCOMES.items())
    agency: Agency = Agency.CITY
    anywhere: bool = False
    at_once: bool = False
    ways: tuple[Way, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    event: EventDay | None = None
    lasting: bool = False
    internal: bool = False
    veils: tuple[Veil, ...] = ()
    own: bool = False
    afar: bool = False
    readers: tuple[Reader, ...] = ()
    barred: tuple[Barred, ...] = ()
    parts: tuple[tuple[str, Text], ...] = ()

    @property
    def event_field(self) -> str:
        """The field that holds the day of the event; "" where none counts, or the day of the filing itself does."""
        return self.event.field if self.event is not None and self.event.field != APPLIED_ON else ""

    def event_day(self, given: Mapping[str, Any], values: Values) -> date | None:
        """The day a filing (texts, or what they stand for, with the day of filing as `APPLIED_ON`) is about, by the
        values of the day of handling.

        None where the procedure names no such day, or the filing does not say it.
        """
        if self.event is None or (self.event.reading and values.other_reading(self.event.reading)):
            return None
        return _day(given.get(self.event.field))

    def on(self, values: Values) -> "Procedure":
        """The procedure as the dated values of a day complete its fields."""
        stages = tuple(replace(stage, fields=_on(stage.fields, values)) for stage in self.stages)
        return replace(self, fields=_on(self.fields, values), stages=stages)

    def stage(self, name: str) -> Stage:
        """A stage by name. Raises KeyError for a name the procedure does not have."""
        return next((one for one in self.stages if one.name == name), None) or _no_stage(self.code, name)

    def after(self, name: str) -> Stage | None:
        """The stage after the one named; None after the last."""
        place = self.stages.index(self.stage(name))
        return self.stages[place + 1] if place + 1 < len(self.stages) else None

    def asked_at(self, stage: str) -> tuple[Field, ...]:
        """What is filled in at a stage: at the first, the filing's own fields and any of the stage."""
        own = self.stage(stage).fields
        return (*self.fields, *own) if stage == self.stages[0].name else own

    def bar(self, channel: str) -> Barred | None:
        """Why filings through a channel lead nowhere; None where they do not."""
        return next((one for one in self.barred if one.channel == channel), None)

    @property
    def every_field(self) -> tuple[Field, ...]:
        """The fields of the filing and of all stages, in order."""
        return (*self.fields, *(field for stage in self.stages for field in stage.fields))

    def missing(self, filing: Mapping[str, str], stage: str = "") -> list[tuple[Field, Text]]:
        """Everything that is missing or wrong in a stage's fields, one by one: the one-time checklist."""
        asked = [field for field in self.asked_at(stage or self.stages[0].name) if field.applies(filing)]
        found = [(field, fault(field, filing.get(field.name, "").strip())) for field in asked]
        return [(field, said) for field, said in found if said]

    def values(self, filing: Mapping[str, str]) -> dict[str, Any]:
        """What was filled in so far as days, numbers, truths and lists, by field name; what was not is absent."""
        given = {f: filing.get(f.name, "").strip() for f in self.every_field if f.applies(filing)}
        return {field.name: value_of(field, text) for field, text in given.items() if text and not fault(field, text)}


def _day(given: object) -> date | None:
    if isinstance(given, str):
        try:
            return datetime.fromisoformat(given.strip()).date()
        except ValueError:
            return None
    return given.date() if isinstance(given, datetime) else given if isinstance(given, date) else None


def _on(fields: tuple[Field, ...], values: Values) -> tuple[Field, ...]:
    return tuple(one for field in fields if (one := field.on(values)) is not None)


def _no_stage(code: str, name: str) -> Stage:
    raise KeyError(f"{code} has no stage {name!r}")
