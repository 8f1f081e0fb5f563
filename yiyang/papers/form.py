"""The printed form of any procedure, or one of its sheets, blank or filled: all follows from its declaration."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from yiyang.law.document import Document
from yiyang.law.filing import Field, Kind
from yiyang.law.procedure import Procedure, Sheet, Stage, Subject
from yiyang.law.values import Value
from yiyang.law.words import Text, joined
from yiyang.papers import figures
from yiyang.papers import letter_parts as parts
from yiyang.papers import letter_words as w
from yiyang.papers.letter import Entry, Fields, Letter, Room, Section, Tick, Words
from yiyang.papers.letter_parts import Checked, Say

BOXES = dict.fromkeys((Kind.TEXT, Kind.INVOICES, Kind.ITEMS), Room.BOX)
ROOMS = {**BOXES, Kind.DATE: Room.DAY, Kind.MOMENT: Room.MOMENT}
SHORT = 200
"""A text of at most so many characters fits on a line."""
MANY = 24
"""More choices than this are written, not ticked."""
ANNEX = re.compile(r"form-(\d+)")
"""Codes of the forms a document attaches."""


@dataclass(frozen=True)
class Form:
    """What a printed form shows; `filing` holds the texts by field name, `told` the same in words.

    number: of the case, or of the blank form · about: whom or what, label and value · roles: names of the roles ·
    papers: names of the files enclosed, by field · sheet: the one paper of the procedure that is printed; without one,
    the form whole · undone: what a correcting event said when it took the decision back.
    """

    document: Document
    procedure: Procedure
    office: Text
    number: str
    printed_for: date
    checked: Checked
    roles: Mapping[str, Text]
    filed_on: date | None = None
    about: tuple[tuple[Text, str], ...] = ()
    filing: Mapping[str, str] = field(default_factory=dict)
    told: Mapping[str, Text] = field(default_factory=dict)
    papers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    outcome: str = ""
    answer: str = ""
    sheet: Sheet | None = None
    undone: Text | None = None

    @property
    def provision(self) -> str:
        """What the paper rests on."""
        return self.sheet.provision if self.sheet else self.procedure.provision

    @property
    def decides(self) -> bool:
        """True when the answer stands on the paper: on every official one, and on those made after it."""
        sheet = self.sheet
        return sheet is None or sheet.official or not sheet.fields or self._after_answer(sheet)

    def _after_answer(self, sheet: Sheet) -> bool:
        return bool(sheet.stage) and self.procedure.stage(sheet.stage).decides

    def shows(self, one: Field) -> bool:
        """A filled form leaves out what does not apply to it, a sheet what is not its own."""
        named = self.sheet is None or not self.sheet.fields or one.name in self.sheet.fields
        if not named or self.filed_on is None:
            return named
        elsewhere = bool(one.channels) and not self.filing.get(one.name)  # asked only where it was not filed
        return one.applies(self.filing) and not elsewhere

    @property
    def catalogues(self) -> tuple[tuple[Field, tuple[Value, ...]], ...]:
        """Each field on it that offers a dated catalogue, with the entries no document states."""
        values = self.document.values(self.printed_for)
        offered = [(one, one.catalogue) for one in self.procedure.every_field if one.catalogue and self.shows(one)]
        found = [(one, tuple(v for v in values.under(name).values() if v.illustrative)) for one, name in offered]
        return tuple((one, assumed) for one, assumed in found if assumed)

    @property
    def clocks(self) -> tuple[tuple[Stage, Value], ...]:
        """Each stage that has a time to be done in, with that value."""
        if self.sheet and self.sheet.stage:  # it is made after the waiting
            return ()
        values = self.document.values(self.printed_for)
        stages = ((stage, values.get(stage.clock)) for stage in self.procedure.stages[1:] if stage.clock)
        return tuple((stage, value) for stage, value in stages if value)


def form_letter(form: Form, *, language: str) -> Letter:
    """The form ready to print in `language` (zh-hans, en)."""
    say, title = parts.speaker(language), _title(form)
    note, marks = _marks(form, say)
    rests_on = parts.cited(form.document, form.provision, say)
    return Letter(
        language=language,
        office=say(form.office),
        title=say(title),
        subject=say(w.SUBJECT.filled(number=form.document.number, article=rests_on)),
        source=parts.source(form.document, say),
        facts=_facts(form, say),
        sections=(*_unofficial(form, say), *_own(form, say), *_clocks(form, say), *marks, *_office(form, say)),
        check=parts.check(form.checked, say),
        footer=f"{say(title if form.sheet else form.procedure.title)}　{form.number}",
        page_words=parts.pages(say),
        day_label=say(w.DAY),
        note=note,
        label=_label(form, say),
        warning="" if form.sheet is None or form.sheet.official else say(w.NOT_OFFICIAL),
    )


def _title(form: Form) -> Text:
    return form.sheet.title if form.sheet else w.FORM.filled(title=form.procedure.title)


def _label(form: Form, say: Say) -> str:
    """Which of the document's forms it is: 附件1."""
    found = ANNEX.fullmatch(form.sheet.code) if form.sheet and form.sheet.official else None
    return say(w.ANNEX.filled(n=found[1])) if found else ""


