"""Forms and letters on paper: the same bytes each time, archival, tagged, nothing left out, the square true."""

import io
import re
from datetime import date, datetime, timedelta, timezone
from functools import cache
from typing import Any

import pytest
import segno
from PIL import Image
from pypdf import PdfReader

from yiyang.law import book
from yiyang.law.decision import Decision, Finding, Outcome, Reason
from yiyang.law.document import Document
from yiyang.law.filing import Kind
from yiyang.law.procedure import Procedure
from yiyang.law.values import Value
from yiyang.law.words import Text
from yiyang.papers import letter_pdf, pdf
from yiyang.papers.figures import figure
from yiyang.papers.fonts import paper_font, showable
from yiyang.papers.form import Form, form_letter
from yiyang.papers.letter import Letter
from yiyang.papers.letter_parts import Checked
from yiyang.papers.letter_pdf import render_letter
from yiyang.papers.notice import Notice, notice_letter
from yiyang.papers.paper import Tone
from yiyang.papers.square import QUIET, modules, svg

LANGUAGES = ("zh-hans", "en")
CREATED = datetime(2026, 11, 21, 9, tzinfo=timezone(timedelta(hours=8)))
DAY = date(2026, 11, 21)
CHECKED = Checked("https://yiyang.example.org/check/ABCDEFGHJKLMNPQR/", "ABCD-EFGH-JKLM-NPQR")
OFFICE = Text("长春市长期护理保险经办机构", "Long-term care insurance agency of Changchun")
ROLES = {role: Text(f"角色{role}", f"role {role}") for role in ("family", "provider", "clerk", "reviewer", "assessor")}
DECLARED = [(document, one) for document in book.BOOK for one in document.procedures.values()]
CHANGCHUN = book.document("changchun_2021")
CAP = CHANGCHUN.values(DAY)["home_care.objection_days"]


def blank(document: Document, procedure: Procedure, **told: Any) -> Form:
    return Form(document, procedure, OFFICE, "CC-FORM-1", DAY, CHECKED, ROLES, **told)


def notice(**told: Any) -> Notice:
    failing = Reason(
        "CC-8.6", Finding.UNMET, Text("已超过期限", "The time is over"), (CAP,), Text("更正事实", "Correct it")
    )
    holding = Reason("CC-8.6", Finding.MET, Text("结算单已签发", "The statement is signed"))
    given: dict[str, Any] = {
        "document": CHANGCHUN,
        "provision": "CC-8.6",
        "office": OFFICE,
        "title": Text("异议决定告知书", "Notice of decision: objection"),
        "number": "CC-LINE-OBJECTION-2026-000001",
        "to": Text("示例照护中心1：", "To 示例照护中心1"),
        "opening": Text("您提出的异议已办结。", "Your objection has been decided."),
        "outcome": Text("异议不成立", "dismissed"),
        "tone": Tone.UNPAID,
        "facts": ((Text("决定日期", "Decided on"), Text("2026年11月21日", "21 November 2026")),),
        "issued_on": DAY,
        "checked": CHECKED,
        "appeal": (Text("可以申请复核。", "One may ask to look again."),),
        "decision": Decision(Outcome.REFUSED, (failing, holding)),
    }
    return Notice(**{**given, **told})


def plain(made: bytes) -> str:
    return re.sub(r"\s+", "", "".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages))


@cache
def blank_text(code: str, language: str) -> str:
    document, procedure = next(pair for pair in DECLARED if pair[1].code == code)
    return plain(render_letter(form_letter(blank(document, procedure), language=language), created=CREATED))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", [one.code for _, one in DECLARED])
def test_every_procedure_prints_its_blank_form_whole(code: str, language: str) -> None:
    document, procedure = next(pair for pair in DECLARED if pair[1].code == code)
    shown = blank_text(code, language)
    assert squeezed(procedure.title.say(language)) in shown
    assert squeezed(document.number) in shown
    assert squeezed(document.provisions[procedure.provision].article) in shown
    for field in procedure.every_field:
        assert squeezed(field.label.say(language)) in shown, field.name
        for _, label in field.choices:
            assert squeezed(label.say(language)) in shown, (field.name, label)
    for stage in procedure.stages[1:]:
        assert squeezed(stage.label.say(language)) in shown or not (stage.fields or stage.decides)
    for _, value in blank(document, procedure).clocks:
        assert squeezed(figure(value).say(language)) in shown
        assert not value.illustrative or squeezed(value.label.say(language)) in shown
    assert "ABCD-EFGH-JKLM-NPQR" in shown


