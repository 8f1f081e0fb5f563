"""Parts of addresses with a form of their own: places and months."""

from django.urls.converters import StringConverter, register_converter


class Place(StringConverter):
    """A place by its GB/T 2260 code."""

    regex = "[0-9]{6}"


class Month(StringConverter):
    """A month written 2022-05, in a year that a calendar can hold."""

    regex = "20[0-9]{2}-(?:0[1-9]|1[0-2])"


def register() -> None:
    """Make `<place:…>` and `<month:…>` known; once, before the first address that uses them."""
    register_converter(Place, "place")
    register_converter(Month, "month")
