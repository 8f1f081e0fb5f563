"""What other authorities may look at: civil affairs recipients, health institutions, others counts without names."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from tests.services.clients import MONDAY, Clients, clients
from tests.services.lived import Delivered
from tests.story import MONTH, PLACE, clock, someone  # noqa: F401 -- clock is a fixture
from yiyang.services import demo
from yiyang.services.access import RIGHTS, Viewer
from yiyang.services.bureau import department, institutions, recipients
from yiyang.services.bureau.recipients import Narrowed, Recipient
from yiyang.services.errors import NotAllowed, NotFound
from yiyang.store.models import Carer, Case, Grant, Institution, Person, ReadLog, Role, Stay

ALL = Narrowed()
Clock = Callable[[datetime], None]
DECIDES = {"month.settle", "statement.sign", "objection.decide", "case.second", "objection.file", "counter"}


@pytest.fixture
def known(empty: None, clock: Clock) -> Clients:  # noqa: F811
    clock(MONDAY)
    return clients()


@pytest.fixture
def civil(known: Clients) -> Viewer:
    return someone(Role.CIVIL_AFFAIRS, place=PLACE)


@pytest.fixture
def health(known: Clients) -> Viewer:
    return someone(Role.HEALTH, place=PLACE)


def only(viewer: Viewer) -> Recipient:
    (row,) = recipients.recipients(viewer=viewer, narrowed=ALL).sheet.rows
    return row


def test_a_recipient_stands_with_the_links_to_elder_care(known: Clients, civil: Viewer) -> None:
    found = only(civil)
    assert (found.name, found.level, found.division.en) == (known.person.name, 5, "Erdao")
    assert (found.provider, found.elder_care) == (known.provider.name, False)
    assert found.plans is not None and found.plans.en == "living care, nursing"
    Institution.objects.update(scope=["elder_care"])
    Delivered(known).visit("2026-09-04T09:00")
    Stay.objects.create(person=known.person, kind="hospital", first=Delivered(known).visit("2026-09-05T09:00").check_in)
    found = only(civil)
    assert found.elder_care and found.staying == "hospital"
    assert found.last_visit is not None and found.last_visit.date() == date(2026, 9, 5)


@pytest.mark.parametrize(
    ("last", "counts"),
    [
        (None, (1, 0, 0)),
        ("2026-09-06", (0, 0, 1)),
        ("2026-09-07", (1, 1, 0)),
        ("2026-10-07", (1, 1, 0)),
        ("2026-10-08", (1, 0, 0)),
    ],
)
def test_states_by_the_last_day(known: Clients, civil: Viewer, last: str | None, counts: tuple[int, int, int]) -> None:
    Grant.objects.filter(kind="recipient").update(last=last and date.fromisoformat(last))
    found = recipients.recipients(viewer=civil, narrowed=ALL)
    assert tuple(found.counts[state] for state in ("running", "soon", "ended")) == counts
    for state, count in found.counts.items():
        assert recipients.recipients(viewer=civil, narrowed=Narrowed(state=state)).sheet.count == count


def test_a_recipient_without_a_provider_is_a_missing_link(known: Clients, civil: Viewer) -> None:
    assert recipients.recipients(viewer=civil, narrowed=ALL).counts["unlinked"] == 0
    Grant.objects.filter(kind="choice").update(last=date(2026, 9, 6))
    assert recipients.recipients(viewer=civil, narrowed=ALL).counts["unlinked"] == 1
    assert (only(civil).provider, only(civil).chosen) == ("", None)


def test_only_the_latest_right_counts(known: Clients, civil: Viewer) -> None:
    old = {"kind": "recipient", "key": "old", "person": known.person}
    Grant.objects.create(**old, first=date(2024, 1, 1), last=date(2024, 12, 31))
    assert recipients.recipients(viewer=civil, narrowed=ALL).counts == {
        "running": 1,
        "soon": 0,
        "ended": 0,
        "unlinked": 0,
    }


def test_an_institution_stands_with_staff_and_findings(known: Clients, health: Viewer) -> None:
    Carer.objects.filter(pk=known.second.pk).update(certificate_to=date(2026, 9, 6))
    house = known.provider
    told = {"provider": house.code, "audit": "online", "findings": "两次缺照片"}
    filed = {
        "procedure": "audit",
        "document": "changchun_2021",
        "place": PLACE,
        "filing": told,
        "filed_at": aware_now(),
    }
    Case.objects.create(number="A1", key="a1", outcome="findings", decided_at=aware_now(), **filed)
    Case.objects.create(number="A2", key="a2", stage="examined", **filed)
    Grant.objects.create(kind="warning", key="w", institution=house, first=date(2026, 9, 1), last=date(2027, 9, 1))
    (row,) = institutions.institutions(viewer=health).rows
    assert (row.carers, row.uncertified, row.findings, [one.en for one in row.measures]) == (2, 1, 1, ["warning"])
    found = institutions.institution(viewer=health, code=house.code)
    assert [(one.name, one.certificate.state) for one in found.staff] == [("赵英", "expired"), ("杨玉", "valid")]
    assert [(one.what.en, one.said) for one in found.findings] == [("online spot check", "两次缺照片"), ("warning", "")]
    assert found.parts == () and found.month == ""
    Delivered(known).visit("2026-09-04T09:00")
    found = institutions.institution(viewer=health, code=house.code)
    assert (found.month, [part.code for part in found.parts]) == ("2026-09", ["training", "quality"])


def aware_now() -> datetime:
    return timezone.now()


def test_lists_end_at_the_place(known: Clients) -> None:
    civil, health = someone(Role.CIVIL_AFFAIRS, place="440700"), someone(Role.HEALTH, place="440700")
    assert recipients.recipients(viewer=civil, narrowed=ALL).sheet.count == 0
    assert institutions.institutions(viewer=health).count == 0
    with pytest.raises(NotFound):
        institutions.institution(viewer=health, code=known.provider.code)


def test_each_department_reads_its_own_and_decides_nothing(known: Clients) -> None:
    asks: dict[str, Callable[[Viewer], object]] = {
        Role.CIVIL_AFFAIRS: lambda viewer: recipients.recipients(viewer=viewer, narrowed=ALL),
        Role.HEALTH: lambda viewer: institutions.institutions(viewer=viewer),
        Role.DEPARTMENT: lambda viewer: department.months(viewer=viewer, place=PLACE),
    }
    for role in RIGHTS:
        viewer = someone(role, place=PLACE)
        for owner, ask in asks.items():
            if role == owner:
                ask(viewer)
            else:
                with pytest.raises(NotAllowed):
                    ask(viewer)
    for role in (*asks, Role.FINANCE):
        assert RIGHTS[role] & DECIDES == frozenset()


def test_looks_are_logged(known: Clients, civil: Viewer, health: Viewer) -> None:
    recipients.recipients(viewer=civil, narrowed=ALL)
    institutions.institution(viewer=health, code=known.provider.code)
    where = (
        ReadLog.objects.filter(by__in=[civil.user_id, health.user_id]).order_by("pk").values_list("where", flat=True)
    )
    assert list(where) == ["recipients", "institution"]


def test_another_department_reads_counts_without_names_or_money(settled: None) -> None:
    viewer = demo.viewer("department")
    found = department.overview(viewer=viewer, place=PLACE, month=MONTH)
    figures = [figure for section in found.sections for figure in section.figures]
    assert found.months == (MONTH,) and figures and "visits" in {one.code for one in figures}
    assert not [one for one in figures if one.form == "fen" or one.behind or one.filtered]
    names = {*Person.objects.values_list("name", flat=True), *Carer.objects.values_list("name", flat=True)}
    assert not [name for name in names for one in figures if name in one.label.zh]
    with pytest.raises(NotAllowed):
        department.overview(viewer=viewer, place="440700", month=MONTH)
    assert department.places(viewer=viewer) == (PLACE,)
    assert ReadLog.objects.filter(by=viewer.user_id, where="department", place=PLACE).count() == 1


def test_a_role_that_has_ended_reads_nothing(empty: None) -> None:
    over = timezone.localdate() - timedelta(days=1)
    viewer = someone(Role.DEPARTMENT, place=PLACE, last=over)
    with pytest.raises(NotAllowed):
        department.places(viewer=viewer)
