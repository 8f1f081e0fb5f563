"""The public pages of the documents: each row and anchor, both languages, and questions tried with their answers."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from tests.examples import EXAMPLES, VISIT
from yiyang.law import book
from yiyang.services.documents import asking
from yiyang.web.documents.forms import SEPARATOR, AskForm, initial
from yiyang.web.templatetags.yiyang_text import provision_url

pytestmark = pytest.mark.django_db

ANCHOR = re.compile(r'<article class="law[^"]*" id="([^"]+)"')
QUESTIONS = [(document.code, name) for document in book.BOOK for name in (*document.questions, *document.charges)]


@pytest.fixture(autouse=True)
def _chinese() -> Iterator[None]:
    with translation.override("zh-hans"):
        yield


def client(language: str = "zh-hans") -> Client:
    found = Client()
    found.cookies["django_language"] = language
    return found


def page(path: str, language: str = "zh-hans") -> str:
    response = client(language).get(path)
    assert response.status_code == 200
    return response.content.decode()


def typed(form: AskForm) -> dict[str, Any]:
    """What a browser sends when the form is sent as it stands."""
    sent: dict[str, Any] = {}
    for bound in form:
        widget, value = bound.field.widget, bound.value()
        parts = widget.decompress(value) if hasattr(widget, "decompress") else None
        if parts is not None:
            sent |= {f"{bound.html_name}_{place}": "" if part is None else part for place, part in enumerate(parts)}
        elif value is not None:
            sent[bound.html_name] = value if isinstance(value, list) else widget.format_value(value) or ""
    return {name: value[0] if isinstance(value, list) and len(value) == 1 else value for name, value in sent.items()}


def filled(name: str, **changed: Any) -> dict[str, Any]:
    """The example of a question as the browser sends it, with some fields changed."""
    asked, example = asking.question(name), EXAMPLES[name]
    facts = {**example.facts, "others": ""} if "visit" in example.facts else example.facts
    start = {"place": example.place, "on": example.on, **initial(asked, facts)}
    return {**typed(AskForm(asked, initial=start)), **changed}


@pytest.mark.parametrize("document", book.BOOK, ids=lambda document: document.code)
def test_every_row_has_its_anchor_and_its_words(document: Any) -> None:
    shown = page(f"/documents/{document.code}/")
    assert ANCHOR.findall(shown) == list(document.provisions)
    for provision in document.provisions:
        url, _, anchor = provision_url(provision).partition("#")
        assert (url, anchor) == (f"/documents/{document.code}/", provision)
    assert "%(" not in shown


def test_a_draft_is_a_preview_and_nothing_else_is() -> None:
    for document in book.BOOK:
        assert ("不能据以办事。</p></div>" in page(f"/documents/{document.code}/")) is document.draft
    assert page("/documents/").count("征求意见稿：仅供预览") == 1


def test_the_language_switch_changes_rows_and_words() -> None:
    provision = book.document("changchun_2021").provisions["CC-5.4"]
    for language, words in (("zh-hans", provision.text.zh), ("en", provision.text.en)):
        assert words in page("/documents/changchun_2021/", language)


def test_a_row_shows_its_value_its_home_and_its_reading() -> None:
    shown = page("/documents/changchun_2021/", "en")
    row = shown[shown.index('id="CC-8.4"') : shown.index('id="CC-8.5"')]
    assert "70 %" in row and "80 %" in row and "since 29 October 2021" in row
    assert "home_care.charge" in row and "/ask/home-care-visits/" in row
    assert "illustrative" in shown[shown.index('id="CC-13.1"') : shown.index('id="CC-13.2"')]


def test_the_short_address_leads_to_the_row() -> None:
    response = Client().get("/documents/provision/CC-5.1/")
    assert (response.status_code, response["Location"]) == (302, "/documents/changchun_2021/#CC-5.1")


@pytest.mark.parametrize(
    "path",
    ["none/", "provision/CC-99/", "changchun_2021/ask/none/", "jiangmen_2024/ask/home-care/"],
)
def test_what_is_not_there_is_a_404(path: str) -> None:
    assert Client().get(f"/documents/{path}").status_code == 404


def test_every_question_is_listed() -> None:
    shown = page("/documents/questions/")
    assert all(f"/documents/{code}/ask/{name}/" in shown for code, name in QUESTIONS)


@pytest.mark.parametrize(("code", "name"), QUESTIONS)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_form_asks_what_the_service_answers(code: str, name: str, language: str) -> None:
    """The example typed into the form gets every reason, in words, that the service gives for its JSON."""
    example = EXAMPLES[name]
    answer = asking.ask(name=name, place=example.place, on=example.on, facts=json.dumps(example.facts))
    response = client(language).post(f"/documents/{code}/ask/{name}/", filled(name))
    shown = unescape(response.content.decode())
    assert response.status_code == 200
    for reason in answer.decision.reasons:
        assert reason.text.say(language) in shown
        assert f"#{reason.provision}" in shown
        assert reason.change is None or reason.change.say(language) in shown
    for value in answer.decision.illustrative:
        assert value.label.say(language) in shown


def test_the_charge_shows_yuan_and_its_illustrative_value() -> None:
    shown = client("en").post("/documents/changchun_2021/ask/home-care-visits/", filled("home-care-visits"))
    text = shown.content.decode()
    assert "Paid by the fund" in text
    for amount in ("80.00", "56.00", "24.00"):
        assert f">{amount}<" in text
    assert "120 minutes" in text
    assert "Illustrative values on this page" in text


def test_other_visits_come_as_json() -> None:
    others = [{**VISIT, "visit_id": f"V{day}", "check_in": f"2022-05-{day:02d}T09:00:00",
               "check_out": f"2022-05-{day:02d}T11:00:00"} for day in (9, 11)]  # fmt: skip
    sent = filled("home-care-visits", others=json.dumps(others))
    sent |= {f"visit{SEPARATOR}check_in": "2022-05-12T09:00:00", f"visit{SEPARATOR}check_out": "2022-05-12T11:00:00"}
    shown = client("en").post("/documents/changchun_2021/ask/home-care-visits/", sent).content.decode()
    assert "Not paid by the fund: own cost" in shown
    assert "#CC-5.4" in shown


def test_outside_the_place_the_page_says_not_regulated() -> None:
    shown = client("en").post("/documents/changchun_2021/ask/home-care/", filled("home-care", place="440700"))
    assert "No document in force says anything here" in shown.content.decode()


@pytest.mark.parametrize(
    ("name", "changed", "wrong"),
    [
        ("home-care", {"place": "22"}, "place"),
        ("home-care", {"on": "soon"}, "on"),
        ("home-care", {"level": "6"}, "level"),
        ("home-care", {"scheme": "none of yours"}, "scheme"),
        ("home-care", {"residence_division": "x"}, "residence_division"),
        ("home-care-plan", {"items_1": ""}, "items"),
        ("home-care-delivery", {"carer_kinds": ["none", "living"]}, "carer_kinds"),
        ("home-care-visits", {"others": "{"}, "others"),
        ("home-care-visits", {"others": '[{"visit_id": "V1"}]'}, "others"),
        ("home-care-visits", {"visit__photos": "99999"}, "visit__photos"),
        ("home-care-visits", {"visit__check_in": ""}, "visit__check_in"),
    ],
)
def test_a_fault_stands_beside_its_field(name: str, changed: dict[str, Any], wrong: str) -> None:
    response = client("en").post(f"/documents/changchun_2021/ask/{name}/", filled(name, **changed))
    assert response.status_code == 422
    assert f'id="id_{wrong}_error"' in response.content.decode()
    assert len(re.findall(r'id="id_\w+_error"', response.content.decode())) == 1


def test_the_same_can_be_asked_in_json() -> None:
    example = EXAMPLES["home-care"]
    sent = {"place": example.place, "on": example.on.isoformat(), "facts": json.dumps({**example.facts, "level": 2})}
    shown = client("en").post("/documents/changchun_2021/ask/home-care/", sent)
    assert "Grade 2 is below severe" in shown.content.decode()
    wrong = client("en").post("/documents/changchun_2021/ask/home-care/", {**sent, "facts": '{"level": "2"}'})
    assert wrong.status_code == 422
    assert 'id="facts_error"' in wrong.content.decode()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("query", ["", "?example=1"])
def test_the_json_form_can_be_sent_as_the_page_gives_it(language: str, query: str) -> None:
    page = client(language).get(f"/documents/jiangmen_2024/ask/claim/{query}").content.decode()
    form = page.partition('name="facts"')[0].rpartition("<form")[2]
    hidden = dict(re.findall(r'type="hidden" name="(place|on)" value="([^"]*)"', form))
    assert hidden["place"] == "440700" and re.fullmatch(r"\d{4}-\d\d-\d\d", hidden["on"])
    facts = json.dumps(EXAMPLES["claim"].facts)
    assert client(language).post("/documents/jiangmen_2024/ask/claim/", {**hidden, "facts": facts}).status_code == 200


def test_what_is_typed_is_not_in_an_address_and_not_kept(caplog: pytest.LogCaptureFixture) -> None:
    sent = filled("home-care-visits", visit__visit_id="SECRET-7")
    response = client().post("/documents/changchun_2021/ask/home-care-visits/", sent)
    assert response.status_code == 200
    assert "SECRET-7" not in caplog.text
    assert "sessionid" not in response.cookies
    assert 'method="get"' not in response.content.decode()
