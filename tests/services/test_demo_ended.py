"""The demo on a day after one of its documents' force has ended: it comes up, files nothing under it, and says why."""

from collections.abc import Callable
from datetime import date, datetime

from yiyang.services import demo
from yiyang.services.demo import mixed as demo_mixed
from yiyang.store.models import Case, Person


def test_after_the_end_of_a_documents_force_the_demo_comes_up(settled: None, clock: Callable[[datetime], None]) -> None:
    clock(datetime(2029, 1, 2, 0, 30))  # noqa: DTZ001 -- the clock fixture sets the zone
    demo.live()
    assert Case.objects.filter(document="changchun_2021").count() > 20
    assert not Case.objects.filter(document="jiangmen_2024").exists()
    assert Person.objects.filter(residence_division__startswith="4407").exists()


def test_until_its_last_day_nothing_is_said(settled: None) -> None:
    assert demo_mixed.silence(date(2028, 12, 31)) is None
    said = demo_mixed.silence(date(2029, 1, 1))
    assert said and "2028" in said.en and "2029" in said.zh
