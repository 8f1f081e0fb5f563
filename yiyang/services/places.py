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


DIVISIONS = {
    "220102": Text("南关区", "Nanguan"),
    "220103": Text("宽城区", "Kuancheng"),
    "220104": Text("朝阳区", "Chaoyang"),
    "220105": Text("二道区", "Erdao"),
    "220106": Text("绿园区", "Lüyuan"),
    "220112": Text("双阳区", "Shuangyang"),
    "220113": Text("九台区", "Jiutai"),
    "220122": Text("农安县", "Nong'an"),
    "220182": Text("榆树市", "Yushu"),
    "220183": Text("德惠市", "Dehui"),
    "220184": Text("公主岭市", "Gongzhuling"),
    "440703": Text("蓬江区", "Pengjiang"),
    "440704": Text("江海区", "Jianghai"),
    "440705": Text("新会区", "Xinhui"),
    "440781": Text("台山市", "Taishan"),
    "440783": Text("开平市", "Kaiping"),
    "440784": Text("鹤山市", "Heshan"),
    "440785": Text("恩平市", "Enping"),
}
"""Districts and counties of Changchun and Jiangmen (GB/T 2260)."""


def city_of(place: str) -> str:
    """The city or province a place belongs to, as documents name theirs; the place itself where none is known."""
    return next((city for city in PLACES if place.startswith(shared_digits(city))), place)


def shared_digits(place: str) -> str:
    """The digits that all divisions of a province (2) or city (4) share (GB/T 2260)."""
    return place.rstrip("0").ljust(2 if place.endswith("0000") else 4, "0")


def division_name(code: str) -> Text:
    """The name of a division; of its city or province, or its code, where it is not listed."""
    return DIVISIONS.get(code) or place_name(code)