def test_a_filled_form_says_what_was_filled_in_and_leaves_out_what_does_not_apply() -> None:
    procedure = CHANGCHUN.procedures["line-objection"]
    filing = {"ground": "coverage", "statement": "评定等级登记有误。"}
    told = {"ground": Text("参保或评定信息有误", "Coverage or assessment is wrong")}
    form = blank(CHANGCHUN, procedure, filed_on=DAY, filing=filing, told=told, outcome="upheld", answer="已更正。")
    letter = form_letter(form, language="zh-hans")
    ticks = {
        tick.label: tick.chosen
        for part in letter.sections
        for entry in getattr(part, "entries", ())
        for tick in entry.ticks
    }
    assert ticks["参保或评定信息有误"] and not ticks["记录有误或遗漏"]
    assert ticks["异议成立"] and not ticks["异议不成立"]
    shown = plain(render_letter(letter, created=CREATED))
    assert "评定等级登记有误。" in shown and "已更正。" in shown


def test_papers_asked_for_stand_apart_with_a_box_each() -> None:
    document, procedure = next(pair for pair in DECLARED if any(f.kind is Kind.FILE for f in pair[1].fields))
    name = next(field for field in procedure.fields if field.kind is Kind.FILE)
    letter = form_letter(blank(document, procedure, papers={name.name: ("病历.pdf",)}), language="zh-hans")
    entry = next(e for part in letter.sections for e in getattr(part, "entries", ()) if e.label == name.label.zh)
    assert [(tick.label, tick.chosen) for tick in entry.ticks] == [("病历.pdf", True)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_notice_says_every_reason_with_its_article_and_how_to_disagree(language: str) -> None:
    shown = plain(render_letter(notice_letter(notice(), language=language), created=CREATED))
    known = CHANGCHUN.provisions["CC-8.6"]
    for text in (
        Text("已超过期限", "The time is over"),
        Text("更正事实", "Correct it"),
        Text("结算单已签发", "The statement is signed"),
        Text("可以申请复核。", "One may ask to look again."),
        known.text,
        CAP.label,
        figure(CAP),
        OFFICE,
    ):
        assert squeezed(text.say(language)) in shown, text
    assert squeezed(known.article) in shown
    assert shown.index(squeezed(Text("已超过期限", "The time is over").say(language))) < shown.index(
        squeezed(Text("可以申请复核。", "One may ask to look again.").say(language))
    )


@pytest.mark.parametrize(("language", "mark"), [("zh-hans", "含示例值"), ("en", "Containsillustrativevalues")])
def test_the_illustrative_mark_is_on_every_page_of_a_letter_and_on_none_without(language: str, mark: str) -> None:
    pages = PdfReader(io.BytesIO(render_letter(notice_letter(notice(), language=language), created=CREATED))).pages
    assert all(mark in squeezed(page.extract_text()) for page in pages)
    stated = notice(decision=None)
    assert mark not in plain(render_letter(notice_letter(stated, language=language), created=CREATED))
    marked = notice(decision=None, further=(CAP,))
    assert mark in plain(render_letter(notice_letter(marked, language=language), created=CREATED))


def letters() -> list[Letter]:
    own = blank(CHANGCHUN, CHANGCHUN.procedures["line-objection"])
    return [notice_letter(notice(), language="zh-hans"), form_letter(own, language="en")]


@pytest.mark.parametrize("place", range(2))
def test_printing_again_gives_the_same_bytes(place: int) -> None:
    first, again = (render_letter(letters()[place], created=CREATED) for _ in range(2))
    assert first == again
    assert first != render_letter(letters()[place], created=CREATED.replace(year=2025))


@pytest.mark.parametrize("place", range(2))
def test_a_letter_is_archival_tagged_and_carries_its_font(place: int) -> None:
    made = render_letter(letters()[place], created=CREATED)
    reader = PdfReader(io.BytesIO(made))
    assert b"pdfaid:part" in made and b"<pdfaid:conformance>A" in made
    root: Any = reader.trailer["/Root"]
    assert "/StructTreeRoot" in root
    resources: list[Any] = [page["/Resources"] for page in reader.pages]
    fonts = {str(font.get_object()["/BaseFont"]) for one in resources for font in one["/Font"].values()}
    assert fonts and all("NotoSansCJKsc" in font and "+" in font for font in fonts)
    box = reader.pages[0].mediabox
    assert float(box.height) > float(box.width)
    with pytest.raises(ValueError, match="offset"):
        render_letter(letters()[place], created=datetime(2026, 1, 1))  # noqa: DTZ001 -- the mistake being refused


def test_the_square_is_segnos_and_is_printed_module_by_module() -> None:
    made = segno.make(CHECKED.url, error="m", micro=False)
    wanted = tuple(tuple(bool(cell) for cell in row) for row in made.matrix)
    assert modules(CHECKED.url) == wanted
    assert read_square(letters()[0]) == wanted
    assert modules(CHECKED.url.replace("Q", "X")) != wanted


def read_square(letter: Letter) -> tuple[tuple[bool, ...], ...]:
    """The modules of the square as they stand on the printed page: the only pure black there is."""
    font = paper_font()
    say = lambda text: showable(text, font.covered)  # noqa: E731 -- as the printer does
    data = letter_pdf._data(letter, say)  # type: ignore[arg-type]
    told = {"data": __import__("json").dumps(data, ensure_ascii=False)}
    pages = pdf._compiler(letter_pdf.TEMPLATE, font, told).compile(format="png", ppi=300)
    image = Image.open(io.BytesIO(pages[0] if isinstance(pages, list) else pages)).convert("L")
    black = image.point([255 if level == 0 else 0 for level in range(256)])
    left, top, right, bottom = black.getbbox() or (0, 0, 0, 0)
    count = len(modules(letter.check.url))
    side = (right - left) / count
    assert abs((bottom - top) / count - side) < 0.1
    return tuple(
        tuple(image.getpixel((left + (x + 0.5) * side, top + (y + 0.5) * side)) == 0 for x in range(count))  # type: ignore[arg-type]
        for y in range(count)
    )


def test_the_square_keeps_its_quiet_zone() -> None:
    side = len(modules("https://x/")) + 2 * QUIET
    assert f'viewBox="0 0 {side} {side}"' in svg("https://x/")
    assert f"M{QUIET} {QUIET}h7" in svg("https://x/")  # the finder pattern's upper edge


@pytest.mark.parametrize(
    "name", ['#read("/etc/passwd")', "$x$ *b* `raw` @ref", "\\ [ ] { } // /* */", "第一行\n第二行"]
)
def test_words_are_never_read_as_typst(name: str) -> None:
    shown = plain(render_letter(notice_letter(notice(answer=name), language="zh-hans"), created=CREATED))
    assert squeezed(name) in shown
    assert "root:" not in shown


def test_values_are_written_as_people_write_them() -> None:
    assert figure(CAP) == Text("10 个工作日", "10 working days")
    remembered = CAP._replace(value=("10",))
    assert figure(remembered) == figure(CAP)
    day = Value("x", ("2022-01-01",), "day", "CC-13.1", DAY, True, Text("日", "day"))
    assert figure(day) == Text("2022年1月1日", "1 January 2022") == figure(day._replace(value=date(2022, 1, 1)))
    assert figure(CAP._replace(value=8000, unit="per_10000")) == Text("80 %", "80 %")
    assert figure(CAP._replace(value=123456, unit="fen_per_hour")) == Text("¥1,234.56 每小时", "¥1,234.56 an hour")
    assert figure(CAP._replace(value=("220102", "220105"), unit="divisions")).en == "220102, 220105"
