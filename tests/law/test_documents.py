"""The five documents: every row is there once, and whatever names a row names one that exists."""

from typing import Any

import pytest

from yiyang.law import book
from yiyang.law.charge import ChargeRule
from yiyang.law.document import Document
from yiyang.law.documents.changchun_2021.home_care.charge import Bit
from yiyang.law.rule import Rule
from yiyang.law.values import READING
from yiyang.law.words import Text

COUNTS = {"JM": 112, "CC": 70, "WF": 69, "WZ": 30, "GZ": 64}
EACH = pytest.mark.parametrize("document", book.BOOK, ids=lambda document: document.code)
KINDS = set("EDCB$PKSWI")


def test_every_row_is_there() -> None:
    assert {document.prefix: len(document.provisions) for document in book.BOOK} == COUNTS
    ids = [row for document in book.BOOK for row in document.provisions]
    assert len(set(ids)) == len(ids) == sum(COUNTS.values())


@EACH
def test_rows_say_what_they_are(document: Document) -> None:
    for row in document.provisions.values():
        assert row.id.startswith(document.prefix)
        assert row.article
        assert set(row.kinds) <= KINDS and row.kinds
        assert _said(row.text)


@EACH
def test_the_head_is_complete(document: Document) -> None:
    assert all(_said(text) for text in (document.title, document.issuers, document.summary))
    assert len(document.place) == 6 and document.place.isdigit()
    assert document.place in document.divisions
    assert all(document.covers(code) and _said(name) for code, name in document.divisions.items())
    first, last = document.in_force
    assert document.draft == (first is None)
    assert last is None or (first and first < last)
    assert document.issued is None or first is None or document.prefix == "WZ" or document.issued <= first


@EACH
def test_readings_name_rows_that_exist(document: Document) -> None:
    assert document.readings
    ids = [reading.id for reading in document.readings]
    assert len(set(ids)) == len(ids)
    for reading in document.readings:
        assert reading.provisions and set(reading.provisions) <= set(document.provisions)
        assert _said(reading.chosen) and (reading.alternative is None or _said(reading.alternative))


@EACH
def test_values_rest_on_rows_that_exist(document: Document) -> None:
    for series in document.series.values():
        assert series.provision in document.provisions
        assert series.unit and _said(series.label)
        days = [since for since, _ in series.dated]
        assert days == sorted(set(days)) and len({type(value) for _, value in series.dated}) == 1


@EACH
def test_rules_and_charges_carry_rows_that_exist(document: Document) -> None:
    carriers: dict[str, Rule[Any] | ChargeRule] = {**document.questions, **document.charges}
    for rule in carriers.values():
        assert rule.provisions and set(rule.provisions) <= set(document.provisions)
    assert set(document.question_titles) == set(carriers)
    assert all(_said(text) for text in document.question_titles.values())
    assert set(document.examples) == set(carriers), "each question has its worked example in examples.toml"


@EACH
def test_procedures_rest_on_rows_and_values_that_exist(document: Document) -> None:
    for name, procedure in document.procedures.items():
        assert name == procedure.code and procedure.provision in document.provisions
        assert {field.provision for field in procedure.every_field} <= set(document.provisions)
        clocks = {stage.clock for stage in procedure.stages if stage.clock}
        lasts = {procedure.leaves.lasts} - {None} if procedure.leaves else set()
        assert clocks | lasts <= set(document.series)
        rules = [rule for rule in (procedure.gate, procedure.question) if rule]
        assert all(rule in document.questions.values() for rule in rules)


@EACH
def test_a_procedure_can_be_walked_from_its_filing_to_its_decision(document: Document) -> None:
    for procedure in document.procedures.values():
        assert [stage.decides for stage in procedure.stages] == [*[False] * (len(procedure.stages) - 1), True]
        names = [field.name for field in procedure.every_field]
        assert len(set(names)) == len(names) and len({stage.name for stage in procedure.stages}) == len(
            procedure.stages
        )
        assert {field.when[0] for field in procedure.every_field if field.when} <= set(names)
        assert {stage.named_by for stage in procedure.stages if stage.named_by} <= set(names)
        labels = [procedure.title, procedure.purpose, *(field.label for field in procedure.every_field)]
        assert all(_said(text) for text in (*labels, *(stage.label for stage in procedure.stages)))


