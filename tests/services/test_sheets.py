"""Papers a procedure declares: blank, with what is on file, filed; official ones numbered, others marked."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from pypdf import PdfReader

from tests.services.invented import CODE, GARDEN, registered
from yiyang.law.procedure import Procedure, Sheet
from yiyang.law.words import Text
from yiyang.services import demo, letters
from yiyang.services.access import NOBODY, Viewer
from yiyang.services.cases import acting, deciding, filing, reading
from yiyang.services.cases.about import Named
from yiyang.services.errors import NotAllowed, NotFound
from yiyang.services.printing import Paper
from yiyang.store.models import Case, Grant, Institution, Issued, Person, ReadLog

Clock = Callable[[datetime], None]
GIVEN = {"wished_on": "2026-10-20", "companions": "2", "shade": "no", "note": "带伞"}
ZH = {"language": "zh-hans", "origin": "https://yiyang.example.org/"}
TODAY = datetime(2026, 9, 30, 9)  # noqa: DTZ001 -- the clock fixture sets the zone
SHEETS = (
    Sheet("form-2", Text("游园登记表", "Garden register"), "CC-3.1", fields=("wished_on", "companions")),
    Sheet("slip", Text("观天小条", "Weather slip"), "CC-3.1", ("weather",), official=False, stage="looked"),
    Sheet("certificate", Text("游园证", "Garden certificate"), "CC-3.1", ("wished_on",), False, "decided"),
)
WITH_SHEETS: Procedure = replace(GARDEN, sheets=SHEETS)


@pytest.fixture
def garden(settled: None, clock: Clock) -> Iterator[None]:
    clock(TODAY)
    with registered(WITH_SHEETS):
        yield


def mother() -> Person:
    return Person.objects.get(pk=min(demo.viewer("daughter").persons))


def filed() -> int:
    named = Named(person=mother().pk)
    return filing.file(viewer=demo.viewer("daughter"), code=CODE, filing=GIVEN, named=named)


def looked_at(case: int) -> None:
    acting.act(viewer=demo.viewer("clerk"), case_id=case, version=1, filing={"weather": "晴好"})


def decided(case: int, outcome: str = "granted") -> None:
    deciding.decide(viewer=demo.viewer("reviewer"), case_id=case, version=2, outcome=outcome, answer="")


def text(paper: Paper) -> str:
    pages = PdfReader(io.BytesIO(paper.content)).pages
    return re.sub(r"\s+", "", "".join(page.extract_text() for page in pages))


def code_on(paper: Paper) -> str:
    found = re.search(r"(?:[A-Z2-7]{4}-){3}[A-Z2-7]{4}", text(paper))
    assert found
    return found[0]


def blank(sheet: str = "form-2", viewer: Viewer = NOBODY, named: Named | None = None) -> Paper:
    return letters.blank_sheet_pdf(viewer=viewer, code=CODE, sheet=sheet, named=named, **ZH)


def of_case(case: int, sheet: str = "form-2", viewer: Viewer | None = None) -> Paper:
    return letters.sheet_pdf(viewer=viewer or demo.viewer("daughter"), case_id=case, sheet=sheet, **ZH)


def test_an_official_blank_has_its_number_title_and_article_and_only_its_own_fields(garden: None) -> None:
    paper = blank()
    shown = text(paper)
    for wanted in ("附件2", "游园登记表", "CC-3.1", "二（三）", "同行人数", "日期", "示例值", "表号"):
        assert wanted in shown, wanted
    assert "备注" not in shown and "非官方样式" not in shown and mother().name not in shown
    assert b"pdfaid:part" in paper.content  # PDF/A says of itself what it is
    assert letters.look_up(code=code_on(paper)).stands


def test_a_blank_for_somebody_has_what_is_on_file_and_no_whole_id_number(garden: None) -> None:
    person, daughter = mother(), demo.viewer("daughter")
    Grant.objects.filter(kind="choice", person=person).delete()
    house = Institution.objects.order_by("pk")[0]
    Grant.objects.create(kind="choice", key="choice:test", person=person, institution=house, first=TODAY.date())
    shown = text(blank(viewer=daughter, named=Named(person=person.pk)))
    for wanted in (person.name, person.id_masked, "参保地", house.name):
        assert re.sub(r"\s+", "", wanted) in shown, wanted
    assert not re.search(r"\d{17}[\dX]", shown.replace(code_on(blank()), ""))
    assert ReadLog.objects.filter(subject=f"person:{person.pk}", where__startswith="sheet").exists()
    with pytest.raises(NotAllowed):
        blank(named=Named(person=person.pk))
    with pytest.raises(NotFound):
        other = Person.objects.exclude(pk__in=daughter.persons)[0]
        blank(viewer=daughter, named=Named(person=other.pk))


def test_a_filed_one_has_the_answers_number_and_check_and_is_the_same_again(garden: None, clock: Clock) -> None:
    case = filed()
    first = of_case(case)
    clock(TODAY + timedelta(days=40))
    again = of_case(case)
    assert first == again
    number = str(Case.objects.get(pk=case).number)
    shown = text(first)
    for wanted in ("附件2", f"{number}-FORM-2", mother().name, mother().id_masked, "2026年10月20日", "决定"):
        assert wanted in shown, wanted
    assert "带伞" not in shown  # not a field of this paper
    assert Issued.objects.filter(kind="sheet").count() == 1
    found = letters.look_up(code=code_on(first))
    assert found.stands and found.state.zh == "事项正在办理"
    english = letters.sheet_pdf(
        viewer=demo.viewer("daughter"), case_id=case, sheet="form-2", language="en", origin=ZH["origin"]
    )
    assert code_on(english) == code_on(first) and "Form2" in text(english)


def test_a_paper_of_a_step_exists_once_the_step_is_behind_the_case(garden: None) -> None:
    case = filed()
    daughter = demo.viewer("daughter")
    assert [one.code for one in reading.case(viewer=daughter, case_id=case).sheets] == ["form-2"]
    for code in ("slip", "certificate", "no-such"):
        with pytest.raises(NotFound):
            of_case(case, code)
    looked_at(case)
    assert [one.code for one in reading.case(viewer=daughter, case_id=case).sheets] == ["form-2", "slip"]
    shown = text(of_case(case, "slip"))
    assert "晴好" in shown and "非官方样式" in shown and "附件" not in shown
    assert "notofficial" in text(
        letters.sheet_pdf(viewer=daughter, case_id=case, sheet="slip", language="en", origin=ZH["origin"])
    )
    decided(case)
    certificate = text(of_case(case, "certificate"))
    assert "决定" in certificate and "不予同意" in certificate  # both to tick, as on the form
    assert "2026年10月20日" in certificate


def test_a_withdrawn_case_has_no_papers_of_steps_never_taken(garden: None) -> None:
    case = filed()
    looked_at(case)
    acting.withdraw(viewer=demo.viewer("daughter"), case_id=case, version=2)
    found = reading.case(viewer=demo.viewer("daughter"), case_id=case).sheets
    assert [one.code for one in found] == ["form-2", "slip"]


def test_a_paper_says_that_its_decision_was_taken_back(garden: None) -> None:
    case = filed()
    looked_at(case)
    decided(case)
    before = of_case(case, "certificate")
    deciding.undo(viewer=demo.viewer("reviewer"), case_id=case, why="录入错误")
    assert not letters.look_up(code=code_on(before)).stands
    after = of_case(case, "certificate")
    assert "录入错误" in text(after) and code_on(after) != code_on(before)


def test_what_a_paper_does_not_show_makes_no_other_paper_of_it(garden: None) -> None:
    case = filed()
    looked_at(case)
    slip = of_case(case, "slip")
    row = Case.objects.get(pk=case)
    Case.objects.filter(pk=case).update(filing={**row.filing, "note": "不带伞"})
    assert of_case(case, "slip") == slip


def test_a_blank_of_another_version_says_so(garden: None) -> None:
    paper = blank()
    person = blank(viewer=demo.viewer("daughter"), named=Named(person=mother().pk))
    assert letters.look_up(code=code_on(paper)).stands and letters.look_up(code=code_on(person)).stands
    other = replace(WITH_SHEETS, sheets=(replace(SHEETS[0], fields=("wished_on",)),))
    with registered(other):
        assert "has changed" in letters.look_up(code=code_on(paper)).state.en
        assert "has changed" in letters.look_up(code=code_on(person)).state.en


def test_strangers_cannot_print_a_case(garden: None) -> None:
    case = filed()
    for name in ("carer", "policy"):
        with pytest.raises(NotFound):
            of_case(case, viewer=demo.viewer(name))
