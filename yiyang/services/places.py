"""Names of the places that documents speak for (GB/T 2260, six digits)."""

from yiyang.law.words import Text

PLACES = {
    "440700": Text("江门市", "Jiangmen"),
    "220100": Text("长春市", "Changchun"),
    "370700": Text("潍坊市", "Weifang"),
    "330300": Text("温州市", "Wenzhou"),
    "520000": Text("贵州省", "Guizhou"),
}


def place_name(code: str) -> Text:
    """The name of a place; its code where no document names it."""
    return PLACES.get(code, Text(code, code))
