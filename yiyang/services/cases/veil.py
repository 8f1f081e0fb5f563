"""What an agency keeps to itself: cases for agencies alone, and outcomes that the people concerned are told in neutral
words while what follows from them waits for its answer (a suspicion, of which nobody is tipped off)."""

from django.db.models import Q

from yiyang.law.filing import Field
from yiyang.law.procedure import Veil
from yiyang.law.words import Text
from yiyang.services.access import Viewer
from yiyang.services.cases import readers
from yiyang.services.cases.declared import Declared, all_declared, of
from yiyang.services.people.residents import of_places
from yiyang.store.models import Case

RIGHT = "case.read"
EXAMINED = "examined"
"""The code of a veiled outcome."""
ASK = Text("想了解进展，可凭编号向经办机构询问。", "To know how it stands, ask the agency and give the number.")
TOLD = frozenset({"filed", "taken", "handed_over", "papers_asked", "papers_supplied", "withdrawn"})
"""Events of a veiled case that tell nothing of what was found."""


def inside(viewer: Viewer, case: Case) -> bool:
    """True for the agencies concerned, and for whoever works at the machine."""
    return viewer.user_id is None or Case.objects.filter(concerned(viewer), pk=case.pk).exists()


def concerned(viewer: Viewer) -> Q:
    """Cases of the viewer's own agency, and those of people who live or are insured at its place; for the city's
    agency all of the city's. Of anybody else's case an agency reads how it stands, not what is suspected."""
    own = of_places(viewer, RIGHT, to="person__") if viewer.may(RIGHT) else Q(pk__in=[])
    return Q(place__in=viewer.places_with(RIGHT)) | own


def internal() -> Q:
    """Cases that are for agencies alone."""
    return Q(procedure__in=[one.procedure.code for one in all_declared() if one.procedure.internal])


def words(case: Case) -> Text | None:
    """What the people concerned are told instead of the outcome; None where they are told the outcome itself, as they
    are once what followed from it has been found true."""
    veil = _veil(case)
    if veil is None:
        return None
    answers = case.followed_by.filter(undone_at__isnull=True, outcome__in=["granted", "refused"])
    answer = answers.order_by("-pk").values_list("outcome", flat=True).first()
    return None if answer == "granted" else veil.cleared if answer == "refused" else veil.said


def told(viewer: Viewer, case: Case) -> Text | None:
    """What this viewer is told instead of the outcome; None for the outcome itself. Most cases are no reason to ask."""
    neutral = words(case)
    return None if neutral is None or inside(viewer, case) else neutral


def _veil(case: Case) -> Veil | None:
    return next((one for one in of(case).procedure.veils if one.outcome == case.outcome), None)


def waits(case: Case) -> bool:
    """True while what follows from a veiled outcome is not answered."""
    veil = _veil(case)
    return veil is not None and words(case) == veil.said


def hides(viewer: Viewer, case: Case) -> bool:
    """True where this viewer is not shown what the agency has found and why it answered."""
    one = of(case).procedure
    if not one.veils or inside(viewer, case):
        return False
    return case.decided_at is None or words(case) is not None


def shown(viewer: Viewer, one: Declared, case: Case) -> tuple[Field, ...]:
    """The fields of a case that this viewer is shown: all, those declared for them, or while it is veiled those of the
    filing that no agency has filled in."""
    if not hides(viewer, case):
        names = readers.fields(viewer, case, one.procedure)
        return tuple(field for field in one.procedure.every_field if field.name in names)
    own = {field.name for stage in one.procedure.stages[1:] for field in stage.fields}
    return tuple(field for field in one.procedure.fields if field.name not in own)
