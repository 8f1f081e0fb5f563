"""Home sickbeds of Jiangmen for tests: a patient, a qualified hospital with its desk and its nurse, both agencies."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tests.services import jiangmen
from tests.services.lives import version
from yiyang.services import presenting
from yiyang.services.access import Viewer
from yiyang.services.cases import acting, deciding, filing
from yiyang.services.cases.about import Named
from yiyang.services.secrets import unseal
from yiyang.store.models import Carer, Case, Grant, Institution, Person, Role, Upload

NOW = datetime.fromisoformat("2026-11-20T09:00")
BARTHEL = {
    "eating": "5",
    "bathing": "0",
    "grooming": "5",
    "dressing": "5",
    "bowel": "5",
    "bladder": "5",
    "toilet": "5",
    "transfer": "5",
    "walking": "5",
    "stairs": "0",
}
"""40 points: severe, and so moderate or worse."""
WISH = {
    "applied_by": "family",
    "physician": "何医生",
    "wished_on": "2026-11-25",
    "disease": "copd",
    "copd_acute": "yes",
    "definite": "yes",
    "suited": "yes",
    "needs_visits": "yes",
    "record_kind": "inpatient",
    "record_on": "2026-05-06",
    "record_level": "2",
    "opening": "first",
    "certified_on": "2026-11-10",
    "reported_on": "2026-11-09",
    "frail": "yes",
    "hard_to_attend": "yes",
    "scored_on": "2026-11-18",
    "guardian": "guardian",
    "guardian_name": "陈小明",
    "guardian_phone": "13800000000",
    "guardian_at_home": "yes",
    "guardian_contact": "yes",
    "guardian_helps": "yes",
    "moved": "no",
    **BARTHEL,
}
ROUND = {
    "round": "treatment",
    "clinician_kind": "nurse",
    "clinician": "N1",
    "began_at": "2026-11-26T09:00",
    "ended_at": "2026-11-26T09:40",
    "notes": "换药，血压平稳。",
}
WARD = {
    "starts_on": "2026-11-20",
    "physician": "何医生",
    "criteria_met": "yes",
    "criteria": "呼吸衰竭，需住院治疗。",
    "scored_on": "2026-11-18",
    "condition": "tubes",
    "tube": "gastric",
    "tube_long": "yes",
    "moved": "no",
    **BARTHEL,
}


def upload(of: Viewer, name: str = "纸.pdf") -> str:
    """The key of a paper that somebody has sent in."""
    row = Upload.objects.create(
        by_id=of.user_id, name=name, media_type="application/pdf", size=9, sha256="0" * 64, field="papers"
    )
    return str(row.pk)


@dataclass(frozen=True)
class Beds:
    """The patient, the hospital and its desk, and the reviewer of the hospital's county."""

    person: Person
    hospital: Institution
    desk: Viewer
    clerk: Viewer
    reviewer: Viewer

    @property
    def named(self) -> Named:
        return Named(person=self.person.pk, institution=self.hospital.code)

    def file(self, code: str, **told: str) -> Case:
        """File a procedure of the hospital for the patient; what is told as "" is left out."""
        given = {name: text for name, text in told.items() if text}
        return Case.objects.get(pk=filing.file(viewer=self.desk, code=code, filing=given, named=self.named))

    def apply(self, **told: str) -> Case:
        """Report a home sickbed with its papers."""
        papers = {name: upload(self.desk) for name in ("certificate", "record", "report")}
        return self.file("home-sickbed", **{**WISH, **papers, **told})

    def decide(self, case: Case, outcome: str = "granted", answer: str = "", **told: str) -> Case:
        """The reviewer of the hospital's county decides."""
        named = {"viewer": self.reviewer, "case_id": case.pk, "version": version(case.pk)}
        deciding.decide(**named, outcome=outcome, answer=answer, filing=told)  # type: ignore[arg-type]
        return Case.objects.get(pk=case.pk)

    def open(self, **told: str) -> Grant:
        """A bed applied for and approved."""
        case = self.decide(self.apply(**told))
        assert case.outcome == "granted", case.decision
        return Grant.objects.get(kind="sickbed", case=case)

    def certify(self, case: Case, **told: str) -> Case:
        """The physician's certificate for a closing that was begun."""
        given = {"physician": "何医生", "state": "病情稳定。", "certificate": upload(self.desk), **told}
        given = {name: text for name, text in given.items() if text}
        acting.act(viewer=self.desk, case_id=case.pk, version=version(case.pk), filing=given)
        return Case.objects.get(pk=case.pk)

    def close(self, at: str = "2026-11-30T10:00", reason: str = "improved", **told: str) -> Case:
        """A bed closed from the first step to the last."""
        case = self.file("sickbed-closing", reason=reason, closes_at=at)
        return self.decide(self.certify(case, **told))


def beds(*, born: date = date(1946, 3, 9), division: str = jiangmen.XINHUI) -> Beds:
    """Everybody, and the voucher shown."""
    person = jiangmen.insured(born=born, division=division)
    qualified = ("home-sickbed", "geriatric-ward")
    hospital = jiangmen.hospital("H44070300009", "蓬江示例医院", level=2, qualified=qualified)
    desk = jiangmen.insurance_desk(hospital)
    Carer.objects.create(code="N1", name="梁护士", institution=hospital, kinds="nursing")
    show(person, hospital, desk)
    return Beds(
        person=person,
        hospital=hospital,
        desk=desk,
        clerk=jiangmen.staff(Role.CLERK, jiangmen.PENGJIANG, "蓬江经办"),
        reviewer=jiangmen.staff(Role.REVIEWER, jiangmen.PENGJIANG, "蓬江复核"),
    )


def show(person: Person, hospital: Institution, desk: Viewer) -> None:
    """The patient shows the voucher at a hospital."""
    number = unseal(person.id_cipher)
    named = {"institution": hospital.code, "id_number": number, "name": person.name, "voucher": "id_card"}
    presenting.present(viewer=desk, **named)


def bed(known: Beds, first: date, days: int = 5, *, disease: str = "copd") -> Grant:
    """A bed of an older file, closed after some days."""
    facts = {"disease": disease}
    owner = {"person": known.person, "institution": known.hospital}
    key = f"sickbed:file:{first}"
    last = first + timedelta(days=days)
    return Grant.objects.create(kind="sickbed", key=key, first=first, last=last, facts=facts, **owner)
