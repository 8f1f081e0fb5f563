"""Every list of every page as CSV and XLSX: the same rows as on the page, all pages of it, no formula, marks kept.

The pages come from the table of addresses: one that shows rows and offers no file fails with its name.
"""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from tests.story import DemoMonth
from tests.web.markup import read
from tests.web.routes import NOBODY, ROLES, TABLE, Route
from tests.web.test_matrix import PATTERNS
from tests.web.world import World, made
from yiyang.papers.formulas import looks_like_formula
from yiyang.services import demo
from yiyang.store.models import Message, Person, ReadLog, User
from yiyang.web.exports.table import TABLE as LISTS
from yiyang.web.lists import Listing

FORMULA = '=HYPERLINK("http://evil","+1")'
WAYS = {"file_case"}
"""Pages whose rows are ways to go on, not records."""
GROWS = {"reads"}
"""Taking this list is itself a line of it."""
ROW = re.compile(r"<[a-z]+[^>]*\sdata-row\b")


@pytest.fixture(scope="module")
def world(demo_month: DemoMonth) -> Iterator[World]:
    """The demo with its people, the hostile name of a person, and a message that has not been read."""
    with demo_month.shared():
        found = made()
        daughter = User.objects.get(username="daughter")
        for number in range(3):
            Message.objects.create(
                user=daughter, code="test", key=f"list:{number}", title=[f"消息{number}", "told"], body=["", ""]
            )
        person = Person.objects.get(pk=min(demo.viewer("daughter").persons))
        person.name = FORMULA
        person.save(update_fields=["name"])
        yield found


def lists_of(route: Route) -> tuple[Any, ...]:
    return LISTS.get(route.name, ())


def address(world: World, route: Route, person: str) -> str:
    query = "?q=s" if route.name == "search" else "?scope=all" if route.name == "worklist" else route.query
    return world.address(route, PATTERNS[route.name], person).partition("?")[0] + query


def pages(client: Client, there: str) -> Iterator[str]:
    """The page and those its pager leads to, all in the same filter."""
    number = 1
    while True:
        sent = client.get(f"{there}{'&' if '?' in there else '?'}page={number}" if number > 1 else there)
        assert sent.status_code == 200, (there, sent.status_code)
        text = sent.content.decode()
        yield text
        number += 1
        if f'page={number}"' not in text:
            return


def rows_on(page: str) -> int:
    return len(ROW.findall(page))


def words_on(page: str) -> str:
    return squeezed(" ".join(piece.text for piece in read(page).pieces))


def taken(client: Client, there: str, kind: str, name: str) -> Any:
    asked = urlencode({"format": kind, **({"list": name} if name else {})})
    return client.get(f"{there}{'&' if '?' in there else '?'}{asked}")


def csv_rows(sent: Any) -> list[list[str]]:
    assert sent.status_code == 200, sent.content[:200]
    assert sent.content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(sent.content.decode("utf-8-sig"), newline="")))


def xlsx_rows(sent: Any) -> list[list[Any]]:
    assert sent.status_code == 200
    sheet = openpyxl.load_workbook(io.BytesIO(sent.content)).active
    assert sheet is not None
    found = [list(row) for row in sheet.iter_rows(min_row=3, values_only=True)]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    return found


SHOWN = [
    (route, person)
    for route in TABLE
    if route.page and not route.name.startswith("api:")
    for person in route.may
    if person in ROLES
]


@pytest.mark.usefixtures("settled")
def test_every_page_with_rows_offers_them_as_files(world: World) -> None:
    without = set()
    for route, person in SHOWN:
        sent = world.client(person).get(address(world, route, person))
        shown = sent.content.decode() if sent["Content-Type"].startswith("text/html") else ""
        if sent.status_code == 200 and rows_on(shown) and not lists_of(route) and route.name not in WAYS:
            without.add(route.name)
    assert without == set(), "rows that nobody can take as a file: add the list to yiyang/web/exports/table.py"


def test_every_list_of_the_table_belongs_to_an_address() -> None:
    assert sorted(set(LISTS) - PATTERNS.keys()) == []
    for lists in LISTS.values():
        names = [one.name for one in lists if isinstance(one, Listing)]
        assert len(set(names)) == len(names)
        assert len(lists) == 1 or len(names) == len(lists)


OFFERED = [route for route in TABLE if route.name in LISTS]


