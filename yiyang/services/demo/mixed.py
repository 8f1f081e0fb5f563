"""The demo's mixed desk: some thirty open cases of both cities for whoever works at both, through the real services.

Most are what the law grants; some it refuses, some it leaves to a person, some wait for a visit to the ward first.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from io import BytesIO

from django.utils import timezone
from PIL import Image, ImageDraw

from yiyang.law.words import Text
from yiyang.services import current, presenting
from yiyang.services.access import Viewer
from yiyang.services.cases import filing
from yiyang.services.cases.about import Named
from yiyang.services.cases.declared import TODAY
from yiyang.services.demo import jiangmen as demo_jiangmen
from yiyang.services.secrets import unseal
from yiyang.services.uploads import keeping
from yiyang.store.models import Case, Person, Visit

JIANGMEN = "jiangmen_2024"
DAY = timedelta(days=1)
Filing = dict[str, str]
OLD = ("何志明", "关兆基", "余翠屏", "张伟明", "罗玉莲", demo_jiangmen.SIXTY, demo_jiangmen.MOTHER)
"""Insured in Pengjiang, whose agency the demo's desk for both cities belongs to."""


def prepare(*, viewers: Mapping[str, Viewer], place: str) -> tuple[int, ...]:
    """File them; `viewers` by login name, `place` of the demo's Changchun. The cases."""
    today = timezone.localdate()
    changchun = _changchun(viewers["clerk"], place, today)
    if silence(today):
        return tuple(changchun)
    return (*changchun, *_jiangmen(viewers["jm-clerk"], today), *_wards(viewers["jm-desk"]))


def silence(day: date) -> Text | None:
    """Why nothing is filed in the demo's Jiangmen on a day: its document's force has ended. None while it lasts."""
    document = current.document(JIANGMEN)
    return None if document.regulates(day) else document.silence(day, TODAY)


def _file(viewer: Viewer, code: str, told: Filing, person: Person | None = None) -> int:
    named = Named(person=person.pk) if person else Named()
    key = f"mixed-{code}-{person.pk if person else told.get('headline', '')}"[:64]
    return filing.file(viewer=viewer, code=code, filing=told, named=named, key=key)


def _changchun(clerk: Viewer, place: str, today: date) -> list[int]:
    """Moves, changes of insurance, hospital stays and notices, each of somebody else."""
    visited = Visit.objects.filter(place=place).values("person")
    people = list(Person.objects.filter(pk__in=visited).order_by("-pk")[:12])
    yesterday = datetime.combine(today - DAY, time(9))
    moves = [{"moved_on": (today - 3 * DAY).isoformat(), "new_division": "220106"}] * 5
    schemes = [{"new_scheme": "none", "from_day": (today - DAY).isoformat()}] * 3
    stays = [{"stay": "hospital", "admitted_at": f"{yesterday:%Y-%m-%dT%H:%M}"}] * 4
    wanted = [*(("move", one) for one in moves), *(("scheme-change", one) for one in schemes)]
    wanted += [("admission", one) for one in stays]
    found = [_file(clerk, code, told, person) for (code, told), person in zip(wanted, people, strict=False)]
    return found + [_file(clerk, "publicity", _notice(number, today)) for number in range(1, 4)]


def _notice(number: int, today: date) -> Filing:
    return {
        "headline": f"照护险问答（{number}）",
        "published_on": (today - number * DAY).isoformat(),
        "medium": "公众号",
        "link": f"https://example.org/questions/{number}",
    }


def _jiangmen(clerk: Viewer, today: date) -> list[int]:
    """Filings away, changes of insurance, and diseases certified elsewhere, taken in at the counter."""
    people = [demo_jiangmen.person(name) for name in OLD]
    away = {"sub": "resident", "to_place": "440100", "proof": "undertaking", "promise": "yes"}
    found = [_file(clerk, "away-long-term", away, person) for person in people[:3]]
    travels = {"sub": "other", "to_place": "430000"}
    found += [_file(clerk, "away-temporary", travels, person) for person in people[3:5]]
    moved = {"new_scheme": "resident", "insured_in": demo_jiangmen.XINHUI, "from_day": today.isoformat()}
    found += [_file(clerk, "jm-coverage-change", moved, person) for person in people[5:7]]
    for person in people[:5]:
        found.append(_file(clerk, "special-disease", {**_certified(today), "record": _paper(clerk)}, person))
    return found


def _paper(clerk: Viewer) -> str:
    """A sheet that says it is the demo's."""
    sheet, bytes_ = Image.new("RGB", (600, 840), "white"), BytesIO()
    ImageDraw.Draw(sheet).text((60, 60), "DEMO - invented medical record", fill="black")
    sheet.save(bytes_, "PNG")
    return str(keeping.keep(viewer=clerk, field="record", name="示例病历.png", content=bytes_.getvalue()))


def _certified(today: date) -> Filing:
    """Diagnosed in another city whose hospital cannot upload it; its papers have not been looked at yet."""
    return {
        "disease": "M01600",
        "diagnosed_on": (today - 20 * DAY).isoformat(),
        "physician": "岑医师",
        "condition_confirmed": "yes",
        "criteria_met": "yes",
        "hindrance": "no-upload",
        "institution_elsewhere": "广州示例医院",
        "disease_qualified": "yes",
        "voucher": "social-card",
        "by_agent": "no",
        "form2_signed": "yes",
    }


def _wards(desk: Viewer) -> list[int]:
    """Admissions that the hospital has filed this morning: the tasks to verify at the bedside that follow."""
    admitted = timezone.localtime() - timedelta(hours=2)
    told = {
        "admitted_at": f"{admitted:%Y-%m-%dT%H:%M}",
        "department": "呼吸内科",
        "bed": "12",
        "diagnosis": "肺炎",
        "admission_type": "ordinary",
        "voucher": "id_card",
        "voucher_valid": "yes",
        "injury": "no",
        "work_injury": "none",
    }
    people = [demo_jiangmen.person(name) for name in OLD[:3]]
    for person in people:
        number = unseal(person.id_cipher)
        code = demo_jiangmen.HOSPITALS[0].code
        presenting.present(viewer=desk, institution=code, id_number=number, name=person.name, voucher="id_card")
    filed = [_file(desk, "inpatient-admission", told, person) for person in people]
    return list(Case.objects.filter(about__in=filed, decided_at__isnull=True).values_list("pk", flat=True))
