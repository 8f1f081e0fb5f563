"""The demo's Jiangmen: invented people insured in its counties, hospitals with what they may do, and staff."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from yiyang.intake.identity import check_character, masked
from yiyang.law.days import same_numbered
from yiyang.services.demo.logins import Login, also, user
from yiyang.services.demo.visits import leave
from yiyang.services.secrets import index_of, seal
from yiyang.store.models import Carer, Institution, Membership, Person, Role, User

CITY, PENGJIANG, JIANGHAI, XINHUI = "440700", "440703", "440704", "440705"
TAISHAN, KAIPING, ENPING = "440781", "440783", "440785"
GUANGZHOU = "440104"
SINCE = date(2020, 1, 1)


@dataclass(frozen=True)
class Insured:
    """Somebody insured in a county; `number` tells apart those born there on one day, even for women."""

    name: str
    born: date
    number: int
    division: str
    scheme: str = "resident"
    guardian: str = ""


MOTHER = "梁桂芳"
CHILD = "李梓晴"
SIXTY, ALMOST_SIXTY = "谭国栋", "区惠珍"


def insured(today: date) -> tuple[Insured, ...]:
    """The demo's insured: two of them are sixty today and tomorrow."""
    sixty = same_numbered(today, years=-60)
    return (
        Insured(MOTHER, date(1946, 3, 9), 102, PENGJIANG),
        Insured(CHILD, date(2015, 6, 1), 104, PENGJIANG, guardian="李志强"),
        Insured(SIXTY, sixty, 101, PENGJIANG, "employee"),
        Insured(ALMOST_SIXTY, date.fromordinal(sixty.toordinal() + 1), 102, TAISHAN),
        Insured("陈伟雄", date(1958, 11, 20), 103, XINHUI, "employee"),
        Insured("黄结英", date(1939, 2, 14), 106, TAISHAN),
        Insured("冯少珍", date(1951, 7, 30), 108, XINHUI),
        Insured("吴锦棠", date(1944, 12, 31), 105, ENPING),
        Insured("邓丽华", date(1966, 5, 5), 110, JIANGHAI, "employee"),
        Insured("何志明", date(1971, 9, 1), 107, PENGJIANG, "employee"),
        Insured("关兆基", date(1949, 10, 8), 109, PENGJIANG),
        Insured("余翠屏", date(1953, 4, 18), 112, PENGJIANG, "employee"),
        Insured("张伟明", date(1962, 8, 26), 111, PENGJIANG, "employee"),
        Insured("罗玉莲", date(1948, 1, 12), 114, PENGJIANG),
    )


@dataclass(frozen=True)
class Hospital:
    """A designated hospital: level 1 to 3, what it is approved for, and the special diseases it may treat."""

    code: str
    name: str
    place: str
    level: int
    specialised: bool = False
    approved: tuple[str, ...] = ()
    diseases: tuple[str, ...] = ()


DISEASES = ("M03900", "M01600", "M00503", "M00201")
HOSPITALS = (
    Hospital("H44070300001", "江门示例第一医院", PENGJIANG, 3, False, ("home-sickbed", "geriatric-ward"), DISEASES),
    Hospital("H44070300002", "蓬江示例社区卫生服务中心", PENGJIANG, 1, False, ("home-sickbed",), ("M03900", "M01600")),
    Hospital("H44070300003", "江门示例精神专科医院", PENGJIANG, 2, True, (), ("M02101",)),
    Hospital("H44070500001", "新会示例中医院", XINHUI, 2, False, ("home-sickbed", "geriatric-ward"), DISEASES[:2]),
    Hospital("H44078100001", "台山示例卫生院", TAISHAN, 1, False, ("home-sickbed",)),
    Hospital("H44078300001", "开平示例医院", KAIPING, 2, False, ("geriatric-ward",), DISEASES[:3]),
    Hospital("H44010400001", "广州示例医院", GUANGZHOU, 3, diseases=DISEASES),
)
"""The last lies outside the city: what it files is for Jiangmen's insured who are treated there."""