def test_no_two_documents_answer_to_one_name() -> None:
    names = [name for document in book.BOOK for name in (*document.questions, *document.charges)]
    assert len(set(names)) == len(names)


@EACH
def test_a_charge_has_a_step_for_each_bit_and_looks_at_fields_that_exist(document: Document) -> None:
    for charge in document.charges.values():
        bits = [step.bit for step in charge.steps]
        assert len(set(bits)) == len(bits) and all(bit.bit_count() == 1 for bit in bits)
        for step in charge.steps:
            assert _said(step.met) and _said(step.unmet) and _said(step.change)
            named = {step.within} | {pair[0] for pair in (step.only, step.unless) if pair}
            assert named - {None} <= set(charge.line._fields)
            assert set(step.rates) <= set(charge.rates._fields)
        for amount in charge.amounts:
            assert amount.field in charge.result._fields and set(amount.rates) <= set(charge.rates._fields)
        assert set(charge.limits._fields) == set(charge.line._fields) and min(charge.limits) > 0
        assert set(charge.resolved_by) <= set(charge.line._fields)


def test_every_bit_of_the_home_care_charge_has_its_step() -> None:
    charge = book.document("changchun_2021").charges["home-care-visits"]
    assert {step.bit for step in charge.steps} == set(Bit)


STATED = {
    *(f"special.renewal.{name}_days" for name in ("before", "after")),  # JM-17.1, JM-17.3: 30 days
    *(f"choice.change.{name}_month" for name in ("first", "last")),  # JM-20.2: October to December
    *("home_care.area.insured", "home_care.area.living", "home_care.severe_from", "disability.scale"),
    *(f"home_care.living.{name}" for name in ("longest", "per_day", "per_week", "per_month", "price")),
    *(f"home_care.nursing.{name}" for name in ("longest", "per_week", "per_month", "price")),
    *("home_care.fund_share.employee", "home_care.fund_share.resident"),
    *(f"home_care.living.item.L{number:02}" for number in range(1, 11)),
    *(f"home_care.nursing.item.N{number:02}" for number in range(1, 9)),
    *("home_care.area.city", "home_care.scope.items", "home_care.scope.least", "home_care.plan_changes_per_month"),
    *(f"sickbed.{name}" for name in ("record_years", "record_level", "heart_class", "organs", "referral_level")),
    *("sickbed.per_year", "geriatric.age"),
    *(f"voucher.kind.{name}" for name in ("id_card", "e_voucher", "social_card", "newborn_form", "household_book")),
    *("rules.first_day", "rules.last_day", "claims.years"),
    *("away.days.online", "away.months.bar", "away.months.temporary", "away.referral.level"),
    # Names of divisions, by the national standard GB/T 2260.
    *(name for name in book.document("jiangmen_2024").series if name.startswith("away.place.")),
}


def test_what_no_document_states_is_marked() -> None:
    """A value is illustrative unless its article has been read and says it: those are listed here.

    How an ambiguity is read is no value of an article; readings are listed with the document.
    """
    series = [one for document in book.BOOK for one in document.series.values() if one.unit != READING]
    plain = {one.name for one in series if not one.illustrative}
    assert plain - STATED == set(), "neither illustrative nor in STATED: read the article, then name it there"
    assert STATED - plain == set(), "in STATED, yet illustrative or gone"


def _said(text: Text) -> bool:
    """In Chinese with Chinese characters, in English with none of the sentence missing."""
    return any("\u4e00" <= sign <= "\u9fff" for sign in text.zh) and any(sign.isascii() for sign in text.en.strip())
