"""The agency's people of the stories about assessments and events of a life, and a case from filing to decision."""

from tests.story import PLACE, someone
from yiyang.law.questions.disability import ITEMS
from yiyang.services.access import Viewer
from yiyang.services.cases import acting, deciding, filing
from yiyang.services.cases.about import Named
from yiyang.store.models import Case, Person, Role

SEVERE = {code: "0" if item.domain == "adl" else max(item.scores, key=int) for code, item in ITEMS.items()}
"""Nothing done alone, a clear mind: grade 3."""
MODERATE = {**SEVERE, "eating": "10", "dressing": "10", "bowel": "10", "bladder": "10", "toilet": "10"}
"""50 points of daily living: grade 2."""
SELF = dict.fromkeys(("eating_helped", "continence_helped", "bathing_helped", "dressing_helped"), "yes")
APPLICATION = {
    **SELF,
    "toilet_helped": "no",
    "transfer_helped": "no",
    "living_at_home": "yes",
    "visit_address": "二道区示例路1号",
    "phone": "0431-0000000",
}


class Agency:
    """A clerk, a reviewer and a second one, and assessors by number."""

    def __init__(self) -> None:
        self.clerk = someone(Role.CLERK, place=PLACE)
        self.reviewer = someone(Role.REVIEWER, place=PLACE)
        self.second = someone(Role.REVIEWER, place=PLACE)
        self.assessors = [someone(Role.ASSESSOR, place=PLACE) for _ in range(4)]

    def event(self, code: str, person: Person, *, outcome: str = "granted", **given: str) -> Case:
        """An event filed at the counter and recorded by whoever decides it."""
        case = filing.file(viewer=self.clerk, code=code, filing=given, named=Named(person=person.pk))
        return self.decide(case, outcome)

    def decide(self, case_id: int, outcome: str = "granted", answer: str = "") -> Case:
        """Decide a case as the role of its step."""
        case = Case.objects.get(pk=case_id)
        who = (
            self.reviewer if case.procedure in {"merge", "id-correction"} or "assess" in case.procedure else self.clerk
        )
        deciding.decide(viewer=who, case_id=case_id, version=case.version, outcome=outcome, answer=answer)
        case.refresh_from_db()
        return case

    def undo(self, case: Case) -> None:
        """Take a decided case back."""
        deciding.undo(viewer=self.reviewer, case_id=case.pk, why="登记有误")
        case.refresh_from_db()

    def apply(self, who: Viewer, person: Person, code: str = "home-care-assessment", **given: str) -> int:
        """File an application; the case."""
        told = {**APPLICATION, **given} if code == "home-care-assessment" else given
        return filing.file(viewer=who, code=code, filing=told, named=Named(person=person.pk))

    def assess(self, case_id: int, scores: dict[str, str], on: str, team: list[Viewer] | None = None) -> None:
        """Name a team and put its scores in."""
        who = team or self.assessors[:2]
        named = ";".join(str(one.user_id) for one in who)
        acting.act(viewer=self.clerk, case_id=case_id, version=version(case_id), filing={"team": named})
        told = {**scores, "assessed_on": on}
        acting.act(viewer=who[0], case_id=case_id, version=version(case_id), filing=told)


def user_of(viewer: Viewer) -> int:
    """The key of a viewer's user."""
    assert viewer.user_id is not None
    return viewer.user_id


def version(case_id: int) -> int:
    """The version of a case as it stands."""
    return Case.objects.values_list("version", flat=True).get(pk=case_id)
