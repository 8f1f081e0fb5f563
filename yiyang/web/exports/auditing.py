"""Audits and their samples."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from yiyang.law.values import Value
from yiyang.services.audits import reading, sheet
from yiyang.services.audits.reading import Sampled
from yiyang.services.audits.sheet import VERDICTS, Mark
from yiyang.services.money import months
from yiyang.web.lists import Asked, Column, Form, Listing
from yiyang.web.statuses import STATUSES


class Examined(NamedTuple):
    """A visit of a sample, and what was found of it so far."""

    visit: Sampled
    mark: Mark


def _sample(asked: Asked) -> list[Examined]:
    found = sheet.sheet(viewer=asked.viewer, case_id=asked.parts["case_id"])
    return [Examined(visit, found.marks[visit.visit_id]) for visit in found.sample.visits]


def _settled(asked: Asked) -> Iterable[Value]:
    one = sheet.sheet(viewer=asked.viewer, case_id=asked.parts["case_id"]).sample.audit
    return months.assumed(place=one.place, month=f"{one.first:%Y-%m}")


def _status(row: Any) -> str:
    return str(STATUSES[row.visit.status].word) if row.visit.status in STATUSES else ""


AUDITS = Listing(
    "audits",
    _("Audits"),
    (
        Column(_("Case number"), lambda row: row.number),
        Column(_("Provider"), lambda row: row.provider),
        Column(_("Kind of audit"), lambda row: row.kind_text),
        Column(_("Visits from"), lambda row: row.first),
        Column(_("Visits until"), lambda row: row.last),
        Column(_("Sample"), lambda row: row.size, Form.COUNT),
        Column(_("Seed"), lambda row: row.seed, Form.COUNT),
        Column(_("Conclusion"), lambda row: row.outcome_text),
        Column(_("Due"), lambda row: row.due),
        Column(_("Examined"), lambda row: row.examined, Form.COUNT),
        Column(_("Faulty"), lambda row: row.faulty, Form.COUNT),
    ),
    rows=lambda asked: reading.audits(viewer=asked.viewer),
)
SAMPLE = Listing(
    "sample",
    _("Sample"),
    (
        Column(_("Visit"), lambda row: row.visit.visit_id),
        Column(_("Check-in"), lambda row: row.visit.check_in, Form.MOMENT),
        Column(_("Check-out"), lambda row: row.visit.check_out, Form.MOMENT),
        Column(_("Care"), lambda row: row.visit.kind),
        Column(_("Person"), lambda row: row.visit.person),
        Column(_("ID number"), lambda row: row.visit.masked),
        Column(_("Carer"), lambda row: row.visit.carer),
        Column(_("Result"), _status),
        Column(_("Photos"), lambda row: row.visit.photos, Form.COUNT),
        Column(_("Identity checked"), lambda row: row.visit.identity_checked),
        Column(_("Limbs assessed"), lambda row: row.visit.limb_assessed),
        Column(_("Risk notice read"), lambda row: row.visit.risk_read),
        Column(_("Confirmed"), lambda row: row.visit.confirmed),
        Column(_("Verdict"), lambda row: VERDICTS.get(row.mark.verdict)),
        Column(_("Note"), lambda row: row.mark.note),
    ),
    rows=_sample,
    illustrative=_settled,
)
