"""Letters of cases and of settled lines: whoever may see the thing may print it, and anybody may check the paper."""

import io
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime

import pytest
from django.test import override_settings
from django.utils import timezone
from pypdf import PdfReader

from tests.services.invented import CODE, registered
from yiyang.services import demo, letters
from yiyang.services.access import NOBODY, Viewer, viewer_of
from yiyang.services.cases import acting, deciding, filing
from yiyang.services.cases.about import Named
from yiyang.services.errors import NotFound
from yiyang.services.letters import register
from yiyang.services.money import lines
from yiyang.services.printing import Paper
from yiyang.store.models import Case, Issued, Line, Membership, Person, ReadLog, User

Clock = Callable[[datetime], None]
GIVEN = {"wished_on": "2026-10-20", "companions": "2", "shade": "no"}
ORIGIN = "https://yiyang.example.org/"
ZH = {"language": "zh-hans", "origin": ORIGIN}


@pytest.fixture
def garden(settled: None, clock: Clock) -> Iterator[None]:
    """The settled demo with a procedure nobody wrote any code for."""
    clock(datetime(2026, 9, 30, 9))  # noqa: DTZ001 -- the clock fixture sets the zone
    with registered():
        yield


def filed(**given: str) -> int:
    daughter = demo.viewer("daughter")
    return filing.file(viewer=daughter, code=CODE, filing={**GIVEN, **given}, named=Named(person=min(daughter.persons)))


def decided(outcome: str = "granted", answer: str = "", **given: str) -> int:
    case, clerk, judge = filed(**given), demo.viewer("clerk"), demo.viewer("reviewer")
    acting.act(viewer=clerk, case_id=case, version=1, filing={"weather": "sunny"})
    deciding.decide(viewer=judge, case_id=case, version=2, outcome=outcome, answer=answer)
    return case


def text(paper: Paper) -> str:
    pages = PdfReader(io.BytesIO(paper.content)).pages
    return re.sub(r"\s+", "", "".join(page.extract_text() for page in pages))


def code_on(paper: Paper) -> str:
    found = re.search(r"(?:[A-Z2-7]{4}-){3}[A-Z2-7]{4}", text(paper))
    assert found
    return found[0]


def numbers() -> list[str]:
    """ID numbers in clear that no paper may show."""
    lines = (demo.FOLDER / "people.csv").read_text(encoding="utf-8-sig").splitlines()
    return [cell for line in lines for cell in line.split(",") if re.fullmatch(r"\d{17}[\dX]", cell)]


def test_an_invented_procedure_has_its_form_blank_and_filled(garden: None) -> None:
    empty = text(letters.blank_form_pdf(viewer=NOBODY, code=CODE, **ZH))
    assert "____" not in empty and "2026年10月20日" not in empty
    daughter, case = demo.viewer("daughter"), filed()
    person = Person.objects.get(pk=min(daughter.persons))
    shown = text(letters.form_pdf(viewer=daughter, case_id=case, **ZH))
    for wanted in (person.name, person.id_masked, "2026年10月20日", str(Case.objects.get(pk=case).number)):
        assert wanted in shown
    assert not [one for one in numbers() if one in shown]
    assert ReadLog.objects.filter(subject=f"person:{person.pk}", where__startswith="form").exists()


def test_the_notice_of_a_decision_says_why_and_is_the_same_when_printed_again(garden: None) -> None:
    daughter, case = demo.viewer("daughter"), decided()
    first, again = (letters.notice_pdf(viewer=daughter, case_id=case, **ZH) for _ in range(2))
    assert first == again
    shown = text(first)
    row = Case.objects.get(pk=case)
    assert row.person
    for wanted in ("人数合适", "CC-3.1", "二（三）", "行政复议", "示例值", str(row.number), row.person.id_masked):
        assert wanted in shown, wanted
    assert Issued.objects.filter(kind="notice").count() == 1
    english = text(letters.notice_pdf(viewer=daughter, case_id=case, language="en", origin=ORIGIN))
    assert "Fewenoughcomealong" in english
    assert code_on(first) in english  # one paper, whatever language it is printed in