@pytest.mark.parametrize("route", OFFERED, ids=lambda route: route.name)
@pytest.mark.usefixtures("settled")
def test_files_hold_the_rows_of_the_page(world: World, route: Route) -> None:
    looked = 0
    for person in (person for person in route.may if person in ROLES):
        client, there = world.client(person), address(world, route, person)
        if client.get(there).status_code != 200:
            continue
        shown = list(pages(client, there))
        text = "".join(map(words_on, shown))
        paged, unpaged = 0, 0
        for one in lists_of(route):
            name = one.name if isinstance(one, Listing) and len(lists_of(route)) > 1 else ""
            head, *rows = csv_rows(taken(client, there, "csv", name))
            labels, *cells = xlsx_rows(taken(client, there, "xlsx", name))
            assert labels == head
            assert len(cells) - len(rows) in ({0, 1} if route.name in GROWS else {0})
            is_paged, key = (one.paged, one.key) if isinstance(one, Listing) else (True, None)
            paged, unpaged = (paged + len(rows), unpaged) if is_paged else (paged, unpaged + len(rows))
            for row in rows:
                assert len(row) == len(head)
                wanted = squeezed((row[key] if key is not None else worded(row)).lstrip("'"))
                assert wanted in text, f"{route.name}: {wanted} is in the file and not on the page"
        on_pages = sum(rows_on(page) for page in shown)
        if on_pages and route.name not in GROWS:
            assert paged + unpaged * len(shown) == on_pages
        looked += 1
    assert looked


def worded(row: list[str]) -> str:
    """The first cell that says something in words: no day, no number."""
    return next((cell for cell in row if cell and not re.fullmatch(r"[-\d.: ]+", cell)), "")


def squeezed(text: str) -> str:
    return re.sub(r"[\s,]+", "", text)


@pytest.mark.parametrize("route", OFFERED, ids=lambda route: route.name)
@pytest.mark.usefixtures("settled")
def test_no_cell_runs_as_a_formula_and_no_mark_is_lost(world: World, route: Route) -> None:
    for person in (person for person in route.may if person in ROLES):
        client, there = world.client(person), address(world, route, person)
        if client.get(there).status_code != 200:
            continue
        for one in lists_of(route):
            name = one.name if isinstance(one, Listing) and len(lists_of(route)) > 1 else ""
            head, *rows = csv_rows(taken(client, there, "csv", name))
            assert not [cell for row in rows for cell in row if looks_like_formula(cell)]
            labels, *cells = xlsx_rows(taken(client, there, "xlsx", name))
            if "示例值" in head:
                place = head.index("示例值")
                assert all(row[place] for row in rows) and all(row[place] for row in cells)
                assert labels[place] == "示例值"


@pytest.mark.usefixtures("settled")
def test_a_hostile_name_is_text_in_both(world: World) -> None:
    client = world.client("clerk")
    there = reverse("month", args=[demo.PLACE, demo.MONTH])
    sent = taken(client, there, "csv", "")
    assert f"'{FORMULA}" in {cell for row in csv_rows(sent) for cell in row}
    book = openpyxl.load_workbook(io.BytesIO(taken(client, there, "xlsx", "").content))
    hostile = [cell for row in book.active.iter_rows() for cell in row if cell.value == FORMULA]  # type: ignore[union-attr]
    assert hostile and all(cell.data_type == "s" and cell.quotePrefix for cell in hostile)


@pytest.mark.usefixtures("settled")
def test_a_filter_narrows_the_file_as_it_narrows_the_page(world: World) -> None:
    client = world.client("clerk")
    there = reverse("month", args=[demo.PLACE, demo.MONTH])
    whole = csv_rows(taken(client, there, "csv", ""))
    held = csv_rows(taken(client, f"{there}?status=held", "csv", ""))
    assert 1 < len(held) < len(whole)
    assert {row[held[0].index("结果")] for row in held[1:]} == {"待补"}


@pytest.mark.usefixtures("settled")
def test_who_may_not_see_the_page_gets_no_file_and_who_took_one_is_known(world: World) -> None:
    there = reverse("month", args=[demo.PLACE, demo.MONTH])
    assert taken(world.client(NOBODY), there, "csv", "").status_code == 302
    assert taken(world.client("family"), there, "csv", "").status_code == 403
    assert taken(world.client("clerk", "other"), there, "xlsx", "").status_code == 403
    assert taken(world.client("clerk"), there, "pdf", "")["Content-Type"].startswith("text/html")
    taken(world.client("clerk"), there, "xlsx", "statements")
    assert ReadLog.objects.filter(subject="list:statements", where="export.xlsx").exists()
