"""The notice of a grant says what was granted, for where and how long, and says the same when the right has changed."""

from collections.abc import Callable
from datetime import date, datetime

from tests.kin import viewer_for
from tests.services.jiangmen import insured, staff
from tests.services.test_letters import ZH, text
from yiyang.services import letters
from yiyang.services.cases import deciding, filing
from yiyang.services.cases.about import Named
from yiyang.store.models import Case, Grant, Person, Role

NOW = datetime.fromisoformat("2026-08-31T09:00")
LASTING = {"sub": "resident", "to_place": "440100", "proof": "undertaking", "promise": "yes"}


def filed(person: Person, outcome: str, **step: str) -> int:
    """A long-term filing, answered by a clerk of her county."""
    named = Named(person=person.pk)
    case = filing.file(viewer=viewer_for(person), code="away-long-term", filing=LASTING, named=named)
    version = Case.objects.get(pk=case).version
    deciding.decide(
        viewer=staff(Role.CLERK), case_id=case, version=version, outcome=outcome, answer="材料不符", filing=step
    )
    return case


def test_a_filing_without_end_names_place_kind_and_first_day(empty: None, clock: Callable[[datetime], None]) -> None:
    clock(NOW)
    person = insured()
    case = filed(person, "granted", papers_valid="yes")
    paper = letters.notice_pdf(viewer=viewer_for(person), case_id=case, **ZH)
    for wanted in ("异地就医备案", "广州", "自2026年8月31日起"):
        assert wanted in text(paper), wanted
    Grant.objects.filter(case=case).update(last=date(2026, 12, 31))
    assert letters.notice_pdf(viewer=viewer_for(person), case_id=case, **ZH) == paper
    assert "from31August2026" in text(letters.notice_pdf(viewer=viewer_for(person), case_id=case, language="en"))


def test_nothing_is_named_where_nothing_was_granted(empty: None, clock: Callable[[datetime], None]) -> None:
    clock(NOW)
    person = insured()
    case = filed(person, "refused", papers_valid="no", why_not="居住证明过期", returned="yes")
    assert "自2026年8月31日" not in text(letters.notice_pdf(viewer=viewer_for(person), case_id=case, **ZH))
