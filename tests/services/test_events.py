"""Every change leaves an event, every look at personal data a line in the read log, and neither an ID number."""

import json
from collections.abc import Callable

import pytest

from tests.story import MONTH, PLACE, SAMPLE, csv_rows, standing
from yiyang.services import demo, events
from yiyang.services.access import OPERATOR, Viewer
from yiyang.services.money import cursors, lines, months
from yiyang.services.money.months import Filter
from yiyang.store.models import Event, ReadLog, Statement


def test_the_demo_leaves_an_event_for_every_change(settled: None) -> None:
    told = list(Event.objects.order_by("pk").values_list("code", flat=True))
    assert told == [
        "month.loaded", "month.settled", *["statement.signed"] * told.count("statement.signed"), "statement.released",
        "case.filed",
    ]  # fmt: skip
    assert told.count("statement.signed") == Statement.objects.filter(signed_at__isnull=False).count()
    by = {event.code: event.by and event.by.username for event in Event.objects.select_related("by")}
    assert by == {
        "month.loaded": None, "month.settled": None, "statement.signed": "reviewer", "statement.released": "reviewer",
        "case.filed": "provider",
    }  # fmt: skip


def test_no_event_and_no_log_holds_an_id_number(settled: None) -> None:
    for line in standing()[:5]:
        lines.card(viewer=demo.viewer("clerk"), line_id=line.pk)
    told = json.dumps([*Event.objects.values(), *ReadLog.objects.values()], default=str)
    assert "person:" in told
    assert not [row for row in csv_rows(SAMPLE / "people.csv") if row["id_number"] in told]


def _statement() -> int:
    return Statement.objects.earliest("pk").pk


ALL = Filter()
LOOKS: list[tuple[str, str, Callable[[Viewer], object]]] = [
    ("month", f"month:{PLACE}:{MONTH}",
     lambda v: months.month_lines(viewer=v, place=PLACE, month=MONTH, narrowed=ALL)),
    ("month", f"month:{PLACE}:{MONTH}",
     lambda v: cursors.of_month(viewer=v, place=PLACE, month=MONTH, narrowed=ALL)),
    ("statement", "statement:", lambda v: months.statement_lines(viewer=v, statement_id=_statement(), narrowed=ALL)),
    ("statement", "statement:", lambda v: cursors.of_statement(viewer=v, statement_id=_statement(), narrowed=ALL)),
    ("line", "person:", lambda v: lines.card(viewer=v, line_id=standing()[0].pk)),
]  # fmt: skip


@pytest.mark.parametrize(("where", "subject", "look"), LOOKS)
def test_a_look_at_personal_data_is_logged(
    settled: None, where: str, subject: str, look: Callable[[Viewer], object]
) -> None:
    viewer = demo.viewer("clerk")
    before = ReadLog.objects.count()
    look(viewer)
    assert ReadLog.objects.count() == before + 1
    made = ReadLog.objects.latest("pk")
    assert (made.by_id, made.where) == (viewer.user_id, where)
    assert made.subject.startswith(subject)


def test_a_look_on_behalf_of_somebody_says_so(settled: None) -> None:
    daughter = demo.viewer("daughter")
    (person,) = daughter.persons
    events.looked_at(daughter, person, "month")
    events.looked_at(OPERATOR, person, "month")
    seen = list(ReadLog.objects.order_by("pk").values_list("by", "where"))[-2:]
    assert seen == [(daughter.user_id, "month.acting"), (None, "month")]
