"""Care away from home for tests: a mother in Pengjiang, her daughter, the clerk of her county, a hospital's desk."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from tests.services.jiangmen import grant, hospital, insurance_desk
from yiyang.law.decision import Finding
from yiyang.services.access import Viewer
from yiyang.services.cases import deciding, filing
from yiyang.services.cases.about import Named
from yiyang.services.errors import Refused
from yiyang.store.models import Case, Grant, Institution, Person, Upload

Clock = Callable[[datetime], None]
NOW = datetime.fromisoformat("2026-08-31T09:00")
PROMISED = {"sub": "resident", "to_place": "440100", "proof": "undertaking", "promise": "yes"}
REFERRED = {"diagnosis": "主动脉夹层", "condition": "critical", "cannot": "treat", "to_place": "440100"}
REFERRED |= {"receiving": "广东省人民医院", "receiving_specialised": "no", "physician": "黄医师", "stamped": "yes"}


@dataclass
class Home:
    """A mother insured in Pengjiang, her daughter, the clerk of her county and two reviewers."""

    person: Person
    daughter: Viewer
    clerk: Viewer
    reviewer: Viewer
    second: Viewer
    clock: Clock

    def at(self, day: str, hour: int = 9) -> None:
        self.clock(datetime.fromisoformat(f"{day}T{hour:02}:00"))

    def paper(self, viewer: Viewer) -> str:
        told = {"name": "居住证.pdf", "media_type": "application/pdf", "size": 9, "sha256": "ef" * 32}
        return str(Upload.objects.create(field="paper", by_id=viewer.user_id, **told).pk)

    def file(self, code: str, who: Viewer | None = None, /, *, via: str = "", **given: str) -> Case:
        named = Named(person=self.person.pk)
        pk = filing.file(viewer=who or self.daughter, code=code, filing=given, named=named, via=via)
        return Case.objects.get(pk=pk)

    def decide(self, case: Case, outcome: str = "granted", answer: str = "", /, **given: str) -> bool:
        told = given or {"papers_valid": "yes"}
        done = deciding.decide(
            viewer=self.clerk, case_id=case.pk, version=case.version, outcome=outcome, answer=answer, filing=told
        )
        case.refresh_from_db()
        return done

    def filed(self, code: str = "away-long-term", who: Viewer | None = None, /, **given: str) -> Grant:
        case = self.file(code, who, **(given or PROMISED))
        assert self.decide(case)
        return Grant.objects.get(kind="away", case=case)


def unmet(error: Refused) -> list[str]:
    return [one.provision for one in error.decision.reasons if one.finding is Finding.UNMET]


def desk(home: Home, **how: object) -> Viewer:
    """The insurance desk of a hospital that has seen the mother's card."""
    here = hospital(f"H{Institution.objects.count():011}", **how)  # type: ignore[arg-type]
    shown = grant(home.person, "presented", {"voucher": "id_card"}, last=date(2028, 12, 31))
    Grant.objects.filter(pk=shown.pk).update(institution=here)
    return insurance_desk(here)