LOGINS = (
    Login("jm-daughter", "梁敏仪（女儿）", Role.FAMILY, relation="女儿"),
    Login("jm-desk", "江门示例第一医院医保科", Role.PROVIDER),
    Login("jm-desk2", "新会示例中医院医保科", Role.PROVIDER),
    Login("gz-desk", "广州示例医院医保科", Role.PROVIDER),
    Login("jm-clerk", "黄经办（蓬江）", Role.CLERK),
    Login("jm-reviewer", "林复核（蓬江）", Role.REVIEWER),
    Login("jm-clerk2", "谭经办（新会）", Role.CLERK),
    Login("jm-reviewer2", "甄复核（新会）", Role.REVIEWER),
    Login("jm-city", "市局经办（江门）", Role.CLERK),
    Login("jm-city2", "市局复核（江门）", Role.REVIEWER),
    Login("jm-supervisor", "容监督（江门）", Role.SUPERVISOR),
    Login("jm-both", "关综合（长春、蓬江）", Role.CLERK),
)
"""Besides `demo.LOGINS`, which has one login a role."""
OWNERS: dict[str, dict[str, str]] = {
    "jm-daughter": {"person": MOTHER},
    "jm-desk": {"institution": HOSPITALS[0].code},
    "jm-desk2": {"institution": HOSPITALS[3].code},
    "gz-desk": {"institution": HOSPITALS[-1].code},
    "jm-clerk": {"place": PENGJIANG},
    "jm-reviewer": {"place": PENGJIANG},
    "jm-clerk2": {"place": XINHUI},
    "jm-reviewer2": {"place": XINHUI},
    "jm-city": {"place": CITY},
    "jm-city2": {"place": CITY},
    "jm-supervisor": {"place": CITY},
    "jm-both": {"place": PENGJIANG},
}
BOTH = ((Role.REVIEWER, PENGJIANG), (Role.CLERK, "220100"), (Role.REVIEWER, "220100"))
"""What the one who works at both cities' desks holds besides."""
CLINICIANS = (("Y{n}01", "钟医师"), ("Y{n}02", "岑护士"))
"""Who goes to home sickbeds, in every hospital approved for them; the code begins with the hospital's last digits."""
EXPERTS = ("苏专家", "梅专家", "汤专家", "简专家", "阮专家")
"""Five besides the one of `demo.LOGINS`: a panel has that many."""


def seed() -> None:
    """Write people, hospitals, rights and users. Inside the transaction of `demo.live`."""
    for one in insured(timezone.localdate()):
        _insured(one)
    for hospital in HOSPITALS:
        _hospital(hospital)
    for login in LOGINS:
        user(login, **_owner(login.username))
    for role, place in BOTH:
        also("jm-both", role, place)
    _standing(timezone.localdate())
    for number, name in enumerate(EXPERTS, start=2):
        made = User.objects.create_user(username=f"expert{number}", display_name=name)
        Membership.objects.create(user=made, role=Role.EXPERT, place=PENGJIANG)


def _standing(today: date) -> None:
    """Rights that end soon or have just ended, as a city's day has them: to renew, to renew late, to file again."""
    mother, late, away = person(MOTHER), person("冯少珍"), person("邓丽华")
    own, other = (Institution.objects.get(code=one.code) for one in HOSPITALS[:2])
    for whose, end, house in ((mother, 20, own), (late, -10, own)):
        last = date.fromordinal(today.toordinal() + end)
        facts = {"disease": "M00201", "class": "two-years"}
        key = f"special:demo:{whose.pk}"
        leave("special", key, same_numbered(last, years=-2), last, facts, person=whose, institution=house)
    last = date.fromordinal(today.toordinal() + 25)
    facts = {"sub": "other", "class": "temporary", "to": "440100"}
    leave("away", f"away:demo:{away.pk}", same_numbered(last, months=-6), last, facts, person=away)
    leave("outpatient", f"outpatient:demo:{mother.pk}", SINCE, None, {}, person=mother, institution=other)


def person(name: str) -> Person:
    """One of the demo's insured."""
    return Person.objects.get(name=name, residence_division__startswith=CITY[:4])


def _owner(username: str) -> dict[str, Any]:
    told = OWNERS[username]
    if "person" in told:
        return {"person": person(told["person"])}
    return {"institution": Institution.objects.get(code=told["institution"])} if "institution" in told else dict(told)


def _insured(one: Insured) -> None:
    first = f"{one.division}{one.born:%Y%m%d}{one.number:03d}"
    number = first + check_character(first)
    made = Person.objects.create(
        id_index=index_of(number),
        id_cipher=seal(number),
        id_masked=masked(number),
        name=one.name,
        residence_division=one.division,
        guardian_name=one.guardian,
    )
    facts = {"scheme": one.scheme, "division": one.division}
    leave("coverage", f"coverage:demo:{made.pk}", SINCE, None, facts, person=made)


def _hospital(one: Hospital) -> None:
    made = Institution.objects.create(code=one.code, name=one.name, place=one.place, registered_division=one.place)
    facts = {"level": one.level, "specialised": one.specialised, "connected": True}
    leave("designation", f"designation:demo:{one.code}", SINCE, None, facts, institution=made)
    until = same_numbered(timezone.localdate(), years=1)
    qualified = [{"for": what} for what in one.approved]
    qualified += [{"for": "special", "disease": disease} for disease in one.diseases]
    if "home-sickbed" in one.approved:
        for code, name in CLINICIANS:
            Carer.objects.create(code=code.format(n=one.code[-7:]), name=name, institution=made, kinds="nursing")
    for number, what in enumerate(qualified):
        leave("qualification", f"qualification:demo:{one.code}:{number}", SINCE, until, what, institution=made)
