"""A filing is told all that is missing or wrong at once."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from yiyang.law import book
from yiyang.law.filing import Field, Kind
from yiyang.law.procedure import Procedure
from yiyang.law.values import OTHER
from yiyang.law.words import Text

OBJECTION = book.document("changchun_2021").procedures["line-objection"]


@pytest.mark.parametrize(
    ("filing", "missing"),
    [
        ({}, [("ground", "is missing"), ("statement", "is missing")]),
        ({"ground": "  ", "statement": "\n"}, [("ground", "is missing"), ("statement", "is missing")]),
        (
            {"ground": "taste", "statement": "x" * 1001},
            [("ground", "'taste' is not among the choices"), ("statement", "is longer than 1000 characters")],
        ),
        ({"ground": "rule", "statement": "x" * 1000}, []),
        ({"ground": " rule ", "statement": "Counted twice.", "other": "ignored"}, []),
    ],
)
def test_everything_missing_is_listed(filing: dict[str, str], missing: list[tuple[str, str]]) -> None:
    assert [(field.name, fault.en) for field, fault in OBJECTION.missing(filing)] == missing


@pytest.mark.parametrize(
    ("code", "procedure"),
    [(one.code, procedure) for one in book.BOOK for procedure in one.procedures.values()],
    ids=lambda told: told if isinstance(told, str) else told.code,
)
def test_every_procedure_is_whole_on_the_first_day(code: str, procedure: Procedure) -> None:
    document = book.document(code)
    values = document.values(document.in_force[0] or date(2026, 1, 1))
    whole = procedure.on(values)
    names = {field.name for field in procedure.every_field}
    assert all(field.choices for field in whole.every_field if field.kind in {Kind.CHOICE, Kind.CHOICES})
    assert all(stage.clock is None or stage.clock in values for stage in procedure.stages)
    assert {name for sheet in procedure.sheets for name in sheet.fields} <= names
    assert {sheet.stage for sheet in procedure.sheets} <= {"", *(stage.name for stage in procedure.stages)}
    assert {way.channel for way in procedure.ways} <= {*procedure.channels}
    assert {one.channel for one in procedure.barred} <= {*procedure.channels}
    assert {name for name, _heading in procedure.parts} <= {field.name for field in procedure.fields if not field.when}
    assert {name for one in procedure.readers for name in (*one.fields, one.named_by) if name} <= names
    provisions = {field.provision for field in procedure.every_field} | {sheet.provision for sheet in procedure.sheets}
    assert provisions <= set(document.provisions)


def test_what_is_not_required_may_be_left_out() -> None:
    note = Field("note", Text("备注", "Note"), Kind.TEXT, "CC-8.6", required=False, longest=3)
    procedure = type(OBJECTION)(**{**vars(OBJECTION), "fields": (note,)})
    assert procedure.missing({}) == []
    assert [fault.zh for _, fault in procedure.missing({"note": "四个字符"})] == ["超过 3 字"]


def test_the_objection_passes_from_provider_to_reviewer() -> None:
    assert [(stage.role, stage.clock) for stage in OBJECTION.stages] == [
        ("provider", "home_care.objection_days"),
        ("reviewer", "home_care.objection_reply_days"),
    ]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"event_on": "2028-12-31"}, date(2028, 12, 31)),
        ({"event_on": " 2028-12-31T23:59 "}, date(2028, 12, 31)),
        ({"event_on": date(2024, 4, 1)}, date(2024, 4, 1)),
        ({"event_on": datetime.fromisoformat("2024-04-01T08:30")}, date(2024, 4, 1)),
        ({"event_on": "yesterday"}, None),
        ({}, None),
    ],
)
def test_the_day_of_the_event_is_read_from_texts_and_from_what_they_stand_for(
    given: dict[str, Any], told: date | None
) -> None:
    law = book.document("jiangmen_2024")
    values = law.values(date(2026, 11, 22))
    claim = law.procedures["claim"]
    assert claim.event_day(given, values) == told
    assert replace(claim, event=None).event_day(given, values) is None
    other = law.amended("reading.A-JM-24", (OTHER,), date(2026, 1, 1))
    assert claim.event_day(given, other.values(date(2026, 11, 22))) is None


def test_every_day_of_an_event_is_a_field_of_its_filing() -> None:
    for document in book.BOOK:
        for one in document.procedures.values():
            if one.event is not None:
                kinds = {field.name: field.kind for field in one.fields}
                assert one.event_field == "" or kinds[one.event_field] in {Kind.DATE, Kind.MOMENT}
                assert one.event.provision in document.provisions and not (one.lasting and one.event_field)


def test_whatever_is_applied_for_in_jiangmen_goes_by_the_day_of_its_event_or_application() -> None:
    for one in book.document("jiangmen_2024").procedures.values():
        if one.channels and not one.own:
            assert one.event is not None and one.event.reading == "A-JM-24", one.code


def test_a_veiled_outcome_is_one_of_its_procedure() -> None:
    for document in book.BOOK:
        for one in document.procedures.values():
            assert {veil.outcome for veil in one.veils} <= {code for code, _words in one.outcomes}