def _unofficial(form: Form, say: Say) -> Iterator[Words]:
    """On its face: that the text names the paper and attaches none, or that what stands on it was taken back."""
    if form.sheet and not form.sheet.official:
        known = form.document.provisions.get(form.sheet.provision)
        told = w.NOT_OFFICIAL_WHY.filled(article=known.article if known else form.sheet.provision)
        yield Words(say(w.NOT_OFFICIAL_TITLE), (say(told),), marked=True)
    if form.procedure.own:
        told = w.OWN_RULE.filled(number=form.document.number)
        yield Words(say(w.OWN_RULE_TITLE), (say(told),), marked=True)
    if form.undone:
        yield Words(say(w.OUTCOME_UNDONE), (say(form.undone),), marked=True)


def _marks(form: Form, say: Say) -> tuple[str, tuple[Words, ...]]:
    """The note of every page and the section about values no document states: times, and catalogues offered."""
    clocks = [value for _, value in form.clocks if value.illustrative]
    lists = form.catalogues
    if not clocks and not lists:
        return "", ()
    _note, marks = parts.illustrative(clocks, say)
    labels = {value.name: value.label for value in clocks}
    named = [labels[name] for name in sorted(labels)] + [w.OF_CATALOGUE.filled(field=one.label) for one, _ in lists]
    full = [line for section in marks for line in section.paragraphs]
    for one, found in lists:
        told = w.CATALOGUE.filled(field=one.label, count=len(found), provision=found[0].provision)
        full.append(say(told))
    short = say(w.ILLUSTRATIVE_SHORT.filled(values=joined(named)))
    return short, (Words(say(w.ILLUSTRATIVE), tuple(full), marked=True),)


def _facts(form: Form, say: Say) -> tuple[tuple[str, str], ...]:
    number = (say(w.NUMBER if form.filed_on else w.BLANK_NUMBER), form.number)
    shown = form.procedure.purpose if form.sheet is None else form.procedure.title
    purpose = ((say(w.PURPOSE), say(shown)),) if shown.zh else ()
    filed = ((say(w.FILED), say(figures.day(form.filed_on))),) if form.filed_on else ()
    return (number, *purpose, *filed)


ABOUT = {
    Subject.PERSON: (w.PERSON, w.ID_NUMBER),
    Subject.INSTITUTION: (w.INSTITUTION,),
    Subject.LINE: (w.LINE_NUMBER,),
    Subject.VISIT: (w.VISIT_NUMBER,),
    Subject.CASE: (w.CASE_NUMBER,),
    Subject.PLACE: (w.PLACE,),
}


def _own(form: Form, say: Say) -> Iterator[Section]:
    """Whom it is about, what the applicant fills in, the papers to hand in, and where they sign."""
    procedure = form.procedure
    about = form.about or tuple((label, "") for label in ABOUT[procedure.subject])
    yield Fields(say(w.ABOUT), "", tuple(Entry(say(label), "", value) for label, value in about))
    first = procedure.stages[0]
    through = procedure.channels or (first.role,)  # some are filed by the service itself
    by = joined([form.roles.get(channel, Text(channel, channel)) for channel in through])
    asked = [one for one in procedure.asked_at(first.name) if form.shows(one)]
    papers = tuple(_paper(form, one, say) for one in asked if one.kind is Kind.FILE)
    entries = tuple(_entry(form, one, say) for one in asked if one.kind is not Kind.FILE)
    sign = "" if _signed_at_foot(form) else say(_signer(form))
    if entries:
        yield Fields(say(first.label), say(w.CHANNEL_BY.filled(roles=by)), entries, "" if papers else sign)
    if papers:
        yield Fields(say(w.PAPERS), say(w.PAPERS_BY), papers, sign)


def _signed_at_foot(form: Form) -> bool:
    """Whether the paper itself names who signs it, in one place at its foot."""
    return form.sheet is not None and bool(form.sheet.signs)


