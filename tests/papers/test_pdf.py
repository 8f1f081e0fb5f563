"""Statements as PDF/A: what they say, that they never change, and what a machine without the font is told."""

import io
import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.papers.made import ADJUSTMENT, CONTENTS, CREATED, PRINTED, SOURCE, statements
from yiyang.papers.fonts import MissingFontError, paper_font, showable
from yiyang.papers.paper import money
from yiyang.papers.pdf import render_pdf
from yiyang.papers.statement import Statement
from yiyang.papers.statement_paper import statement_paper
from yiyang.papers.summary import summarised, summary_paper

LANGUAGES = ("zh-hans", "en")


def pages(statement: Statement, language: str = "zh-hans") -> list[str]:
    """The text of each page, without the blanks that setting puts between characters."""
    return texts(render_pdf(statement_paper(statement, language=language), created=CREATED))


def texts(pdf: bytes) -> list[str]:
    return [re.sub(r"\s+", "", page.extract_text()) for page in PdfReader(io.BytesIO(pdf)).pages]


@pytest.mark.parametrize("language", LANGUAGES)
def test_rendering_again_gives_the_same_bytes(language: str) -> None:
    paper = statement_paper(statements()[1], language=language)
    other = statement_paper(statements()[1], language=language)
    assert render_pdf(paper, created=CREATED) == render_pdf(other, created=CREATED)


def test_another_moment_of_creation_gives_other_bytes() -> None:
    paper = statement_paper(statements()[0], language="en")
    assert render_pdf(paper, created=CREATED) != render_pdf(paper, created=CREATED.replace(year=2023))
    with pytest.raises(ValueError, match="offset"):
        render_pdf(paper, created=datetime(2022, 6, 2))  # noqa: DTZ001 -- the mistake being refused


@pytest.mark.parametrize("language", LANGUAGES)
def test_totals_come_first_and_every_line_is_there(language: str) -> None:
    for statement in statements():
        found = pages(statement, language)
        total = statement.totals
        for amount in (statement.due, total.gross, total.fund, total.own):
            assert money(amount) in found[0]
        whole = "".join(found)
        for line in statement.lines:
            assert line.visit_id in whole
            assert all(provision in whole for provision in line.provisions)
            assert line.person in whole
        assert "220102194" not in whole


@pytest.mark.parametrize(("language", "mark"), [("zh-hans", "含示例值"), ("en", "Containsillustrativevalues")])
def test_the_illustrative_mark_is_on_every_page(language: str, mark: str) -> None:
    found = pages(statements()[1], language)
    assert len(found) > 1
    assert all(mark in page and "CC-13.1" in page for page in found)
    plain = replace(statements()[1], source=SOURCE_STATED)
    assert not any(mark in page for page in pages(plain, language))


SOURCE_STATED = replace(SOURCE, illustrative=())


@pytest.mark.parametrize(("language", "page_of"), [("zh-hans", "第{}页，共{}页"), ("en", "Page{}of{}")])
def test_pages_are_counted_and_headers_repeat(language: str, page_of: str) -> None:
    found = pages(statements()[1], language)
    for number, page in enumerate(found, start=1):
        assert page_of.format(number, len(found)) in page
    header = "理由与条款" if language == "zh-hans" else "Reasonsandarticles"
    assert all(header in page for page in found[:-1])


def test_a_draft_says_so_until_it_is_signed() -> None:
    assert all("草稿未审核" in page for page in pages(statements()[1]))
    signed = pages(statements(signed=True)[1])
    assert not any("草稿" in page for page in signed)
    assert "周审核已于2022年6月2日09:30审核签发" in signed[0]


def test_reasons_name_the_article() -> None:
    whole = "".join(pages(statements()[1]))
    assert "本周次数已用完（2/2）〔CC-5.4二（五）〕" in whole


def test_adjustments_and_what_is_carried_over() -> None:
    statement = replace(statements()[0], adjustments=(ADJUSTMENT,), carried_over=-1200)
    assert statement.due == statement.totals.fund + 5600 - 1200
    whole = "".join(pages(statement))
    assert money(statement.due) in whole
    assert "异议成立，补付" in whole
    assert "V202204-000017" in whole
    owed = replace(statement, carried_over=-10_000_000)
    assert owed.due < 0
    assert "结转下月抵扣" in pages(owed)[0]


