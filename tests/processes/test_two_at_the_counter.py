"""What people do at once or twice, against a real server with two workers: double submit, lost answer, two clerks."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.processes.installation import Installation, Maker
from tests.processes.serving import Answer, Browser, hidden, served

COMPLAINT = "/cases/new/complaint/"
ANSWERS = [("matter", "quality"), ("statement", "护理员迟到了一个小时。"), ("wish", "")]
AT_ONCE = 4


@pytest.fixture(scope="module")
def lived(make: Maker, demo: Installation) -> Installation:
    """The demo, for the tests of this module."""
    return make.copy(demo)


@pytest.fixture(scope="module")
def port(lived: Installation) -> Iterator[int]:
    with served(lived) as port:
        yield port


def filled(port: int) -> tuple[Browser, str, str]:
    """The daughter with a complaint checked and ready to be sent: her browser, the page's address, its key."""
    browser = Browser(port)
    browser.sign_in("daughter")
    there = browser.get(COMPLAINT).there or COMPLAINT
    browser.get(there)
    sent = browser.post(there, ANSWERS)
    assert sent.status == 302, sent.text[:3000]
    return browser, sent.there, hidden(browser.get(sent.there).text, "step_key")


def complaints(lived: Installation) -> int:
    return int(lived.ask("SELECT count(*) FROM store_case WHERE procedure = 'complaint'")[0][0])


def filed_events(lived: Installation) -> int:
    return int(lived.ask("SELECT count(*) FROM store_event WHERE code = 'case.filed'")[0][0])


def test_the_same_form_sent_several_times_at_once_files_one_case(lived: Installation, port: int) -> None:
    browser, there, key = filled(port)
    before = (complaints(lived), filed_events(lived))

    def send(_number: int) -> Answer:
        return Browser(port, browser.jar).post(there, [("step_key", key)])

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(send, range(AT_ONCE)))
    assert {one.status for one in answers} == {302}, [one.text[:500] for one in answers]
    assert len({one.there for one in answers}) == 1, [one.there for one in answers]
    assert (complaints(lived), filed_events(lived)) == (before[0] + 1, before[1] + 1)
    assert browser.get(answers[0].there).status == 200


def test_a_lost_answer_is_sent_again_and_leads_to_the_case(lived: Installation, port: int) -> None:
    browser, there, key = filled(port)
    before = complaints(lived)
    browser.send_and_hang_up(there, [("step_key", key)])
    for _ in range(100):
        if complaints(lived) > before:
            break
        time.sleep(0.05)
    again = browser.post(there, [("step_key", key)])
    assert again.status == 302
    assert "/filed/" in again.there
    assert complaints(lived) == before + 1
    assert browser.get(again.there).status == 200


READY = """
import django; django.setup()
from yiyang.services import demo
from yiyang.services.cases import acting, filing
from yiyang.services.cases.about import Named
from yiyang.store.models import Case, Membership, User
clerk = User.objects.filter(username="clerk2").first()
if clerk is None:
    clerk = User.objects.create_user(username="clerk2", password=demo.PASSWORD, display_name="second")
    Membership.objects.create(user=clerk, role="clerk", place=demo.PLACE)
family = demo.viewer("daughter")
answers = {"matter": "quality", "statement": "late", "wish": ""}
case = filing.file(viewer=family, code="complaint", filing=answers, named=Named(person=min(family.persons)), key="two")
acting.act(viewer=demo.viewer("clerk"), case_id=case, version=Case.objects.get(pk=case).version,
           filing={"inquiry": "asked"})
print(case)
"""


def test_two_clerks_decide_at_once_and_one_of_them_is_told(lived: Installation, port: int) -> None:
    case = int(lived.run(READY, module="tests.processes.program").out)
    clerks = {}
    for login in ("clerk", "clerk2"):
        clerks[login] = Browser(port)
        clerks[login].sign_in(login)
    pages = {login: browser.get(f"/cases/{case}/").text for login, browser in clerks.items()}
    outcomes = {"clerk": "upheld", "clerk2": "dismissed"}

    def decide(login: str) -> Answer:
        form = [("step_version", hidden(pages[login], "step_version")), ("step_outcome", outcomes[login])]
        return clerks[login].post(f"/cases/{case}/decide/", [*form, ("step_answer", f"by {login}")])

    with ThreadPoolExecutor(2) as pool:
        answers = dict(zip(clerks, pool.map(decide, clerks), strict=True))
    assert sorted(one.status for one in answers.values()) == [302, 409], [one.text[:2000] for one in answers.values()]
    first = next(login for login, one in answers.items() if one.status == 302)
    late = next(one for one in answers.values() if one.status == 409)
    assert f"/cases/{case}/" in late.text  # the way to see how it stands now
    cases = {row[0]: row[1:] for row in lived.ask("SELECT id, outcome, answer, decided_at FROM store_case")}
    outcome, answer, decided = cases[case]
    assert (outcome, answer, decided is not None) == (outcomes[first], f"by {first}", True)
    told = lived.ask("SELECT code, subject FROM store_event WHERE code IN ('case.upheld', 'case.dismissed')")
    assert [code for code, subject in told if subject == f"case:{case}"] == [f"case.{outcomes[first]}"]
    again = clerks[first].post(f"/cases/{case}/decide/", [("step_version", "1"), ("step_outcome", "partly")])
    assert again.status == 409
