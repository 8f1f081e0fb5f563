"""Classes of validity and papers in words, those that officials have added too."""

from datetime import date

import pytest

from yiyang.law import amendment
from yiyang.law.amendment import Entry
from yiyang.law.values import Value
from yiyang.law.words import Text
from yiyang.papers.figures import figure
from yiyang.services import current, speaking

DAY = date(2026, 11, 23)


def asthma(code: str) -> Value:
    return Value("special.disease.M00105", (code,), "class", "JM-15.1", DAY, True, Text("活动性肺结核", "tuberculosis"))


@pytest.mark.django_db
def test_a_class_that_officials_have_added_is_said_in_their_words() -> None:
    speaking.listen()
    words = Text("有效期：一个季度", "validity: a quarter")
    entry = Entry("special.validity.quarter", DAY, 3, "months", "JM-17.2", words, illustrative=False)
    assert figure(asthma("quarter")).zh == "quarter"  # nobody knows it yet
    with current.trying(amendment.applied(current.document("jiangmen_2024"), [entry])):
        assert figure(asthma("quarter")) == words
        assert figure(asthma("half-year")).en == "validity: half a year"


def test_what_no_document_has_is_asked_of_nobody() -> None:
    speaking.listen()
    strange = asthma("quarter")._replace(name="no.such.value")
    assert figure(strange).en == "quarter"
