"""Everything a form needs to be drawn and checked: its fields, what they may hold, what was filled in already."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from yiyang.law.filing import Field, Kind
from yiyang.law.values import Value
from yiyang.law.words import Text
from yiyang.services.access import Viewer
from yiyang.services.cases.about import About, Named, about
from yiyang.services.cases.acting import missing_of, waiting_for
from yiyang.services.cases.completeness import NO_FIELD
from yiyang.services.cases.declared import Declared, all_declared, channel, declared, named, of, openable
from yiyang.services.cases.filing import draft
from yiyang.services.cases.lookups import Option, options
from yiyang.services.cases.reading import Row
from yiyang.services.cases.rights import found
from yiyang.services.cases.situation import Situation
from yiyang.services.cases.wording import Paper, Told, keys, papers, told
from yiyang.services.errors import BadInput, NotAllowed, NotFound
from yiyang.store.models import Draft, Institution, Upload


@dataclass(frozen=True)
class Blank:
    """A form of a procedure not yet sent: `key` makes sending it exactly once, `filing` is the draft.

    subject: whom or what it is about, by name · choices: what a field may hold · papers: uploads of the draft by id.
    """

    declared: Declared
    channel: str
    named: Named
    subject: str
    filing: dict[str, str]
    key: str
    choices: dict[str, list[Option]]
    papers: dict[int, Paper]

    @property
    def fields(self) -> tuple[Field, ...]:
        """What is asked at filing through this channel; what hangs on a question of another is not asked either."""
        asked = self.declared.procedure.asked_at(self.declared.procedure.stages[0].name)
        left_out: set[str] = set()
        for field in asked:
            if not field.asked_through(self.channel) or (field.when and field.when[0] in left_out):
                left_out.add(field.name)
        return tuple(field for field in asked if field.name not in left_out)


def blank(*, viewer: Viewer, code: str, named: Named) -> Blank:
    """A form with what the viewer had filled in before. Raises NotFound, NotAllowed, BadInput without a subject."""
    one = declared(code)
    through = channel(viewer, one)
    if not through:
        raise NotAllowed
    subject = about(viewer, one, named, through)
    filing, key = draft(viewer=viewer, code=code, named=named)
    one = declared(code, filing=filing)
    now = Situation(viewer, one, subject, through, one.procedure.values(filing))
    asked = one.procedure.asked_at(one.procedure.stages[0].name)
    return Blank(
        declared=one,
        channel=through,
        named=named,
        subject=_words(subject),
        filing=filing,
        key=key,
        choices={field.name: options(now, field) for field in asked},
        papers=_own(viewer, asked, filing),
    )


def asked_of(*, viewer: Viewer, code: str) -> tuple[tuple[Field, ...], dict[str, list[Option]]]:
    """The fields of a form and what they offer, whoever they are for. Raises NotFound, NotRegulated."""
    one = declared(code)
    asked = one.procedure.asked_at(one.procedure.stages[0].name)
    now = Situation(viewer, one, About(), "", {})
    return asked, {field.name: options(now, field) for field in asked}


def provision_of(*, code: str, field: str) -> str:
    """The provision behind a field of a procedure, at whatever step. Raises NotFound, BadInput for no such field."""
    procedure = named(code).procedure
    found = next((one for one in procedure.every_field if one.name == field), None)
    if found is None:
        raise BadInput(field="field", value=field[:40], text=NO_FIELD, provision=procedure.provision)
    return found.provision or procedure.provision


@dataclass(frozen=True)
class Begun:
    """A draft among the viewer's own: which procedure, about what, when it was last touched."""

    declared: Declared
    named: Named
    subject: str
    at: datetime


def drafts(*, viewer: Viewer) -> list[Begun]:
    """What the viewer has begun to fill in and may still file, the latest first."""
    known = {one.procedure.code: one for one in openable(viewer=viewer)}
    kept = Draft.objects.filter(user=viewer.user_id, procedure__in=known).order_by("-at")
    return [begun for one in kept if (begun := _begun(viewer, known[one.procedure], one))]


def _begun(viewer: Viewer, one: Declared, row: Draft) -> Begun | None:
    keys = {name: int(key) for name, _colon, key in (part.partition(":") for part in row.subject.split(",") if part)}
    institution = Institution.objects.filter(pk=keys.pop("institution", 0)).first()
    subject = Named(institution=institution.code if institution else "", **keys)
    try:
        found = about(viewer, one, subject, channel(viewer, one))
    except NotFound:  # it is no longer theirs to file for
        return None
    return Begun(one, subject, _words(found), row.at)


def _words(subject: About) -> str:
    parts = [one.name for one in (subject.person, subject.institution) if one]
    if subject.visit:
        parts.append(subject.visit.visit_id)
    if subject.case:
        parts.append(str(subject.case.number))
    return " · ".join(parts)


def _own(viewer: Viewer, asked: Iterable[Field], filing: Mapping[str, str]) -> dict[int, Paper]:
    """The viewer's own uploads named in a filing."""
    named = [key for field in asked if field.kind is Kind.FILE for key in keys(filing.get(field.name, ""))]
    return papers(Upload.objects.filter(pk__in=named, by=viewer.user_id))


def answers(*, viewer: Viewer, form: Blank) -> list[Told]:
    """The draft field by field in words, for the page that asks to check it."""
    one = form.declared
    subject = about(viewer, one, form.named, form.channel)
    now = Situation(viewer, one, subject, form.channel, one.procedure.values(form.filing))
    return list(told(now, form.filing, form.papers))


def missing(
    *, viewer: Viewer, case_id: int, filing: Mapping[str, str], supplied: bool = False
) -> list[tuple[Field, Text]]:
    """Everything missing or wrong for the step a case waits at, or in the papers asked for. Raises NotFound."""
    return missing_of(viewer, found(viewer, case_id), filing, supplied=supplied)


def asked(*, viewer: Viewer, case_id: int) -> tuple[Field, ...]:
    """The fields the applicant was asked for and has not supplied. Raises NotFound."""
    case = found(viewer, case_id)
    names = waiting_for(case)
    return tuple(field for field in of(case).procedure.every_field if field.name in names)


def assumed(*several: Declared) -> tuple[Value, ...]:
    """The times and validities of procedures that no document states, each once: every page that shows one marks it."""
    today = timezone.localdate()
    used: dict[str, Value] = {}
    for one in several:
        values = one.document.values(today)
        names = [stage.clock for stage in one.procedure.stages]
        for name in (*names, one.procedure.leaves.lasts if one.procedure.leaves else None):
            if name and name in values and values[name].illustrative:
                used[name] = values[name]
    return tuple(used[name] for name in sorted(used))


def declared_of(listed: Iterable[Row]) -> list[Declared]:
    """The procedures of the cases in a list, each once."""
    codes = {row.code for row in listed}
    return [one for one in all_declared() if one.procedure.code in codes]
