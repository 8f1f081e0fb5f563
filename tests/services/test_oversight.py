"""Providers' score tables, assessments, accounts and trails, each held against the stored rows."""

from collections import Counter
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.kin import WANG, person_with
from tests.story import MONTH, PLACE, holding, someone, standing
from yiyang.services import demo
from yiyang.services.access import viewer_of
from yiyang.services.accounts import register
from yiyang.services.assessing import assessments
from yiyang.services.assessing.assessments import Narrowed
from yiyang.services.errors import NotAllowed, NotFound
from yiyang.services.money import months
from yiyang.services.people import families
from yiyang.services.supervision import oversight, trails
from yiyang.services.supervision.trails import Sought
from yiyang.services.terms import term
from yiyang.store.models import Carer, Event, Grant, Load, Membership, Person, ReadLog, Role, User, Visit


def test_each_providers_figures_are_those_of_its_lines(settled: None) -> None:
    table = oversight.scores(viewer=demo.viewer("supervisor"), place=PLACE, month=MONTH)
    lines = standing()
    assert sum(row.visits for row in table.rows) == len(lines) == 242
    for row in table.rows:
        own = [line for line in lines if line.institution.code == row.code]
        statuses = Counter(line.status for line in own)
        assert row.visits == len(own)
        assert {share.status: share.lines for share in row.shares} == {
            status: statuses[status] for status in ("held", "refused", "self_pay")
        }
        assert all(abs(share.per_10000 - share.lines * 10_000 / len(own)) <= 0.5 for share in row.shares)
        failed = Counter(one for line in own for one in line.provisions.split(";") if one)
        assert {one.provision: one.lines for one in row.reasons} == failed


def test_every_figure_leads_to_as_many_lines_as_it_says(settled: None) -> None:
    viewer = demo.viewer("supervisor")
    for row in oversight.scores(viewer=viewer, place=PLACE, month=MONTH).rows:
        for share in row.shares:
            listed = months.Filter(provider=row.code, status=share.status)
            assert months.month_lines(viewer=viewer, place=PLACE, month=MONTH, narrowed=listed).count == share.lines
        for one in row.reasons:
            listed = months.Filter(provider=row.code, provision=one.provision)
            assert months.month_lines(viewer=viewer, place=PLACE, month=MONTH, narrowed=listed).count == one.lines


def test_satisfaction_is_a_mean_with_its_count(settled: None) -> None:
    visit = Visit.objects.filter(institution__code="H22010500001").earliest("pk")
    Visit.objects.filter(pk=visit.pk).update(satisfaction=None)
    row, _ = oversight.score(viewer=demo.viewer("supervisor"), place=PLACE, month=MONTH, code="H22010500001")
    stars = [v.satisfaction for v in Visit.objects.filter(institution__code="H22010500001") if v.satisfaction]
    assert (row.quality.rated, row.quality.unrated) == (len(stars), 1)
    assert row.quality.mean == round(sum(stars) * 100 / len(stars))


def test_terms_are_seen_from_the_months_last_day(settled: None) -> None:
    table = oversight.scores(viewer=demo.viewer("supervisor"), place=PLACE, month=MONTH)
    assert table.on == date(2022, 5, 31)
    states = {row.name: (row.agreement.state, row.training.expired) for row in table.rows}
    assert states["示例照护中心5"][0] == "expired"
    assert states["示例照护中心1"] == ("valid", 0)
    assert states["示例照护中心2"][1] == 1


def test_carers_whose_certificate_ends_first_come_first(settled: None) -> None:
    Carer.objects.filter(code="H22010500001-3").update(certificate_to=date(2022, 6, 10))
    row, carers = oversight.score(viewer=demo.viewer("supervisor"), place=PLACE, month=MONTH, code="H22010500001")
    assert (row.training.carers, row.training.soon) == (4, 1)
    assert (carers[0].code, carers[0].certificate.state, carers[0].certificate.days) == ("H22010500001-3", "soon", 10)


def test_a_provider_without_agreement_or_insurance_on_file(settled: None) -> None:
    Grant.objects.filter(kind="agreement", institution__code="H22010500001").delete()
    row, _ = oversight.score(viewer=demo.viewer("supervisor"), place=PLACE, month=MONTH, code="H22010500001")
    assert row.agreement.state == "missing"


