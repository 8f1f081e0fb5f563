"""Which agency a case belongs to, and whether the viewer's may take it in (JM-02.2)."""

from yiyang.law.filing import Kind
from yiyang.law.procedure import Agency
from yiyang.law.words import Text
from yiyang.services.access import Viewer
from yiyang.services.cases.about import About
from yiyang.services.cases.declared import COUNTER, OWN, Declared
from yiyang.services.cases.situation import Situation, in_force
from yiyang.services.errors import Elsewhere
from yiyang.services.places import division_name
from yiyang.store.models import Grant, Institution

NOT_OURS = Text("这件事由{agency}的经办机构办理", "the agency of {agency} handles this")
PROVISION = "JM-02.2"
"""The one document with agencies in every county says whose a case is."""


def agency_of(one: Declared, about: About, now: Situation | None = None) -> str:
    """The place (GB/T 2260) whose agency a case belongs to: the city's where nothing nearer is known."""
    match one.procedure.agency:
        case Agency.INSURED:
            coverage = in_force("coverage", now.today, person=about.person) if now else _latest(about)
            found = str(coverage.facts.get("division", "")) if coverage else ""
        case Agency.LOCATION:
            where = about.institution or _named(one, now)
            found = where.place or where.registered_division if where else ""
        case _:
            found = ""
    return found if found and one.document.covers(found) else one.place


def _named(one: Declared, now: Situation | None) -> Institution | None:
    """The institution that a filing names, where it is about none itself: a panel about somebody's home sickbed."""
    names = [field.name for field in one.procedure.fields if field.kind is Kind.PROVIDER]
    codes = [str(now.given[name]) for name in names if name in now.given] if now else []
    return Institution.objects.filter(code__in=codes[:1]).first()


def _latest(about: About) -> Grant | None:
    if about.person is None:
        return None
    return Grant.objects.filter(kind="coverage", person=about.person).order_by("-first", "-pk").first()


def handled_elsewhere(viewer: Viewer, now: Situation) -> Elsewhere | None:
    """Before anything is filled in: the agency that handles this, where it is known already and not the viewer's."""
    if now.declared.procedure.agency is Agency.LOCATION and now.about.institution is None:
        return None  # the filing will name the institution
    try:
        admit(viewer, now.declared, now.channel, agency_of(now.declared, now.about, now))
    except Elsewhere as other:
        return other
    return None


def admit(viewer: Viewer, one: Declared, channel: str, place: str) -> None:
    """Let a filing in at this agency. Raises Elsewhere naming the agency it belongs to."""
    right = "counter" if channel == COUNTER else f"act.{channel}"
    if channel in OWN or viewer.user_id is None or one.procedure.anywhere or viewer.may(right, place=place):
        return
    name = division_name(place)
    text = Text(NOT_OURS.zh.format(agency=name.zh), NOT_OURS.en.format(agency=name.en))
    raise Elsewhere(field="agency", value=place, text=text, provision=PROVISION)
