"""The demo: a month of invented visits in Changchun, Jiangmen's people and hospitals, and one login per role."""

from pathlib import Path

from django.conf import settings
from django.db import transaction

from yiyang.services.access import OPERATOR
from yiyang.services.demo import cases as demo_cases
from yiyang.services.demo import jiangmen as demo_jiangmen
from yiyang.services.demo import mixed as demo_mixed
from yiyang.services.demo import visits as demo_visits
from yiyang.services.demo.logins import PASSWORD, Login, viewer
from yiyang.services.demo.logins import user as demo_user
from yiyang.services.money import loading, objections, payments, settlement
from yiyang.store.models import Carer, Institution, Line, Person, Role, Statement, User

FOLDER = Path(__file__).parent / "data" / "changchun_2022-05"
PLACE, MONTH = "220100", "2022-05"
__all__ = ["LOGINS", "PASSWORD", "Login", "live", "seed", "seeded", "viewer"]

LOGINS = (
    Login("daughter", "陈华（女儿）", Role.FAMILY, relation="女儿"),
    Login("carer", "杨玉（护理员）", Role.CARER),
    Login("provider", "示例照护中心1", Role.PROVIDER),
    Login("clerk", "孙经办", Role.CLERK),
    Login("reviewer", "何复核", Role.REVIEWER),
    Login("assessor", "赵评定", Role.ASSESSOR),
    Login("supervisor", "钱监督", Role.SUPERVISOR),
    Login("policy", "周政策", Role.POLICY),
    Login("admin", "吴管理", Role.ADMINISTRATOR),
    Login("finance", "李财政", Role.FINANCE),
    Login("civil", "郑民政", Role.CIVIL_AFFAIRS),
    Login("health", "王卫健", Role.HEALTH),
    Login("department", "冯发改", Role.DEPARTMENT),
    Login("expert", "司徒专家", Role.EXPERT),
)


def seed() -> None:
    """Fill an empty installation of the demo or of a test. Raises RuntimeError anywhere else."""
    if not (settings.DEMO or settings.TESTING):
        raise RuntimeError("the demo's known passwords belong in a demo only")
    with transaction.atomic():
        loading.load(viewer=OPERATOR, folder=FOLDER, place=PLACE)
        for login in LOGINS:
            _user(login)
        settlement.settle(viewer=OPERATOR, place=PLACE, month=MONTH)
        _work()


def live() -> None:
    """After `seed`: bookings of today and the days ahead, cases at every step, and Jiangmen's people and hospitals."""
    with transaction.atomic():
        demo_jiangmen.seed()
        demo_visits.prepare(family=viewer("daughter"), desk=viewer("provider"), carer=viewer("carer"))
        known = {login.username: viewer(login.username) for login in (*LOGINS, *demo_jiangmen.LOGINS)}
        demo_cases.prepare(viewers=known, place=PLACE)
        demo_mixed.prepare(viewers=known, place=PLACE)


def seeded() -> bool:
    """True when the demo's data is already there."""
    return User.objects.filter(username=LOGINS[0].username).exists()


def _user(login: Login) -> None:
    links: dict[str, dict[str, object]] = {
        Role.FAMILY: {"person": Person.objects.order_by("pk").first()},
        Role.CARER: {"carer": Carer.objects.get(name="杨玉")},
        Role.PROVIDER: {"institution": Institution.objects.get(name="示例照护中心1")},
        Role.EXPERT: {"place": demo_jiangmen.PENGJIANG},  # only Jiangmen's document knows panels of experts
        Role.POLICY: {},
        Role.ADMINISTRATOR: {},
    }
    demo_user(login, **links.get(login.role, {"place": PLACE}))


def _work() -> None:
    """Two statements signed, one of them released, and an objection on its way."""
    reviewer, provider = viewer("reviewer"), viewer("provider")
    first, second = Statement.objects.order_by("institution__code")[:2]
    mine = Statement.objects.get(institution__in=provider.institutions)
    for one in {first.pk: first, second.pk: second, mine.pk: mine}.values():
        payments.sign(viewer=reviewer, statement_id=one.pk)
    payments.release(viewer=reviewer, statement_id=mine.pk)
    held = Line.objects.filter(statement=mine, status="held", provisions="CC-8.5").order_by("check_in").first()
    if held:
        filing = {"ground": "record", "statement": "家属当日已在纸质单上确认，补传确认记录。"}
        objections.file(viewer=provider, line_id=held.pk, filing=filing)
