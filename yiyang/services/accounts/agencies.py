"""Which agency checks a claim to act for somebody: that of the place where the person is insured, as the claimant says.

The claimant names it, so that neither the number of the case nor its place says who is on file.
"""

from typing import NamedTuple

from yiyang.law.document import shared_digits
from yiyang.law.procedure import Agency
from yiyang.law.words import Text
from yiyang.services.cases.declared import Declared, declared, named
from yiyang.services.errors import BadInput
from yiyang.services.people.residents import of_place
from yiyang.services.places import DIVISIONS, place_name
from yiyang.store.models import Person

CODES = ("family-link", "jm-family-link")
NO_PLACE = Text("请选择在哪里参保", "say where the person is insured")


class Office(NamedTuple):
    """An agency by its place (GB/T 2260): the city by name, its county where counties have their own."""

    place: str
    city: Text
    county: Text | None


def offices() -> list[Office]:
    """Every agency that checks claims, by city."""
    return [office for code in CODES for office in _offices(named(code))]


def _offices(one: Declared) -> list[Office]:
    city = place_name(one.place)
    if one.procedure.agency is Agency.CITY:
        return [Office(one.place, city, None)]
    near = shared_digits(one.place)
    return [Office(code, city, name) for code, name in DIVISIONS.items() if code.startswith(near)]


def of_office(place: str) -> Declared:
    """The procedure by which an agency checks claims. Raises BadInput naming the field."""
    code = next((code for code in CODES if place in {one.place for one in _offices(named(code))}), None)
    if code is None:
        raise BadInput(field="place", value=place[:12], text=NO_PLACE)
    return declared(code)


def on_file_there(person_id: int | None, place: str) -> int | None:
    """The person where they live or are insured at the agency's place; None for anybody else's."""
    if person_id is None:
        return None
    return Person.objects.filter(of_place(place), pk=person_id).values_list("pk", flat=True).first()
