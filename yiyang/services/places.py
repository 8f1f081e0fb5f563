"""Names of the places that documents speak for (GB/T 2260, six digits)."""

from yiyang.law.book import BOOK
from yiyang.law.document import shared_digits
from yiyang.law.words import Text

PLACES = {one.place: one.divisions[one.place] for one in BOOK}
"""The places themselves: cities, and a province."""
DIVISIONS = {code: name for one in BOOK for code, name in one.divisions.items() if code not in PLACES}
"""Their districts and counties, where a document's folder lists them."""


def place_name(code: str) -> Text:
    """The name of a place; its code where no document names it."""
    return PLACES.get(code, Text(code, code))


def city_of(place: str) -> str:
    """The city or province a place belongs to, as documents name theirs; the place itself where none is known."""
    return next((city for city in PLACES if place.startswith(shared_digits(city))), place)


def division_name(code: str) -> Text:
    """The name of a division; of its city or province, or its code, where it is not listed."""
    return DIVISIONS.get(code) or place_name(code)
