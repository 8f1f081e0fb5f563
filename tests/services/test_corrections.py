"""Correcting the evidence of a visit: what may be corrected, and both versions kept."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.story import SHANGHAI, load_month, reviewer, visit
from yiyang.services.errors import BadInput
from yiyang.services.money import corrections
from yiyang.store.models import Event, Visit


@pytest.fixture
def one(tmp_path: Path, empty: None) -> Visit:
    """A visit of two hours on 3 May 2022."""
    load_month(tmp_path, [visit(1, "2022-05-03T09:00", photos="0")])
    return Visit.objects.get()


def test_evidence_is_corrected_and_both_versions_are_kept(one: Visit) -> None:
    viewer = reviewer()
    later = datetime(2022, 5, 3, 10, tzinfo=SHANGHAI)
    corrections.correct_visit(viewer=viewer, visit_id=one.pk, facts={"photos": 3, "check_out": later}, cause="case:7")
    one.refresh_from_db()
    assert (one.photos, one.check_out, one.version) == (3, later, 2)
    event = Event.objects.get(code="visit.corrected")
    assert (event.subject, event.by_id) == ("visit:V1", viewer.user_id)
    assert event.before is not None
    assert event.after is not None
    changed = {name for name, value in event.after.items() if event.before.get(name) != value}
    assert changed == {"photos", "check_out", "version", "cause"}
    assert (event.after["version"], event.after["cause"]) == (2, "case:7")
    assert set(event.before) == set(corrections.FACTS)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"person_id": 2}, "person_id"),
        ({"items": []}, "items"),
        ({"version": 9}, "version"),
        ({"photos": 1, "check_out": datetime(2022, 5, 3, 9, tzinfo=SHANGHAI)}, "check_out"),
    ],
)
def test_who_when_and_what_was_done_is_not_corrected_here(one: Visit, facts: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as fault:
        corrections.correct_visit(viewer=reviewer(), visit_id=one.pk, facts=facts, cause="case:7")
    assert fault.value.field == field
    one.refresh_from_db()
    assert (one.version, one.photos) == (1, 0)
    assert not Event.objects.filter(code="visit.corrected").exists()


def test_what_may_be_corrected_is_part_of_what_an_event_keeps() -> None:
    assert set(corrections.EVIDENCE) < set(corrections.FACTS)
    assert all(hasattr(Visit, name) for name in corrections.FACTS)
