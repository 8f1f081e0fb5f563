"""What a question's fields may hold: a value out of bounds is named by its path, one left unsaid is not a fault."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from yiyang.law import book
from yiyang.law.questions.asked import faults
from yiyang.law.questions.home_care import ChargeHomeVisit, HomeVisit, PlanHomeVisit, PlannedItem, ReceiveHomeCare

VISIT = HomeVisit(
    visit_id="V1", kind="living", check_in=datetime.fromisoformat("2022-05-03T09:00"), check_out=None,
    items=(PlannedItem("L01", 50),), photos=1, identity_checked=True, limb_assessed=True, risk_read=True,
    confirmed=True, scheme="none", insured_division="", residence_division="220105", level=None, stay_seconds=0,
    agreement=True, carer_employed=True, carer_trained=True, carer_certified=True,
)  # fmt: skip


def found(question: Any) -> dict[str, str]:
    return {fault.field: fault.reason.en for fault in faults(question)}


LOW, HIGH, FORM = "must not be below 0", "must not be above 5", "is not of the form wanted"
LOCAL = "must be local time (Asia/Shanghai), without an offset"
ABROAD = replace(VISIT, check_in=datetime(2022, 5, 3, 9, tzinfo=UTC), level=6)


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        (ReceiveHomeCare(), {}),
        (ReceiveHomeCare(level=0, insured_division="220103"), {}),
        (ReceiveHomeCare(level=5, asked_on=date(2022, 5, 3)), {}),
        (ReceiveHomeCare(level=6, insured_division="22010"), {"level": HIGH, "insured_division": FORM}),
        (ReceiveHomeCare(level=-1, residence_division="２２０１０５"), {"level": LOW, "residence_division": FORM}),
        (PlanHomeVisit(items=(PlannedItem("L01", 50), PlannedItem("L02", -1))), {"items.1.minutes": LOW}),
        (ChargeHomeVisit(VISIT), {}),
        (ChargeHomeVisit(VISIT, (replace(VISIT, photos=-1),)), {"others.0.photos": LOW}),
        (ChargeHomeVisit(ABROAD), {"visit.check_in": LOCAL, "visit.level": HIGH}),
    ],
)
def test_faults_name_the_field(question: Any, wrong: dict[str, str]) -> None:
    assert found(question) == wrong


@pytest.mark.parametrize("document", book.BOOK, ids=lambda document: document.code)
def test_every_field_says_what_it_is_in_both_languages(document: Any) -> None:
    for rule in (*document.questions.values(), *document.charges.values()):
        for field in fields(rule.question):
            assert field.metadata["label"].zh and field.metadata["label"].en, field.name
