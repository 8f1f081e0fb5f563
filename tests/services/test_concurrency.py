"""Two at the same moment: one set of lines, one signature, one payment, one objection, one copy of a load."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from tests.kin import viewer_for
from tests.services.clients import clients, person
from tests.story import PLACE, SAMPLE, counts, desk, expected, load_month, results, reviewer, settle, visit
from yiyang.services.access import OPERATOR
from yiyang.services.cases import deciding, filing
from yiyang.services.cases.about import Named
from yiyang.services.errors import Conflict, Refused
from yiyang.services.money import loading, objections, payments
from yiyang.store.models import Case, Entry, Grant, Institution, Line, Statement

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 3


def together(*works: Callable[[], object]) -> list[object]:
    """Each work in a thread and connection of its own, all let go at one moment; what they gave or raised."""
    start = Barrier(len(works))

    def one(work: Callable[[], object]) -> object:
        try:
            start.wait(timeout=30)
            return work()
        except (Conflict, Refused) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(one, works))


def test_settlements_at_once_write_one_set_of_lines() -> None:
    loading.load(viewer=OPERATOR, folder=SAMPLE)
    done = together(*[settle] * AT_ONCE)
    assert sorted(one.added for one in done if hasattr(one, "added")) == [0, 0, 242]
    assert results() == expected(SAMPLE / "expected.csv")
    assert (counts()["Line"], counts()["Statement"]) == (242, 6)


def test_loads_at_once_keep_one_copy() -> None:
    together(*[lambda: loading.load(viewer=OPERATOR, folder=SAMPLE)] * AT_ONCE)
    assert (counts()["Person"], counts()["Visit"], counts()["Event"]) == (12, 242, 1)


def test_signatures_and_releases_at_once_pay_once(tmp_path: Path) -> None:
    load_month(tmp_path, [visit(1, "2022-05-03T09:00"), visit(2, "2022-05-10T09:00")])
    settle()
    statement, viewer = Statement.objects.get().pk, reviewer()
    for verb in (payments.sign, payments.release):
        done = together(*[lambda verb=verb: verb(viewer=viewer, statement_id=statement)] * AT_ONCE)
        assert sum(isinstance(one, Conflict) for one in done) == AT_ONCE - 1
    assert list(Entry.objects.filter(credit="bank:resident").values_list("amount", flat=True)) == [11200]


def test_months_released_at_once_pay_what_is_owed_once(tmp_path: Path) -> None:
    load_month(tmp_path, [visit(1, "2022-05-03T09:00"), visit(2, "2022-06-07T09:00")])
    viewer = reviewer()
    for month in ("2022-05", "2022-06"):
        settle(month)
    keys = list(Statement.objects.values_list("pk", flat=True))
    for key in keys:
        payments.sign(viewer=viewer, statement_id=key)
    together(*[lambda key=key: payments.release(viewer=viewer, statement_id=key) for key in keys])
    assert sum(Entry.objects.filter(credit="bank:resident").values_list("amount", flat=True)) == 11200
    assert payments.balance("provider:H1", "resident") == 0


def test_objections_at_once_open_one_case(tmp_path: Path) -> None:
    load_month(tmp_path, [visit(1, "2022-05-03T09:00", photos="0")])
    settle()
    payments.sign(viewer=reviewer(), statement_id=Statement.objects.get().pk)
    line, viewer, told = Line.objects.get().pk, desk("H1"), {"ground": "record", "statement": "补传"}
    done = together(*[lambda: objections.file(viewer=viewer, line_id=line, filing=told)] * AT_ONCE)
    assert sum(isinstance(one, Refused) for one in done) == AT_ONCE - 1
    assert Case.objects.count() == 1
    assert Line.objects.get().statement.place == PLACE


def test_the_last_place_of_a_provider_is_given_once() -> None:
    wang = clients(number=1)
    Institution.objects.filter(pk=wang.provider.pk).update(capacity=2)
    cases = [_choosing(number, wang.provider) for number in range(2, 2 + AT_ONCE)]

    def decide(case: int) -> object:
        return deciding.decide(viewer=wang.desk, case_id=case, version=1, outcome="granted", answer="有余额")

    done = together(*[lambda case=case: decide(case) for case in cases])
    assert [one for one in done if one is True] == [
        True
    ]  # the others: full, or refused by the law and left to a second
    assert Grant.objects.filter(kind="choice", institution=wang.provider).count() == 2
    assert Case.objects.filter(outcome="granted").count() == 1


def _choosing(number: int, provider: Institution) -> int:
    one = person(number)
    Grant.objects.create(kind="recipient", key=f"recipient:{number}", person=one, first=timezone.localdate())
    told, named = {"provider": provider.code}, Named(person=one.pk)
    return filing.file(viewer=viewer_for(one), code="provider-choice", filing=told, named=named)