def _signer(form: Form) -> Text:
    channels = set(form.procedure.channels)
    if form.procedure.subject is Subject.INSTITUTION or ("provider" in channels and "family" not in channels):
        return w.SIGN_PROVIDER
    if channels & {"family", "counter"}:
        return w.SIGN_APPLICANT
    return _stage_signer(form, form.procedure.stages[0])


def _stage_signer(form: Form, stage: Stage) -> Text:
    return w.SIGN_STAGE.filled(stage=stage.label, role=form.roles.get(stage.role, stage.role))


def _office(form: Form, say: Say) -> Iterator[Section]:
    """What each later stage fills in and signs; the one that decides ticks the outcome."""
    for stage in form.procedure.stages[1:]:
        by = say(w.STAGE_BY.filled(role=form.roles.get(stage.role, stage.role)))
        entries = [_entry(form, one, say) for one in stage.fields if form.shows(one)]
        entries += _decision(form, say) if stage.decides and form.decides else []
        if entries:
            sign = "" if _signed_at_foot(form) else say(_stage_signer(form, stage))
            yield Fields(say(stage.label), by, tuple(entries), sign)
    for who in form.sheet.signs if form.sheet else ():
        yield Fields("", "", (), say(who))


def _decision(form: Form, say: Say) -> list[Entry]:
    outcomes = [(code, text) for code, text in form.procedure.outcomes if code != "withdrawn"]
    ticks = tuple(Tick(say(text), code == form.outcome) for code, text in outcomes)
    rests_on = parts.cited(form.document, form.procedure.provision, say)
    return [Entry(say(w.DECIDES), rests_on, ticks=ticks), Entry(say(w.REASON), "", form.answer, Room.BOX)]


def _entry(form: Form, one: Field, say: Say) -> Entry:
    raw = form.filing.get(one.name, "")
    ticks = _ticks(one, raw, say)
    return Entry(
        label=say(one.label),
        article=parts.cited(form.document, one.provision, say),
        value="" if ticks else _value(form, one, raw, say),
        room=_room(one),
        ticks=ticks,
        note=say(w.BETWEEN).join(_notes(form, one, say)),
    )


def _value(form: Form, one: Field, raw: str, say: Say) -> str:
    return say(form.told.get(one.name, Text(raw, raw))) if raw else ""


def _room(one: Field) -> Room:
    if one.kind is Kind.TEXT:
        return Room.BOX if one.longest > SHORT else Room.LINE
    return ROOMS.get(one.kind, Room.LINE)


def _ticks(one: Field, raw: str, say: Say) -> tuple[Tick, ...]:
    if one.kind is Kind.YES:
        offered: tuple[tuple[str, Text], ...] = (("yes", w.YES),) if one.confirm else (("yes", w.YES), ("no", w.NO))
    else:
        offered = one.choices if len(one.choices) <= MANY else ()
    chosen = set(raw.split(";"))
    return tuple(Tick(say(text), code in chosen) for code, text in offered)


def _notes(form: Form, one: Field, say: Say) -> Iterator[str]:
    if one.hint:
        yield say(one.hint)
    if form.filed_on:
        return
    if one.when:
        other = next((known for known in form.procedure.every_field if known.name == one.when[0]), None)
        words = dict(other.choices) | {"yes": w.YES, "no": w.NO} if other else {}
        values = joined([words.get(code, Text(code, code)) for code in one.when[1]])
        yield say(w.WHEN.filled(field=other.label if other else one.when[0], values=values))
    if one.kind is Kind.CHOICES:
        yield say(w.CHOOSE_MANY)
    if one.confirm:
        yield say(w.CONSENT_NOTE)
    elif not one.required:
        yield say(w.OPTIONAL)


def _paper(form: Form, one: Field, say: Say) -> Entry:
    names = form.papers.get(one.name, ())
    listed = say(joined([Text(name, name) for name in names]))
    return Entry(
        label=say(one.label),
        article=parts.cited(form.document, one.provision, say),
        ticks=(Tick(listed or say(w.ENCLOSED), bool(names)),),
        note="" if one.required else say(w.OPTIONAL),
    )


def _clocks(form: Form, say: Say) -> tuple[Words, ...]:
    told = tuple(
        say(
            w.CLOCK.filled(
                stage=stage.label,
                figure=figures.figure(value),
                marked=parts.marked(value),
                article=parts.cited(form.document, value.provision, say),
            )
        )
        for stage, value in form.clocks
    )
    return (Words(say(w.CLOCKS), told),) if told else ()
