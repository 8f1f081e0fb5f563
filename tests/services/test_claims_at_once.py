"""Two claims with one invoice at the same moment: one takes it, the other files nothing."""

import pytest

from tests.kin import viewer_for
from tests.services.jiangmen import insured
from tests.services.test_claims import PAPERS, STAY
from tests.services.test_concurrency import AT_ONCE, together
from yiyang.services.access import Viewer
from yiyang.services.cases import filing
from yiyang.services.cases.about import Named
from yiyang.services.errors import Conflict, Refused
from yiyang.store.models import Case, Event, Invoice, Upload

pytestmark = pytest.mark.django_db(transaction=True)


def paper(viewer: Viewer) -> str:
    told = {"name": "票据.pdf", "media_type": "application/pdf", "size": 9, "sha256": "cd" * 32}
    return str(Upload.objects.create(field="paper", by_id=viewer.user_id, **told).pk)


def test_one_invoice_under_several_claims_at_once_is_claimed_once() -> None:
    people = [insured(f"参保人{number}") for number in range(AT_ONCE)]
    told = []
    for person in people:
        viewer = viewer_for(person)
        told.append((viewer, person, {**STAY, **{name: paper(viewer) for name in PAPERS["inpatient"]}}))
    done = together(
        *[
            lambda who=who, person=person, given=given: filing.file(
                viewer=who, code="claim", filing=given, named=Named(person=person.pk)
            )
            for who, person, given in told
        ]
    )
    assert sum(isinstance(one, (Conflict, Refused)) for one in done) == AT_ONCE - 1
    assert Case.objects.count() == 1 and Invoice.objects.filter(live=True).count() == 2
    assert Event.objects.filter(code="case.filed").count() == 1