def test_a_correction_is_no_further_visit_and_cites_both() -> None:
    statement = statements()[0]
    line = replace(
        statement.lines[0], visit_id="V1", gross=-800, fund=-560, own=-240, minutes=-12, is_correction=True,
        cites=("2022-05/17", "2022-06/3"),
    )  # fmt: skip
    corrected = replace(statement, lines=(*statement.lines, line))
    assert corrected.totals.visits == statement.totals.visits
    assert corrected.totals.fund == statement.totals.fund - 560
    whole = "".join(pages(corrected))
    assert "更正，见2022-05/17,2022-06/3" in whole
    assert "-5.60" in whole


HOSTILE = ['#read("/etc/passwd")', "$x$ *bold* _it_ `raw` @ref <label>", "\\ [ ] { } // /* */", "</script>", "\u202e反"]


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_never_read_as_typst(name: str) -> None:
    statement = replace(statements()[0], provider_name=name)
    lines = (replace(statement.lines[0], name=name), *statement.lines[1:])
    whole = "".join(pages(replace(statement, lines=lines)))
    shown = re.sub(r"\s+", "", showable(name, paper_font().covered))
    assert shown in whole
    assert "root:" not in whole


def test_characters_the_font_lacks_are_spelled_out() -> None:
    statement = replace(statements()[0], provider_name="张\ue123明😀\x07")
    assert "张〔U+E123〕明〔U+1F600〕〔U+0007〕" in pages(statement)[0]
    assert "𠮷㛃" in pages(replace(statement, provider_name="𠮷㛃"))[0]


def test_the_pdf_is_archival_and_carries_its_font() -> None:
    pdf = render_pdf(statement_paper(statements()[0], language="en"), created=CREATED)
    reader = PdfReader(io.BytesIO(pdf))
    assert b"pdfaid:part" in pdf
    assert "/StructTreeRoot" in reader.trailer["/Root"]  # type: ignore[operator]
    resources: list[Any] = [page["/Resources"] for page in reader.pages]
    fonts = {str(font.get_object()["/BaseFont"]) for one in resources for font in one["/Font"].values()}
    assert fonts
    assert all("NotoSansCJKsc" in font and "+" in font for font in fonts)
    assert reader.metadata is not None
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.timestamp() == CREATED.timestamp()


def test_a_long_statement_prints_every_line_untagged(monkeypatch: pytest.MonkeyPatch) -> None:
    line = statements()[0].lines[0]
    many = tuple(replace(line, visit_id=f"L{place:05d}") for place in range(601))  # more than one part of 500
    monkeypatch.setattr("yiyang.papers.pdf.MOST_TAGGED", 600)
    pdf = render_pdf(statement_paper(replace(statements()[0], lines=many), language="en"), created=CREATED)
    found = re.findall(r"L\d{5}", "".join(texts(pdf)))
    assert found == [line.visit_id for line in many]
    assert "/StructTreeRoot" not in PdfReader(io.BytesIO(pdf)).trailer["/Root"]  # type: ignore[operator]


def test_an_empty_statement_prints() -> None:
    found = pages(replace(statements()[0], lines=()))
    assert len(found) == 1
    assert "没有记录" in found[0]


def test_a_missing_font_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "NotoSansCJK-Regular.ttc").write_bytes(b"not a font")
    paper = statement_paper(statements()[0], language="en")
    with pytest.raises(MissingFontError, match="fonts-noto-cjk") as raised:
        render_pdf(paper, created=CREATED, directories=(tmp_path,))
    assert "Noto Sans CJK SC" in raised.value.text.zh


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_summary_adds_up_all_providers(language: str) -> None:
    summary = summarised(statements(), contents=CONTENTS, printed_on=PRINTED)
    found = texts(render_pdf(summary_paper(summary, language=language), created=CREATED))
    whole = "".join(found)
    assert money(sum(one.totals.fund for one in statements())) in found[0]
    for statement in statements():
        assert statement.provider_code in whole
        assert money(statement.totals.gross) in whole
    for provision, text in CONTENTS.items():
        assert provision in whole
        assert re.sub(r"\s+", "", text.say(language)) in whole
