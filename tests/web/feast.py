"""The invented procedure with a field of every kind, as browsers file it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tests.kin import WANG
from tests.services.every_kind import CODE, FEAST
from tests.services.invented import registered
from yiyang.services import demo
from yiyang.store.models import Case, Grant, Institution, Membership, Role, User

Clock = Callable[[datetime], None]


def at(month: int, day: int, hour: int = 9) -> datetime:
    return datetime(2026, month, day, hour)  # noqa: DTZ001 -- the clock fixture sets the zone


@contextmanager
def prepared() -> Iterator[None]:
    """The demo with the procedure, a second assessor and a provider with an agreement in force."""
    second = User.objects.create_user(username="assessor2", password=None, display_name="李评定")
    Membership.objects.create(user=second, role=Role.ASSESSOR, place=demo.PLACE)
    Grant.objects.create(kind="agreement", key="feast", institution=provider(), first=date(2026, 1, 1))
    with registered(FEAST):
        yield


def picture(colour: str = "red") -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (40, 30), colour).save(content, "PNG")
    return SimpleUploadedFile(f"{colour}.png", content.getvalue(), "image/png")


def provider() -> Institution:
    return Institution.objects.order_by("name", "pk")[0]


def mother() -> int:
    return min(demo.viewer("daughter").persons)


def here(page: str = "") -> str:
    return f"/cases/new/{CODE}/{page}?person={mother()}"


def answers(**changed: Any) -> dict[str, Any]:
    """Everything a browser sends for a filing that is whole, files apart."""
    assessors = User.objects.filter(username__in=["assessor", "assessor2"]).order_by("pk")
    given = {
        "motto": "一夜鱼龙舞",
        "story": "每年都去。",
        "size": "small",
        "colours": ["red", "gold"],
        "wished_on": "2026-10-20",
        "lit_at": "2026-10-20T18:30",
        "companions": "2",
        "seated": "yes",
        "chair": "藤椅",
        "agreed": "yes",
        "care__minutes__L01": "20",
        "care__minutes__L02": "",
        "division": "220102",
        "provider": provider().code,
        "guide": str(assessors[0].pk),
        "team": [str(one.pk) for one in assessors],
        "rider": WANG,
    }
    return {**given, **changed}


def filed(client: Client, **changed: Any) -> Case:
    """A case filed the way a browser does it: form, check, send."""
    assert client.post(here(), {**answers(**changed), "sketch__new": [picture()]}).status_code == 302
    page = client.get(here("check/"))
    sent = client.post(here("check/"), {"step_key": page.context["blank"].key})
    assert sent.status_code == 302, sent.content.decode()
    return Case.objects.get(pk=int(sent["Location"].split("/")[2]))
