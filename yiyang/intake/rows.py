"""The six files of a month, one frozen row each.

    person ──< coverage        who is insured where, from day to day
       └────< stay             hospital and institution stays, moment to moment
    provider ──< carer         who may send whom
    visit → person, provider, carer

Days are dates, inclusive on both ends; moments are naive and mean Asia/Shanghai; a missing end is None and open.
"""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class PersonRow:
    """people: where a person lives and how disabled; grade and days are None while nobody has assessed."""

    id_number: str
    name: str
    residence_division: str
    ltc_level: int | None
    ltc_assessed_on: date | None
    ltc_valid_to: date | None
    guardian_name: str


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """coverage: scheme (employee, resident) and division where insured, both days included."""

    id_number: str
    scheme: str
    division: str
    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class ProviderRow:
    """providers: route (filing, assessment), agreement days; `agreement_from` None means no agreement."""

    code: str
    name: str
    route: str
    agreement_from: date | None
    agreement_to: date | None
    liability_insurance_to: date | None


@dataclass(frozen=True, slots=True)
class CarerRow:
    """carers: employer, kinds trained for (living, nursing), last day of the certificate (None: no end)."""

    code: str
    name: str
    provider_code: str
    kinds: tuple[str, ...]
    certificate_to: date | None


@dataclass(frozen=True, slots=True)
class StayRow:
    """stays: kind (hospital, institution), from the moment `start` up to but not including `end`."""

    id_number: str
    kind: str
    start: datetime
    end: datetime | None


@dataclass(frozen=True, slots=True)
class VisitRow:
    """visits: one home visit as reported; `items` are (catalogue code, minutes) in the order given.

    A tick is True only where the file says "yes". `confirmed_by` is recipient, guardian or None.
    """

    visit_id: str
    id_number: str
    provider_code: str
    carer_code: str
    kind: str
    check_in: datetime
    check_out: datetime | None
    items: tuple[tuple[str, int], ...]
    photos: int
    identity_checked: bool
    limb_assessed: bool
    risk_read: bool
    confirmed_by: str | None
    satisfaction: int | None
