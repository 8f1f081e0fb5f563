"""Every page and paper that somebody can reach by links: its marks, its language, its build, and nobody's ID number."""

import io
import json
import logging
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import openpyxl
import pypdf
import pytest
from django.conf import settings
from django.test import Client
from django.urls import resolve, reverse
from django.utils import translation
from django.utils.translation import gettext
from pytest_django import DjangoDbBlocker

from tests.examples import EXAMPLES
from tests.story import DemoMonth
from tests.web.crawl import Found, crawl
from tests.web.markup import Markup, Piece, read
from tests.web.people import client_of
from tests.web.routes import NOBODY
from tools.messages import catalogue
from yiyang.law.book import BOOK
from yiyang.services import demo
from yiyang.services.documents import asking
from yiyang.services.money import objections
from yiyang.store.models import Carer, Case, Institution, Person, User
from yiyang.web.statuses import STATUSES

pytestmark = pytest.mark.sweep("postgresql")
PEOPLE = (NOBODY, *(login.username for login in demo.LOGINS))
LANGUAGES = ("zh-hans", "en")
NUMBER = re.compile(r"(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])")
CITED = re.compile(r"\([㐀-鿿]+\)|[㐀-鿿]+〔\d{4}〕\d+号")  # a term beside its translation, the number of a document
HAN = re.compile(r"[㐀-鿿]+")
WORDS = re.compile(r"\b[A-Za-z][a-z'’]+(?:[ ,]+[A-Za-z][a-z'’]+){2,}")
WHOLE = {(person, "zh-hans") for person in ("daughter", "carer", "provider", "clerk")}
"""Who opens every single page; a reviewer's and a supervisor's are the clerk's again."""
SOME = 8
CHARGED = ("payable", "held", "self_pay", "refused")
"""Statuses of a settled line: whatever shows one shows a result."""
START = "home_care.pilot_start"


@pytest.fixture(scope="module")
def numbers(demo_month: DemoMonth, django_db_blocker: DjangoDbBlocker) -> set[str]:
    """Every ID number of the demo, in clear."""
    lines = (demo.FOLDER / "people.csv").read_text(encoding="utf-8-sig").splitlines()
    return {cell for line in lines for cell in line.split(",") if NUMBER.fullmatch(cell)}


def client(person: str) -> Client:
    """Somebody's client, without a session for nobody."""
    return Client() if person == NOBODY else client_of(person)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("person", PEOPLE)
def test_every_page_within_reach_is_in_order(
    settled: None, numbers: set[str], caplog: pytest.LogCaptureFixture, person: str, language: str
) -> None:
    caplog.set_level(logging.DEBUG)
    names, seen, marked_on = own_names(), 0, {}
    faults: dict[str, list[str]] = {}
    for found in crawl(client(person), language=language, most=None if (person, language) in WHOLE else SOME):
        seen += 1
        if found.page is not None:
            marked_on[found.address] = marked_in(found.page)
        above = marked_on.get(found.linked_from, "")
        for fault in faults_of(found, language=language, names=names, numbers=numbers, above=above):
            faults.setdefault(fault, []).append(f"{found.address} (from {found.linked_from})")
    assert not faults, "\n".join(f"{len(where)} × {fault}: {where[0]}" for fault, where in faults.items())
    assert seen > 10
    assert leaked(caplog.text, numbers) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EXAMPLES)
def test_an_answer_on_a_page_carries_its_marks(db: None, name: str, language: str) -> None:
    example, own = EXAMPLES[name], asking.question(name).document
    asked = {"facts": json.dumps(example.facts), "place": example.place, "on": example.on.isoformat()}
    browser = Client()
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answer = browser.post(reverse("ask", args=[own.code, name]), asked)
    assert answer.status_code == 200
    used = asking.ask(name=name, place=example.place, on=example.on, facts=json.dumps(example.facts)).decision
    page = read(answer.content.decode())
    said = marked_in(page)
    assert [value.name for value in used.illustrative if label(value.name, language) not in said] == []
    assert [*built(page, language), *foreign(page, language, own_names())] == []


def test_what_is_wrong_would_be_seen(settled: None) -> None:
    sent = client_of("clerk").get(reverse("months")).content.decode()
    page, names = read(sent), own_names()
    assert [*marks_missing(page, "zh-hans"), *built(page, "zh-hans"), *foreign(page, "zh-hans", names)] == []
    bare = re.sub(r'<section class="illustrative".*?</section>', "", sent, flags=re.DOTALL)
    assert [fault for fault in marks_missing(read(bare), "zh-hans") if START in fault]
    assert list(built(read(sent.replace("<h1>", "<h1>a</h1><h1>").replace('lang="zh-Hans"', "")), "zh-hans"))
    assert list(foreign(read(sent.replace("<h1>", "<h1>Settled months</h1><h1>")), "zh-hans", names))
    assert list(foreign(read(sent.replace('lang="zh-Hans"', 'lang="en"')), "en", names))
    assert leaked("… 220102194305170025 …", set()) and leaked("no 12345678901234567", {"2345"})
    assert unmarked({"items": [{"fund": "1.00"}], "illustrative": []})
    assert not unmarked({"items": [{"fund": "1.00"}], "illustrative": [1]})