def test_there_is_no_notice_before_the_decision_nor_after_a_withdrawal(garden: None) -> None:
    daughter, case = demo.viewer("daughter"), filed()
    with pytest.raises(NotFound, match="not been decided"):
        letters.notice_pdf(viewer=daughter, case_id=case, **ZH)
    acting.withdraw(viewer=daughter, case_id=case, version=1)
    with pytest.raises(NotFound, match="not been decided"):
        letters.notice_pdf(viewer=daughter, case_id=case, **ZH)


def test_an_override_says_that_a_second_person_agreed(garden: None) -> None:
    case = filed(companions="3")
    acting.act(viewer=demo.viewer("clerk"), case_id=case, version=1, filing={"weather": "sunny"})
    Case.objects.filter(pk=case).update(filing={**Case.objects.get(pk=case).filing, "companions": "9"})
    judge = demo.viewer("reviewer")
    deciding.decide(viewer=judge, case_id=case, version=2, outcome="granted", answer="花园空着。")
    deciding.second(viewer=another_reviewer(), case_id=case, version=3, agree=True)
    shown = text(letters.notice_pdf(viewer=judge, case_id=case, **ZH))
    assert "第二人复核" in shown and "花园空着。" in shown and "人数超过" in shown


def another_reviewer() -> Viewer:
    user = User.objects.create_user(username="second", display_name="第二人")
    Membership.objects.create(user=user, role="reviewer", place=demo.PLACE)
    return viewer_of(user.pk)


def test_strangers_cannot_print(garden: None) -> None:
    case = decided()
    for name in ("carer", "provider", "policy", "finance"):
        for made in (letters.form_pdf, letters.notice_pdf):
            with pytest.raises(NotFound):
                made(viewer=demo.viewer(name), case_id=case, **ZH)


@pytest.mark.parametrize("status", ["refused", "held", "self_pay"])
def test_every_line_that_is_not_paid_has_its_notice(settled: None, status: str) -> None:
    line = Line.objects.filter(status=status).order_by("pk").first()
    assert line
    reviewer = demo.viewer("reviewer")
    first, again = (letters.line_notice_pdf(viewer=reviewer, line_id=line.pk, **ZH) for _ in range(2))
    assert first == again
    shown = text(first)
    card = lines.card(viewer=reviewer, line_id=line.pk)
    assert card.decision.failing
    for reason in card.decision.failing:
        assert re.sub(r"\s+", "", reason.text.zh) in shown and reason.provision in shown
        assert reason.change is None or re.sub(r"\s+", "", reason.change.zh) in shown
    periods = ("试点启动日", "机构对结算结果提出异议的期限")
    for wanted in (card.number, line.person.id_masked, line.institution.name, *periods):
        assert wanted in shown, wanted
    assert not [one for one in numbers() if one in shown]


def test_a_paid_line_has_none_and_a_carer_gets_none(settled: None) -> None:
    paid = Line.objects.filter(status="payable").earliest("pk")
    with pytest.raises(NotFound, match="pays this line"):
        letters.line_notice_pdf(viewer=demo.viewer("reviewer"), line_id=paid.pk, **ZH)
    carer = demo.viewer("carer")
    unpaid = Line.objects.filter(visit__carer__in=carer.carers).exclude(status="payable").first()
    if unpaid:
        with pytest.raises(NotFound):
            letters.line_notice_pdf(viewer=carer, line_id=unpaid.pk, **ZH)


