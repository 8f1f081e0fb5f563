"""Figures of a month and of a provider: each is the length of the list behind it, and held against the stored rows."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from tests.services.clients import Clients, aware, clients
from tests.services.lived import Delivered
from tests.story import MONTH, PLACE, someone, standing
from yiyang.law.document import shared_digits
from yiyang.services import demo
from yiyang.services.access import Viewer
from yiyang.services.cases import acting, deciding, filing
from yiyang.services.cases.about import Named
from yiyang.services.errors import NotAllowed, NotFound
from yiyang.services.figures import answers, card, month, provider
from yiyang.services.figures.rows import Figure
from yiyang.services.people.residents import of_place
from yiyang.store.models import Case, Grant, Institution, Line, Person, ReadLog, Role, Visit

CODE = "H22010500001"


@pytest.fixture
def supervisor(settled: None) -> Viewer:
    return demo.viewer("supervisor")


def flat(summary: month.Summary) -> dict[str, Figure]:
    return {one.code: one for section in summary.sections for one in section.figures}


def test_every_figure_is_the_length_of_its_list(supervisor: Viewer) -> None:
    found = flat(month.summary(viewer=supervisor, place=PLACE, month=MONTH))
    for figure in found.values():
        if figure.behind and figure.form == "count":
            listing = month.listing(viewer=supervisor, place=PLACE, month=MONTH, code=figure.behind)
            assert listing.sheet.count == figure.value, figure.code
    assert {code for code in month.LISTS if code not in found} == set()


def test_money_and_results_are_those_of_the_lines(supervisor: Viewer) -> None:
    found, lines = flat(month.summary(viewer=supervisor, place=PLACE, month=MONTH)), standing()
    statuses = Counter(line.status for line in lines)
    assert {code: found[f"status-{code}"].value for code in month.STATUSES} == {s: statuses[s] for s in month.STATUSES}
    for scheme in ("employee", "resident"):
        mine = [line for line in lines if line.scheme == scheme and line.status == "payable"]
        assert found[f"fund-{scheme}"].value == sum(line.fund for line in mine)
        assert found[f"own-{scheme}"].value == sum(line.own for line in mine)
    assert found["gross"].value == sum(line.gross for line in lines)
    for kind in ("living", "nursing"):
        paid = [line.minutes for line in lines if line.kind == kind and line.status == "payable"]
        assert found[f"hours-{kind}"].value == sum(paid)
    failed = Counter(one for line in lines for one in line.provisions.split(";") if one)
    assert {
        code.removeprefix("reason-"): one.value for code, one in found.items() if code.startswith("reason-")
    } == failed
    assert found["visited"].value == len({line.person_id for line in lines})


def test_stars_are_counted_and_a_missing_form_is_a_gap(supervisor: Viewer) -> None:
    one = Visit.objects.filter(satisfaction=5).first()
    assert one is not None
    Visit.objects.filter(pk=one.pk).update(satisfaction=None)
    found = flat(month.summary(viewer=supervisor, place=PLACE, month=MONTH))
    rated = [stars for stars in Visit.objects.values_list("satisfaction", flat=True) if stars]
    assert found["unrated"].value == 1 and found["unrated"].tone == "waiting" and found["rated"].value == 241
    assert found["mean"].value == round(sum(rated) * 100 / len(rated))
    assert [found[f"stars-{stars}"].value for stars in range(1, 6)] == [rated.count(stars) for stars in range(1, 6)]


def recipient(person: Person, first: date, last: date | None) -> Grant:
    key = f"recipient:{person.pk}:{first}"
    return Grant.objects.create(kind="recipient", key=key, person=person, first=first, last=last, facts={})


def counted(viewer: Viewer, when: str = MONTH) -> tuple[int | None, ...]:
    found = flat(month.summary(viewer=viewer, place=PLACE, month=when))
    return tuple(found[code].value for code in ("recipients", "recipients-new", "recipients-ended"))


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([("2022-05-01", None)], (1, 1, 0)),
        ([("2022-05-31", None)], (1, 1, 0)),
        ([("2022-04-30", None)], (1, 0, 0)),
        ([("2022-06-01", None)], (0, 0, 0)),
        ([("2022-01-01", "2022-05-31")], (1, 0, 1)),
        ([("2022-01-01", "2022-05-30")], (0, 0, 1)),
        ([("2022-01-01", "2022-05-01")], (0, 0, 1)),
        ([("2022-01-01", "2022-04-30")], (0, 0, 0)),
        (
            [("2022-01-01", "2022-05-14"), ("2022-05-15", None)],
            (1, 0, 0),
        ),  # renewed without a gap: neither new nor ended
        ([("2022-01-01", "2022-05-14"), ("2022-05-16", None)], (1, 1, 1)),  # a day without: both
    ],
)
def test_recipients_new_and_ended(
    supervisor: Viewer, spans: list[tuple[str, str | None]], expected: tuple[int, int, int]
) -> None:
    person = Person.objects.earliest("pk")
    for first, last in spans:
        recipient(person, date.fromisoformat(first), date.fromisoformat(last) if last else None)
    assert counted(supervisor) == expected


def test_people_of_other_places_do_not_count(supervisor: Viewer) -> None:
    away = Person.objects.create(id_index="away", id_masked="4***1", name="江门人", residence_division="440703")
    recipient(away, date(2022, 1, 1), None)
    assert counted(supervisor) == (0, 0, 0)
    Grant.objects.create(kind="coverage", key="c", person=away, first=date(2022, 1, 1), facts={"division": "220102"})
    assert counted(supervisor) == (1, 0, 0)  # insured here
    assert (shared_digits("220100"), shared_digits("520000"), shared_digits("220102")) == ("2201", "52", "220102")
    assert Person.objects.filter(of_place("440700")).get() == away


def test_an_unknown_list_month_or_place_is_refused(supervisor: Viewer) -> None:
    ask = {"viewer": supervisor, "place": PLACE, "month": MONTH}
    with pytest.raises(NotFound):
        month.listing(**ask, code="nothing")  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        month.summary(**ask | {"month": "2022-13"})  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        month.summary(**ask | {"place": "440700"})  # type: ignore[arg-type]
    for role in (Role.FAMILY, Role.FINANCE, Role.HEALTH, Role.DEPARTMENT, Role.CIVIL_AFFAIRS, Role.ASSESSOR):
        with pytest.raises(NotAllowed):
            month.summary(**ask | {"viewer": someone(role, place=PLACE)})  # type: ignore[arg-type]


def test_looks_at_a_list_are_logged(supervisor: Viewer) -> None:
    month.listing(viewer=supervisor, place=PLACE, month=MONTH, code="visited")
    card.listing(viewer=supervisor, place=PLACE, month=MONTH, code=CODE, figure="held")
    where = ReadLog.objects.filter(by=supervisor.user_id).order_by("pk").values_list("where", "place")
    assert list(where) == [("summary.visited", PLACE), ("scorecard.held", PLACE)]


def test_every_figure_of_a_score_card_is_the_length_of_its_list(supervisor: Viewer) -> None:
    found = card.card(viewer=supervisor, place=PLACE, month=MONTH, code=CODE)
    assert [part.code for part in found.parts] == ["management", "training", "quality"]
    shown = {figure.code for part in found.parts for figure in part.figures}
    assert shown - {"mean"} == set(provider.LISTS)
    for part in found.parts:
        for figure in part.figures:
            listing = card.listing(viewer=supervisor, place=PLACE, month=MONTH, code=CODE, figure=figure.behind)
            if figure.form == "count":
                assert listing.sheet.count == figure.value, figure.code


def value(viewer: Viewer, code: str, *, house: str = CODE, when: str = MONTH) -> Figure:
    found = card.card(viewer=viewer, place=PLACE, month=when, code=house)
    return next(figure for part in found.parts for figure in part.figures if figure.code == code)


def test_each_gap_shows_on_the_card(supervisor: Viewer) -> None:
    visits = Visit.objects.filter(institution__code=CODE)
    keys = list(visits.values_list("pk", flat=True)[:6])
    lines = Line.objects.filter(institution__code=CODE, superseded_by__isnull=True)
    assert value(supervisor, "held").value == lines.filter(status="held").count()
    assert value(supervisor, "refused").value == lines.filter(status__in=["refused", "self_pay"]).count()
    before = {code: value(supervisor, code).value for code in ("gaps", "no-ticks", "unrated", "late-uploads", "low")}
    first = Visit.objects.get(pk=keys[0])
    assert first.check_out is not None
    Visit.objects.filter(pk=keys[0]).update(received_at=first.check_out + timedelta(hours=24))  # still in time
    Visit.objects.filter(pk=keys[1]).update(photos=0)
    Visit.objects.filter(pk=keys[2]).update(risk_read=False)
    Visit.objects.filter(pk=keys[3]).update(satisfaction=None)
    last = Visit.objects.get(pk=keys[4])
    assert last.check_out is not None
    Visit.objects.filter(pk=keys[4]).update(received_at=last.check_out + timedelta(hours=24, seconds=1))
    Visit.objects.filter(pk=keys[5]).update(satisfaction=1)
    gained = {code: (value(supervisor, code).value or 0) - (count or 0) for code, count in before.items()}
    assert gained == {"gaps": 1, "no-ticks": 1, "unrated": 1, "late-uploads": 1, "low": 1}
    assert value(supervisor, "late-uploads").tone == "waiting"


def test_training_and_management_follow_what_is_on_file(supervisor: Viewer) -> None:
    house = Institution.objects.get(code=CODE)
    carers = house.carers.order_by("code")
    one, two, three = carers[:3]
    assert (value(supervisor, "certified").value, value(supervisor, "certified").tone) == (4, "paid")
    carers.filter(pk=one.pk).update(certificate_to=date(2022, 5, 30))  # over the day before the month's last
    carers.filter(pk=two.pk).update(certificate_to=date(2022, 5, 31))  # its last day is the month's last
    carers.filter(pk=three.pk).update(left_on=date(2022, 5, 31))  # no longer employed on that day
    figure = value(supervisor, "certified")
    assert (figure.value, figure.of, figure.tone) == (2, 3, "waiting")
    assert value(supervisor, "ending").value == 2
    Grant.objects.create(kind="warning", key="w", institution=house, first=date(2022, 5, 31), last=date(2022, 12, 1))
    Grant.objects.create(kind="suspension", key="s", institution=house, first=date(2022, 4, 1), last=date(2022, 4, 30))
    assert value(supervisor, "sanctions").value == 1
    Institution.objects.filter(pk=house.pk).update(capacity=1)
    for number, person in enumerate(Person.objects.all()[:2]):
        Grant.objects.create(kind="choice", key=f"k{number}", person=person, institution=house, first=date(2022, 5, 1))
    clients_now = value(supervisor, "clients")
    assert (clients_now.value, clients_now.of, clients_now.tone) == (2, 1, "waiting")


def test_the_document_judges_the_card(supervisor: Viewer) -> None:
    found = card.card(viewer=supervisor, place=PLACE, month=MONTH, code=CODE)
    assert found.decision is not None and found.decision.outcome == "granted" and not found.decision.failing
    Institution.objects.filter(code=CODE).update(liability_insurance_to=date(2022, 5, 30))
    again = card.card(viewer=supervisor, place=PLACE, month=MONTH, code=CODE).decision
    assert again is not None and {reason.provision for reason in again.failing} == {"CC-11.5"}
    assert found.illustrative, "shares and periods no document states are marked"


def test_a_provider_of_another_place_has_no_card(supervisor: Viewer) -> None:
    Institution.objects.create(code="J1", name="江门机构", place="440700")
    with pytest.raises(NotFound):
        card.card(viewer=supervisor, place=PLACE, month=MONTH, code="J1")


@pytest.fixture
def known(empty: None, clock: object) -> Clients:
    clock(datetime(2026, 9, 7, 8))  # type: ignore[operator]  # noqa: DTZ001
    return clients()


def complain(known: Clients, **told: str) -> Case:
    filed = {"matter": "absence", "statement": "没有人来", **told}
    key = filing.file(viewer=known.daughter, code="complaint", filing=filed, named=Named(person=known.person.pk))
    return Case.objects.get(pk=key)


def test_complaints_in_time_late_and_open(known: Clients, clock: object) -> None:
    named = complain(known, provider=known.provider.code)
    complain(known)
    found = answers.of_month(PLACE, "2026-09")
    assert {code: len(rows) for code, rows in found.by_code.items()} == {
        "complaints": 2, "complaints-open": 2, "complaints-in-time": 0, "complaints-late": 0,
        "decided-in-time": 0, "decided-late": 0,
    }  # fmt: skip
    assert len(answers.of_provider(known.provider, date(2026, 9, 30)).by_code["complaints"]) == 1
    assert len(answers.of_provider(known.provider, date(2026, 9, 6)).by_code["complaints"]) == 0
    assert named.due is not None
    clock(datetime.combine(named.due + timedelta(days=1), datetime.min.time()))  # type: ignore[operator]
    assert len(answers.of_month(PLACE, "2026-09").by_code["complaints-late"]) == 2
    assert [value.name for value in answers.of_month(PLACE, "2026-09").illustrative] == []


def answer(case: Case, viewer: Viewer) -> None:
    version = Case.objects.values_list("version", flat=True)
    acting.act(viewer=viewer, case_id=case.pk, version=version.get(pk=case.pk), filing={"inquiry": "已核实"})
    deciding.decide(viewer=viewer, case_id=case.pk, version=version.get(pk=case.pk), outcome="upheld", answer="属实")


def test_an_answer_is_in_time_on_its_last_day_and_late_after(known: Clients, clock: object) -> None:
    clerk = someone(Role.CLERK, place=PLACE)
    first, second = complain(known), complain(known)
    answer(first, clerk)
    case = Case.objects.get(pk=second.pk)
    acting.act(viewer=clerk, case_id=case.pk, version=case.version, filing={"inquiry": "已核实"})
    due = Case.objects.get(pk=second.pk).due
    assert due is not None
    clock(datetime.combine(due, datetime.min.time()) + timedelta(days=1, hours=9))  # type: ignore[operator]
    version = Case.objects.get(pk=second.pk).version
    deciding.decide(viewer=clerk, case_id=second.pk, version=version, outcome="dismissed", answer="不属实")
    found = answers.of_month(PLACE, "2026-09")
    assert [case.pk for case in found.by_code["complaints-in-time"]] == [first.pk]
    assert [case.pk for case in found.by_code["complaints-late"]] == [second.pk]
    assert found.illustrative, "the clock is ours and marked"
    decided = {code: [case.pk for case in found.by_code[code]] for code in ("decided-in-time", "decided-late")}
    decided_month = timezone.localdate(Case.objects.get(pk=second.pk).decided_at)
    late = [second.pk] if f"{decided_month:%Y-%m}" == "2026-09" else []
    assert decided == {"decided-in-time": [first.pk], "decided-late": late}


def test_late_uploads_of_a_visit_reported_by_phone(known: Clients) -> None:
    Delivered(known).visit("2026-09-04T09:00", received_at=aware(datetime(2026, 9, 6, 9)))  # noqa: DTZ001
    Delivered(known).visit("2026-09-02T09:00", received_at=aware(datetime(2026, 9, 2, 12)))  # noqa: DTZ001
    viewer = someone(Role.SUPERVISOR, place=PLACE)
    assert value(viewer, "late-uploads", house=known.provider.code, when="2026-09").value == 1