def faults_of(found: Found, *, language: str, names: list[str], numbers: set[str], above: str = "") -> Iterator[str]:
    """What is wrong with one answer; `above` is the mark of the page that led to it."""
    if found.status >= 400:
        yield f"answers {found.status}"
    yield from (f"shows an ID number: {one[:6]}…" for one in leaked(found.address + found.headers, numbers))
    if found.kind == "text/html" and found.status == 200 and found.page is not None:
        yield from built(found.page, language)
        yield from marks_missing(found.page, language)
        yield from foreign(found.page, language, names)
    if found.kind != "text/html":
        yield from paper_marks_missing(found, language, above)
    yield from (f"shows an ID number: {one[:6]}…" for one in leaked(shown_in(found), numbers))


def leaked(text: str, numbers: set[str]) -> list[str]:
    """ID numbers in a text: those of the demo, and whatever looks like one."""
    return sorted({one for one in numbers if one in text} | set(NUMBER.findall(text)))


def built(page: Markup, language: str) -> Iterator[str]:
    """Language, title, one h1, one main, ids once each."""
    if page.language != {"zh-hans": "zh-Hans", "en": "en"}[language]:
        yield f"is said to be in {page.language!r}"
    if len(page.text_of("title").replace("· 医养 Yiyang", "").strip()) < 2:
        yield "has no title"
    for tag in ("h1", "main", "title"):
        if page.tags.count(tag) != 1:
            yield f"has {page.tags.count(tag)} {tag}"
    twice = {one for one in page.ids if page.ids.count(one) > 1}
    if twice:
        yield f"has ids twice: {sorted(twice)[:3]}"


# --- marks of illustrative values -------------------------------------------------------------------------------------


def marks_missing(page: Markup, language: str) -> Iterator[str]:
    """Illustrative values that a page's results rest on and that it does not name in its mark."""
    marked = marked_in(page)
    with translation.override(language):
        for name in sorted(rests_on(page)):
            if label(name, language) not in marked or gettext("illustrative") not in marked:
                yield f"rests on {name} and does not say that it is illustrative"
        unmarked = {name for name in labels(language) if f" {name}" in page.text_of("li")}
        if unmarked and gettext("illustrative") not in page.text_of("main"):
            yield f"names {sorted(unmarked)} without the mark"


def marked_in(page: Markup) -> str:
    """What the page's mark says."""
    return " ".join(piece.text for piece in page.pieces if "illustrative" in piece.classes)


def rests_on(page: Markup) -> set[str]:
    """Names of the illustrative values behind what a page shows, by what it shows."""
    found = set()
    if any(result(piece) for piece in page.pieces) or "money" in page.classes or "ahead" in page.classes:
        found.add(START)
    if any("deadline" in piece.classes and "term" not in piece.classes for piece in page.pieces):
        found |= {value.name for value in objections.periods()}
    return found


def result(piece: Piece) -> bool:
    """A status of a settled line, wherever it stands but in a form that asks for one."""
    if {"option", "legend", "label", "h1", "title"} & set(piece.within) or "main" not in piece.within:
        return False
    return piece.text in {str(word) for code in CHARGED for word in STATUSES[code][1:3]} | {
        gettext("Lines that wait for something"),
        gettext("Lines one may object to"),
        gettext("Fund, difference"),
    }


def label(name: str, language: str) -> str:
    """What an illustrative value is called."""
    return labels(language, by_name=True)[name]


def labels(language: str, *, by_name: bool = False) -> dict[str, str]:
    """Names of the illustrative values of the documents in force, (and under what they are called)."""
    short = "en" if language == "en" else "zh"
    found = {
        name: series.label.say(short) for own in BOOK for name, series in own.series.items() if series.illustrative
    }
    return found if by_name else {called: name for name, called in found.items()}


def paper_marks_missing(found: Found, language: str, above: str) -> Iterator[str]:
    """The same for files: each paper names the values, each part of JSON that tells a result does or lies in one."""
    if "format=" in found.address:
        yield from list_marks_missing(found, language, above)
        return
    if found.route in {"blank_form_pdf", "blank_sheet_pdf", "case_form_pdf", "sheet_pdf", "notice"}:
        yield from form_marks_missing(found, language)
        return
    if found.kind == "application/json":
        if found.route.startswith(("api:questions", "api:openapi", "api:schema")):
            return
        if unmarked(json.loads(found.text)):
            yield "tells results without their illustrative values"
    elif found.route == "values_file":
        if "illustrative" not in found.text.splitlines()[0]:  # a column of its own beside every value
            yield "has no column of marks"
    elif found.kind == "text/csv":
        if START not in found.text:
            yield "tells results without their illustrative values"
    elif found.kind in {"application/pdf", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}:
        if label(START, language) not in shown_in(found).replace("\n", ""):
            yield "does not name its illustrative values"
    else:
        yield f"is of a kind nobody reads here: {found.kind}"


