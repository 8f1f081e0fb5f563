"""Every paper that a procedure declares prints: the attached ones under their number, the others marked on the face."""

from dataclasses import replace
from datetime import date

import pytest

from tests.papers.test_letters import CREATED, LANGUAGES, blank, plain, squeezed
from yiyang.law.book import BOOK
from yiyang.law.document import Document
from yiyang.law.procedure import Procedure, Sheet
from yiyang.papers.form import ANNEX, form_letter
from yiyang.papers.letter_pdf import render_letter

DAY = date(2026, 5, 6)
DECLARED = [(own, one, sheet) for own in BOOK for one in own.procedures.values() for sheet in one.sheets]


def test_all_six_forms_are_declared() -> None:
    codes = {sheet.code for own, _one, sheet in DECLARED if own.code == "jiangmen_2024" and sheet.official}
    assert codes == {f"form-{number}" for number in range(1, 7)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("own", "one", "sheet"), DECLARED, ids=lambda part: getattr(part, "code", ""))
def test_every_paper_prints_what_it_declares(own: Document, one: Procedure, sheet: Sheet, language: str) -> None:
    known = one.on(own.values(DAY))
    form = replace(blank(own, known), sheet=sheet, printed_for=DAY)
    letter = form_letter(form, language=language)
    shown = plain(render_letter(letter, created=CREATED))
    names = {field.name for field in one.every_field}
    assert set(sheet.fields) <= names and sheet.stage in {"", *(stage.name for stage in one.stages)}
    assert squeezed(sheet.title.say(language)) in shown
    for field in known.every_field:
        listed = not sheet.fields or field.name in sheet.fields
        assert not listed or squeezed(field.label.say(language)) in shown, field.name
    number = ANNEX.fullmatch(sheet.code)
    words = {"zh-hans": ("附件{}", "非官方样式"), "en": ("Form{}", "notofficial")}[language]
    assert (number is not None) == sheet.official
    assert letter.label == "" if number is None else squeezed(letter.label) == words[0].format(number[1])
    assert (words[1] in shown) == (not sheet.official)
    assert all(squeezed(field.label.say(language)) in squeezed(letter.note) for field, _values in form.catalogues)
