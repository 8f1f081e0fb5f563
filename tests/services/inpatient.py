"""Stays of Jiangmen for tests: somebody insured in Pengjiang, a hospital in Taishan with its desk, both agencies."""

from dataclasses import dataclass
from datetime import datetime

from tests.services import jiangmen
from tests.services.lives import user_of, version
from yiyang.services import presenting
from yiyang.services.access import Viewer
from yiyang.services.cases import acting, deciding, filing
from yiyang.services.cases.about import Named
from yiyang.services.secrets import unseal
from yiyang.store.models import Case, Institution, Person, Role

NOW = datetime.fromisoformat("2026-11-22T10:00")
ADMITTED = {
    "admitted_at": "2026-11-22T09:30",
    "department": "骨科一病区",
    "diagnosis": "左股骨颈骨折",
    "admission_type": "emergency",
    "voucher": "id_card",
    "voucher_valid": "yes",
    "injury": "yes",
    "work_injury": "none",
}
FORM_1 = {
    "injured_at": "2026-11-22T08:00",
    "injury_place": "自家楼梯",
    "injury_cause": "下楼时滑倒",
    "injury_compensation": "没有",
    "injury_signed": "yes",
    "injury_proof": "undertaking",
    "undertaking": "在家里摔倒，没有报警；以上属实",
}
VISITED = {
    "verified_at": "2026-11-22T09:45",
    "voucher_checked": "yes",
    "record_checked": "yes",
    "identity_matches": "yes",
    "stay_matches": "yes",
    "injury_found": "yes",
    "work_injury": "none",
}


@dataclass(frozen=True)
class Stays:
    """The patient, the hospital and its desk; clerk and reviewer of the hospital's county, a clerk of the insured's."""

    person: Person
    hospital: Institution
    desk: Viewer
    clerk: Viewer
    reviewer: Viewer
    home_clerk: Viewer

    @property
    def named(self) -> Named:
        return Named(person=self.person.pk, institution=self.hospital.code)

    def shown(self) -> None:
        """The voucher is shown at the hospital, which may file for the patient from then on."""
        presenting.present(
            viewer=self.desk,
            institution=self.hospital.code,
            id_number=unseal(self.person.id_cipher),
            name=self.person.name,
            voucher="id_card",
        )

    def admit(self, **told: str) -> Case:
        """Register the admission at the hospital."""
        given = {name: text for name, text in {**ADMITTED, **told}.items() if text}
        case = filing.file(viewer=self.desk, code="inpatient-admission", filing=given, named=self.named)
        return Case.objects.get(pk=case)

    def discharge(self, at: str = "2026-11-22T10:00", leaving: str = "home") -> Case:
        """Register the discharge."""
        told = {"discharged_at": at, "leaving": leaving}
        case = filing.file(viewer=self.desk, code="inpatient-discharge", filing=told, named=self.named)
        return Case.objects.get(pk=case)

    def visit(self, case: Case, **told: str) -> Case:
        """The clerk has been at the hospital."""
        given = {**VISITED, "officer": str(user_of(self.clerk)), **told}
        acting.act(viewer=self.clerk, case_id=case.pk, version=version(case.pk), filing=given)
        return Case.objects.get(pk=case.pk)

    def supply(self, case: Case, **told: str) -> Case:
        """The agency asks for Form 1, the hospital's desk hands it in."""
        given = {**FORM_1, **told}
        names = list(given)
        acting.ask_papers(viewer=self.clerk, case_id=case.pk, version=version(case.pk), fields=names, why="")
        acting.supply(viewer=self.desk, case_id=case.pk, version=version(case.pk), filing=given)
        return Case.objects.get(pk=case.pk)

    def close(self, case: Case, outcome: str = "granted", answer: str = "", **told: str) -> bool:
        """Close the verification; False when it waits for a second person."""
        return deciding.decide(
            viewer=self.clerk,
            case_id=case.pk,
            version=version(case.pk),
            outcome=outcome,
            answer=answer,
            filing=told,
        )


def stays(*, born: str = "1946-03-09") -> Stays:
    """Everybody, and the voucher shown."""
    person = jiangmen.insured(born=datetime.fromisoformat(born).date())
    hospital = jiangmen.hospital("H44078100001", "台山示例医院", place=jiangmen.TAISHAN)
    desk = jiangmen.insurance_desk(hospital)
    found = Stays(
        person=person,
        hospital=hospital,
        desk=desk,
        clerk=jiangmen.staff(Role.CLERK, jiangmen.TAISHAN, "台山经办"),
        reviewer=jiangmen.staff(Role.REVIEWER, jiangmen.TAISHAN, "台山复核"),
        home_clerk=jiangmen.staff(Role.CLERK, jiangmen.PENGJIANG, "蓬江经办"),
    )
    found.shown()
    return found