def list_marks_missing(found: Found, language: str, above: str) -> Iterator[str]:
    """A list of results as a file names every illustrative value that its page does."""
    shown = shown_in(found)
    if found.kind == "text/csv" and len(shown.splitlines()) < 2:
        return  # the marks stand in a column beside the rows, and there are none
    with translation.override(language):
        results = {gettext(word) for word in ("Fund", "Own share", "Payable", "Answer due", "Due")}
    for value in labels(language).values() if any(word in shown for word in results) else ():
        called = label(value, language)
        if called in above and called not in shown:
            yield f"is a list without the mark of {value}, which its page has"


def form_marks_missing(found: Found, language: str) -> Iterator[str]:
    """A form tells how long each step takes, and which of these times no document states."""
    parts = resolve(found.address.partition("?")[0]).kwargs
    code = parts["code"] if "code" in parts else Case.objects.get(pk=parts["case_id"]).procedure
    shown = re.sub(r"\s+", "", shown_in(found))
    for own in BOOK:
        procedure = own.procedures.get(code)
        clocks = [stage.clock for stage in procedure.stages[1:] if stage.clock] if procedure else []
        for name in clocks if found.route != "notice" else []:
            if own.series[name].illustrative and re.sub(r"\s+", "", label(name, language)) not in shown:
                yield f"is a form without the mark of {name}"


def unmarked(told: Any, *, above: bool = False) -> bool:
    """Whether some part of JSON tells amounts or a status while neither it nor what holds it names such values."""
    if isinstance(told, list):
        return any(unmarked(one, above=above) for one in told)
    if not isinstance(told, dict):
        return False
    marked = above or bool(told.get("illustrative"))
    if not marked and {"fund", "by_status", "status"} & told.keys():
        return True
    return any(unmarked(one, above=marked) for one in told.values())


def shown_in(found: Found) -> str:
    """What can be read in an answer."""
    if found.kind == "application/pdf":
        pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(found.body)).pages]
        return "\n".join(pages)
    if found.kind.endswith("spreadsheetml.sheet"):
        book = openpyxl.load_workbook(io.BytesIO(found.body))
        return "\n".join(
            str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None
        )
    return found.text


# --- languages --------------------------------------------------------------------------------------------------------


def own_names() -> list[str]:
    """What is Chinese in every language, the longest first: names of people and providers, numbers and articles."""
    found = {"医养"}
    for table, name in ((Person, "name"), (Carer, "name"), (Institution, "name"), (User, "display_name")):
        names = set(table.objects.values_list(name, flat=True))
        found |= names | {name[0] + "*" * (len(name) - 1) for name in names}
    found |= {part for own in BOOK for part in (own.number, own.title.zh)}
    found |= {text for filing in Case.objects.values_list("filing", flat=True) for text in filing.values()}
    found |= set(demo_relations())
    return sorted((name for name in found if HAN.search(name)), key=len, reverse=True)


def demo_relations() -> Iterator[str]:
    """How the demo's people stand to each other, as they themselves wrote it."""
    return (login.relation for login in demo.LOGINS if login.relation)


def foreign(page: Markup, language: str, names: list[str]) -> Iterator[str]:
    """Interface text in the other language."""
    for piece in page.prose:
        if language == "en":
            left = piece.text
            for name in names:
                left = CITED.sub("", left.replace(name, ""))
            if "option" in piece.within:  # an option holds no other element that could say its language
                left = ARTICLE.sub("", left)
            if not piece.language.startswith("zh") and HAN.search(left):
                yield f"says in Chinese: {piece.text[:80]}"
        elif not piece.language.startswith("en") and (piece.text in untranslated() or WORDS.search(piece.text)):
            yield f"says in English: {piece.text[:80]}"


ARTICLE = re.compile(
    "|".join(sorted({re.escape(row.article) for own in BOOK for row in own.provisions.values()}, reverse=True))
)


@cache
def untranslated() -> frozenset[str]:
    """English messages whose Chinese is another text."""
    found: set[str] = set()
    for message in catalogue():
        ids = message.id if isinstance(message.id, list | tuple) else (message.id,)
        said = message.string if isinstance(message.string, list | tuple) else (message.string,)
        found |= {str(one) for one in ids if one and one not in said and re.search("[A-Za-z]{2}", str(one))}
    return frozenset(found)