def test_scores_take_the_same_queries_for_any_number_of_providers(
    settled: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    viewer = demo.viewer("supervisor")
    with django_assert_max_num_queries(10):
        oversight.scores(viewer=viewer, place=PLACE, month=MONTH)


def test_scores_are_for_their_place_only(settled: None) -> None:
    with pytest.raises(NotAllowed):
        oversight.scores(viewer=someone(Role.SUPERVISOR, place="440700"), place=PLACE, month=MONTH)
    with pytest.raises(NotFound):
        oversight.score(viewer=demo.viewer("supervisor"), place=PLACE, month=MONTH, code="H0")
    assert oversight.scores(viewer=demo.viewer("supervisor"), place=PLACE, month="2022-07").rows == ()


def test_assessments_come_by_their_end_and_count_by_state(settled: None) -> None:
    viewer, on = demo.viewer("assessor"), date(2022, 5, 12)
    found = assessments.assessments(viewer=viewer, narrowed=Narrowed(), on=on)
    ends = [row.term.last for row in found.sheet.rows]
    assert ends == sorted(ends, key=lambda last: last or date.max)
    assert found.counts == Counter(row.term.state for row in found.sheet.rows)
    assert found.counts["expired"] == found.counts["soon"] == 1
    for state, count in found.counts.items():
        narrowed = assessments.assessments(viewer=viewer, narrowed=Narrowed(state=state), on=on)
        assert {row.term.state for row in narrowed.sheet.rows} == {state} if count else narrowed.sheet.rows == ()
    assert all("*" in row.masked for row in found.sheet.rows)


def test_assessments_are_narrowed_by_grade_and_name(settled: None) -> None:
    viewer, on = demo.viewer("assessor"), date(2022, 5, 12)
    grades = [row.level for row in assessments.assessments(viewer=viewer, narrowed=Narrowed(level=3), on=on).sheet.rows]
    assert grades and set(grades) == {3}
    names = [
        row.person for row in assessments.assessments(viewer=viewer, narrowed=Narrowed(text="黄强"), on=on).sheet.rows
    ]
    assert names == ["黄强"]


def test_assessments_are_those_of_the_place_where_people_live_or_are_insured(settled: None) -> None:
    person = person_with(WANG)

    def seen(place: str) -> bool:
        viewer = someone(Role.ASSESSOR, place=place)
        rows = assessments.assessments(viewer=viewer, narrowed=Narrowed(text=person.name), on=date(2022, 5, 12))
        return bool(rows.sheet.rows)

    assert (seen(PLACE), seen("220000"), seen("440700")) == (True, True, False)
    Person.objects.filter(pk=person.pk).update(residence_division="440703")
    assert (seen(PLACE), seen("440700")) == (True, True)
    Grant.objects.filter(kind="coverage", person=person).delete()
    assert (seen(PLACE), seen("440700")) == (False, True)


def test_a_role_at_one_place_gives_no_right_at_another(settled: None) -> None:
    viewer = someone(Role.ASSESSOR, place="440700")
    Membership.objects.create(user=User.objects.latest("pk"), role=Role.FINANCE, place=PLACE)
    again = viewer_of(viewer.user_id)
    found = assessments.assessments(viewer=again, narrowed=Narrowed(), on=date(2022, 5, 12))
    assert found.sheet.count == 0


def test_long_lists_come_in_pages(settled: None) -> None:
    viewer = someone(Role.ADMINISTRATOR)
    User.objects.bulk_create([User(username=f"u{number:03d}") for number in range(120)])
    first = register.accounts(viewer=viewer, on=date(2026, 11, 21))
    last = register.accounts(viewer=viewer, on=date(2026, 11, 21), page=99)
    assert (first.page, first.pages, len(first.rows)) == (1, 3, 50)
    assert (last.page, len(last.rows)) == (3, first.count - 100)
    assert {row.id for row in first.rows}.isdisjoint(row.id for row in last.rows)


def test_accounts_show_roles_and_never_a_password_or_a_full_name_of_the_insured(settled: None) -> None:
    rows = register.accounts(viewer=demo.viewer("admin"), on=date(2026, 11, 21), role=Role.FAMILY).rows
    (row,) = rows
    (link,) = row.links
    assert (row.username, link.role.en, link.scope, link.relation, link.running) == (
        "daughter", "family", "黄*", "女儿", True,
    )  # fmt: skip
    assert User.objects.get(username="daughter").password not in repr(rows)


def test_a_membership_outside_its_dates_is_shown_as_not_running(settled: None) -> None:
    someone(Role.CLERK, place=PLACE, last=date(2026, 1, 1))
    on = date(2026, 11, 21)
    rows = register.accounts(viewer=demo.viewer("admin"), on=on, role=Role.CLERK).rows
    assert sorted(link.running for row in rows for link in row.links) == [False, True]


def test_events_are_listed_newest_first_and_narrowed(settled: None) -> None:
    viewer = demo.viewer("admin")
    everything = trails.changes(viewer=viewer, sought=Sought())
    assert everything.count == Event.objects.count()
    assert [row.at for row in everything.rows] == sorted((row.at for row in everything.rows), reverse=True)
    signed = trails.changes(viewer=viewer, sought=Sought(code="statement.signed", who="reviewer"))
    assert {(row.code, row.by.zh) for row in signed.rows} == {("statement.signed", "何复核")}
    assert "statement.signed" in trails.codes(viewer=viewer)
    assert trails.changes(viewer=viewer, sought=Sought(who="nobody")).rows == ()


def test_the_read_log_says_who_acted_for_whom(settled: None) -> None:
    person = person_with(WANG)
    families.month(viewer=demo.viewer("daughter"), person_id=person.pk, month=MONTH)
    (look,) = trails.looks(viewer=demo.viewer("admin"), sought=Sought(code="person_month.acting")).rows
    assert (look.by.zh, look.whom, look.where, look.acting) == ("陈华（女儿）", "黄*", "person_month", True)
    assert trails.places_looked(viewer=demo.viewer("admin")) == tuple(
        sorted(set(ReadLog.objects.values_list("where", flat=True)))
    )


def test_a_load_lists_what_came_in_and_what_did_not(settled: None) -> None:
    fault = ["visits.csv", 7, "check_out", "2022-05-03T08:00:00", ["签退早于签到", "before the check-in"], "CC-7.5"]
    counts = {"visits": {"added": 3, "changed": 1, "same": 0}}
    made = Load.objects.create(source="2022-06", place=PLACE, counts=counts, faults=[fault])
    card = trails.load(viewer=demo.viewer("admin"), load_id=made.pk)
    assert card.row.counts == (("visits", 3, 1, 0),)
    (found,) = card.faults
    assert (found.file, found.line, found.provision) == ("visits.csv", 7, "CC-7.5")
    assert found.reason.en == "before the check-in"
    newest, *_ = trails.loads(viewer=demo.viewer("clerk")).rows
    assert (newest.id, newest.faults) == (made.pk, 1)
    with pytest.raises(NotFound):
        trails.load(viewer=demo.viewer("admin"), load_id=made.pk + 1)


@pytest.mark.parametrize("right", ["own.read", "month.read", "simulate"])
def test_each_list_needs_its_own_right(settled: None, right: str) -> None:
    viewer, on = holding(right), date(2026, 11, 21)
    for ask in (
        lambda: assessments.assessments(viewer=viewer, narrowed=Narrowed(), on=on),
        lambda: register.accounts(viewer=viewer, on=on),
        lambda: trails.changes(viewer=viewer, sought=Sought()),
        lambda: trails.codes(viewer=viewer),
        lambda: trails.looks(viewer=viewer, sought=Sought()),
        lambda: trails.places_looked(viewer=viewer),
        lambda: trails.loads(viewer=viewer),
        lambda: trails.load(viewer=viewer, load_id=1),
    ):
        with pytest.raises(NotAllowed):
            ask()


@pytest.mark.parametrize(
    ("last", "state", "days"),
    [
        (date(2022, 5, 30), "expired", -1),
        (date(2022, 5, 31), "soon", 0),
        (date(2022, 6, 30), "soon", 30),
        (date(2022, 7, 1), "valid", 31),
        (None, "valid", None),
    ],
)
def test_a_term_by_its_last_day(last: date | None, state: str, days: int | None) -> None:
    found = term(last=last, on=date(2022, 5, 31))
    assert (found.state, found.days) == (state, days)


def test_a_term_not_begun_or_not_on_file() -> None:
    on = date(2022, 5, 31)
    assert term(first=date(2022, 6, 1), last=None, on=on).state == "future"
    assert term(last=None, on=on, known=False).state == "missing"
