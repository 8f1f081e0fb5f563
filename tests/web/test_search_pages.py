"""Searching, the desk's page of a person, messages, and checking a paper: what the pages add to their services."""

import logging

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.people import client_of
from yiyang.services import demo, letters
from yiyang.services.access import NOBODY
from yiyang.services.letters.register import PATH
from yiyang.services.secrets import unseal
from yiyang.store.models import Issued, Line, Message, Person, User

pytestmark = pytest.mark.usefixtures("settled")


def person() -> Person:
    return Person.objects.get(pk=min(demo.viewer("daughter").persons))


def test_a_posted_name_moves_into_the_address_and_a_number_never_does(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    clerk, number = client_of("clerk"), unseal(person().id_cipher)
    moved = clerk.post(reverse("search"), {"q": person().name})
    assert moved.status_code == 302 and "q=" in moved["Location"]
    found = clerk.post(reverse("search"), {"q": number})
    assert (found.status_code, found["Location"]) == (302, reverse("dossier", args=[person().pk]))
    missed = clerk.post(reverse("search"), {"q": "11010519491231002X"})
    assert missed.status_code == 200 and "11010519491231002X" not in missed.content.decode()
    asked = clerk.get(reverse("search"), {"q": number})
    assert number not in asked.content.decode() and person().name not in asked.content.decode()
    assert number not in caplog.text


def test_a_family_is_led_to_its_own_page() -> None:
    daughter, number = client_of("daughter"), unseal(person().id_cipher)
    found = daughter.post(reverse("search"), {"q": number})
    assert found["Location"] == reverse("person", args=[person().pk])
    assert (
        reverse("person", args=[person().pk]) in daughter.get(reverse("search"), {"q": person().name}).content.decode()
    )


def test_the_header_offers_the_search_to_desks_and_names_its_box() -> None:
    for name, offered in (("clerk", 1), ("provider", 1), ("daughter", 0), ("carer", 0)):
        assert client_of(name).get("/").content.decode().count('id="search"') == offered, name
    assert client_of("clerk").get(reverse("search")).content.decode().count('id="search"') == 1


def test_the_header_counts_what_has_not_been_read() -> None:
    told = {
        "user": User.objects.get(username="daughter"),
        "code": "x",
        "title": ["已受理", "received"],
        "body": ["", ""],
    }
    Message.objects.all().delete()
    first, _second = (Message.objects.create(key=f"m:{number}", **told) for number in range(2))
    daughter = client_of("daughter")
    assert '<span class="count" aria-hidden="true">2</span>' in daughter.get("/").content.decode()
    daughter.post(reverse("message_read", args=[first.pk]))
    assert '<span class="count" aria-hidden="true">1</span>' in daughter.get("/").content.decode()
    daughter.post(reverse("messages"))
    assert 'class="count"' not in daughter.get("/").content.decode()
    assert client_of("clerk").post(reverse("message_read", args=[first.pk])).status_code == 404


def printed() -> str:
    letters.blank_form_pdf(viewer=NOBODY, code="line-objection", language="zh-hans")
    return Issued.objects.get(kind="blank_form").code


def test_the_address_in_the_square_is_the_address_of_the_page() -> None:
    assert reverse("checked", args=["X"]) == PATH.format(code="X")


def test_anybody_checks_a_paper_without_signing_in() -> None:
    code, anybody = printed(), Client()
    shown = anybody.get(reverse("checked", args=[code]))
    assert shown.status_code == 200 and "现行表式" in shown.content.decode()
    typed = anybody.get(reverse("check"), {"code": f"{code[:4]}-{code[4:8].lower()} {code[8:]}"})
    assert typed["Location"].upper() == reverse("checked", args=[code]).upper()
    wrong = anybody.get(reverse("checked", args=["A" * 16]))
    assert wrong.status_code == 404 and "没有这份文书" in wrong.content.decode()


def test_trying_codes_is_limited_as_signing_in_is() -> None:
    anybody, codes = Client(), (f"{number:A>16}" for number in range(100))
    answers = [anybody.get(reverse("checked", args=[code])).status_code for code in codes]
    assert answers[:60] == [404] * 60
    assert set(answers[60:]) == {429}


def test_papers_are_handed_out_as_files_that_nobody_between_keeps() -> None:
    line = Line.objects.filter(person=person(), status="refused").earliest("pk")
    for name, parts, who in (
        ("line_notice", [line.pk], "daughter"),
        ("receipt", [person().pk, demo.MONTH], "daughter"),
        ("blank_form_pdf", ["line-objection"], "clerk"),
    ):
        sent = client_of(who).get(reverse(name, args=parts))
        assert sent.status_code == 200 and sent.content.startswith(b"%PDF-")
        assert sent["Cache-Control"] == "private, no-store" and "attachment" in sent["Content-Disposition"]
    assert Client().get(reverse("blank_form_pdf", args=["line-objection"])).status_code == 200


def test_the_page_of_a_line_leads_to_its_notice_and_the_document_to_its_forms() -> None:
    unpaid, paid = (Line.objects.filter(status=code).earliest("pk") for code in ("refused", "payable"))
    clerk = client_of("clerk")
    assert reverse("line_notice", args=[unpaid.pk]) in clerk.get(reverse("line", args=[unpaid.pk])).content.decode()
    assert reverse("line_notice", args=[paid.pk]) not in clerk.get(reverse("line", args=[paid.pk])).content.decode()
    page = Client().get(reverse("document", args=["changchun_2021"])).content.decode()
    assert reverse("blank_form_pdf", args=["line-objection"]) in page