def test_anybody_may_check_a_paper_and_learns_nothing_of_whom_it_is_about(garden: None) -> None:
    case = decided()
    paper = letters.notice_pdf(viewer=demo.viewer("daughter"), case_id=case, **ZH)
    row = Case.objects.get(pk=case)
    for typed in (code_on(paper), code_on(paper).lower().replace("-", " ")):
        found = letters.look_up(code=typed)
        assert (found.number, found.issued_on, found.stands) == (row.number, date(2026, 9, 30), True)
    assert row.person
    said = " ".join(map(str, (found.kind, found.office, found.state, found.number, found.code)))
    assert not any(one in said for one in (row.person.name, row.person.id_masked, "granted", "同意"))


def test_a_wrong_code_is_no_paper_and_no_code_tells_another(garden: None) -> None:
    paper = letters.notice_pdf(viewer=demo.viewer("daughter"), case_id=decided(), **ZH)
    right = code_on(paper).replace("-", "")
    other = right[:-1] + ("A" if right[-1] != "A" else "B")
    for wrong in (other, right[:-1], right + "A", "", "' OR 1=1 --"):
        with pytest.raises(NotFound, match="No paper"):
            letters.look_up(code=wrong)
    ours = register._code(kind="notice", number="X", digest="d")
    with override_settings(SECRET_KEY="another key of another house, fifty characters long"):
        assert register._code(kind="notice", number="X", digest="d") != ours


def test_a_decision_taken_back_shows_at_the_check_and_on_the_next_print(garden: None) -> None:
    case = decided()
    before = letters.notice_pdf(viewer=demo.viewer("reviewer"), case_id=case, **ZH)
    deciding.undo(viewer=demo.viewer("reviewer"), case_id=case, why="录入错误")
    told = letters.look_up(code=code_on(before))
    assert not told.stands and "taken back" in told.state.en
    after = letters.notice_pdf(viewer=demo.viewer("reviewer"), case_id=case, **ZH)
    assert code_on(after) != code_on(before)
    assert "录入错误" in text(after)


def test_a_form_that_has_gone_on_replaces_its_earlier_print(garden: None) -> None:
    daughter, case = demo.viewer("daughter"), filed()
    first = letters.form_pdf(viewer=daughter, case_id=case, **ZH)
    assert letters.look_up(code=code_on(first)).state.en == "the matter is being worked on"
    acting.act(viewer=demo.viewer("clerk"), case_id=case, version=1, filing={"weather": "sunny"})
    second = letters.form_pdf(viewer=daughter, case_id=case, **ZH)
    assert not letters.look_up(code=code_on(first)).stands
    assert letters.look_up(code=code_on(second)).stands


def test_a_blank_form_of_another_version_says_so(settled: None) -> None:
    with registered():
        paper = letters.blank_form_pdf(viewer=NOBODY, code=CODE, **ZH)
        assert letters.look_up(code=code_on(paper)).stands
        Issued.objects.update(digest="0" * 64)
        assert "has changed" in letters.look_up(code=code_on(paper)).state.en
    assert "no longer in force" in letters.look_up(code=code_on(paper)).state.en


def test_the_square_leads_to_the_public_address(garden: None) -> None:
    row = register.issue(kind="form", number="X", content={}, subject=register.Subject())
    assert register.checked(row, ORIGIN).url == f"https://yiyang.example.org/check/{row.code}/"
    with override_settings(PUBLIC_URL="https://yi.example.gov.cn"):
        assert register.checked(row, ORIGIN).url == f"https://yi.example.gov.cn/check/{row.code}/"


def test_a_familys_own_shares_add_up(settled: None) -> None:
    daughter = demo.viewer("daughter")
    person = min(daughter.persons)
    paper = letters.receipt_pdf(viewer=daughter, person_id=person, month=demo.MONTH, **ZH)
    own = sum(Line.objects.filter(person=person, superseded_by__isnull=True).values_list("own", flat=True))
    assert f"¥{own // 100}.{own % 100:02d}" in text(paper)
    assert letters.look_up(code=code_on(paper)).issued_on == timezone.localdate()
    with pytest.raises(NotFound):
        letters.receipt_pdf(viewer=daughter, person_id=person, month="2021-01", **ZH)
