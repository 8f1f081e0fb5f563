"""What will lapse or open: each sees only theirs, a renewal takes the end away, and reminders come once."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model

from tests.services.jiangmen import PENGJIANG, XINHUI, grant, hospital, insurance_desk, insured, staff
from yiyang.law import book
from yiyang.services.access import OPERATOR, Viewer, viewer_of
from yiyang.services.cases.declared import all_declared, openable
from yiyang.services.demo import jiangmen as demo_jiangmen
from yiyang.services.errors import BadInput, NotAllowed
from yiyang.services.lapses import reminding
from yiyang.services.lapses.kinds import KINDS
from yiyang.services.lapses.lapse import Moment
from yiyang.services.lapses.reading import assumed, upcoming
from yiyang.store.models import Carer, Grant, Institution, Membership, Message, Person, ReadLog, Role

Clock = Callable[[datetime], None]
TODAY = date(2026, 11, 22)
END = date(2026, 12, 10)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(clock: Clock) -> None:
    clock(datetime(2026, 11, 22, 9))  # noqa: DTZ001 -- the clock fixture sets the zone


def relative(of: Person, *, last: date | None = None, consents: tuple[str, ...] = ()) -> Viewer:
    user = get_user_model().objects.create_user(username=f"daughter{of.pk}", display_name="女儿")
    Membership.objects.create(
        user=user, role=Role.FAMILY, person=of, relation="女儿", last=last, consents=list(consents)
    )
    return viewer_of(user.pk)


def special(of: Person, at: Institution, *, last: date | None = END, disease: str = "M03900") -> Grant:
    row = grant(of, "special", {"disease": disease}, first=date(2025, 12, 10), last=last)
    row.institution = at
    row.save()
    return row


def days(viewer: Viewer, kind: str = "", first: date = YEAR[0], last: date = YEAR[1]) -> list[tuple[str, str, date]]:
    return [(one.kind, str(one.moment), one.day) for one in upcoming(viewer=viewer, first=first, last=last, kind=kind)]


def test_a_disease_opens_ends_and_closes_for_those_concerned_alone() -> None:
    house, other = hospital(), hospital("H44070500001", "示例二院", place=XINHUI)
    mother = insured()
    special(mother, house)
    found = [
        ("special", "opens", END - timedelta(days=30)),
        ("special", "ends", END),
        ("special", "closes", END + timedelta(days=30)),
    ]
    whole = (YEAR[0], date(2027, 1, 31))
    concerned = [
        relative(mother),
        insurance_desk(house),
        staff(Role.CLERK, PENGJIANG),
        staff(Role.SUPERVISOR, "440700"),
    ]
    strangers = [
        relative(insured("别人", born=date(1950, 1, 1))),
        insurance_desk(other),
        staff(Role.CLERK, XINHUI),
        staff(Role.CLERK, "220100"),
    ]
    for viewer in concerned:
        assert days(viewer, "special", *whole) == found
    for viewer in strangers:
        assert days(viewer, "special", *whole) == []
    one = upcoming(viewer=concerned[0], first=END, last=END, kind="special")[0]
    assert (one.whose, one.procedure, one.named.person) == ("陈秀珍 · 示例一院", "special-renewal", mother.pk)
    assert one.what.zh.startswith("门诊特定病种待遇：") and "M03900" not in one.what.zh
    assert (one.provision, one.opens, one.closes) == ("JM-17.1", found[0][2], found[2][2])


def test_what_is_renewed_does_not_lapse() -> None:
    house, mother = hospital(), insured()
    special(mother, house)
    special(mother, house, last=date(2026, 12, 20), disease="M01600")
    assert days(relative(mother), "special")[-1][2] == date(2026, 12, 20)
    later = grant(mother, "special", {"disease": "M03900"}, first=END, last=date(2027, 12, 10))
    viewer = viewer_of(Membership.objects.get(person=mother).user_id)
    assert END not in [day for _kind, moment, day in days(viewer, "special") if moment == "ends"]
    later.last = None
    later.save()
    assert {one.key for one in upcoming(viewer=viewer, first=YEAR[0], last=YEAR[1], kind="special")} == {
        f"grant:{Grant.objects.get(facts__disease='M01600').pk}"
    }


def test_what_was_cut_short_or_whose_holder_died_does_not_lapse() -> None:
    house, mother = hospital(), insured()
    row = special(mother, house)
    clerk = staff(Role.CLERK, PENGJIANG)
    assert days(clerk, "special")
    row.ended = "moved"
    row.save()
    assert days(clerk, "special") == []
    row.ended = ""
    row.save()
    Person.objects.filter(pk=mother.pk).update(died_on=date(2026, 11, 1))
    assert days(clerk, "special") == []


def test_filings_away_and_what_was_promised() -> None:
    mother, father = insured(), insured("陈伯", born=date(1944, 1, 1))
    grant(mother, "away", {"sub": "referral", "class": "temporary", "to": "440100"}, last=END)
    told = {"sub": "resident", "undertaking": True, "complete": False, "by": "2026-12-01"}
    promised = grant(father, "away", told)
    assert days(relative(mother), "away") == [("away", "ends", END)]
    one = upcoming(viewer=relative(father), first=YEAR[0], last=YEAR[1], kind="promise")[0]
    assert (one.day, one.provision, one.procedure) == (date(2026, 12, 1), "JM-32.1", "away-papers")
    promised.facts = {**told, "complete": True}
    promised.save()
    assert upcoming(viewer=viewer_of(Membership.objects.get(person=father).user_id), first=YEAR[0], last=YEAR[1],
                    kind="promise") == []  # fmt: skip


def test_the_terms_of_a_house() -> None:
    house = hospital(qualified=("home-sickbed",), diseases=("M03900",), last=END)
    Institution.objects.filter(pk=house.pk).update(liability_insurance_to=END)
    Carer.objects.create(code="C1", name="杨玉", institution=house, kinds="living", certificate_to=END)
    Carer.objects.create(code="C2", name="走了", institution=house, kinds="living", certificate_to=END, left_on=TODAY)
    desk = insurance_desk(house)
    wanted = ["certificate", "insurance", "qualification", "qualification"]
    assert [kind for kind, _moment, _day in days(desk)] == wanted
    assert [kind for kind, _moment, _day in days(staff(Role.CLERK, PENGJIANG))] == wanted
    assert days(staff(Role.CLERK, XINHUI)) == []
    labels = {one.what.en for one in upcoming(viewer=desk, first=END, last=END, kind="qualification")}
    assert any(label.endswith("home sickbeds") for label in labels) and len(labels) == 2


def test_a_link_ends_for_both_and_not_once_it_goes_on() -> None:
    mother = insured()
    daughter = relative(mother, last=END)
    assert days(daughter, "link") == [("link", "ends", END)]
    assert days(staff(Role.CLERK, PENGJIANG), "link") == [("link", "ends", END)]
    assert days(relative(insured("别人", born=date(1950, 1, 1)))) == []
    user = get_user_model().objects.get(username=f"daughter{mother.pk}")
    Membership.objects.create(user=user, role=Role.FAMILY, person=mother, relation="女儿")
    assert days(daughter, "link") == []


def test_who_may_not_read_of_somebody_sees_nothing_of_them() -> None:
    mother = insured()
    special(mother, hospital())
    user = get_user_model().objects.create_user(username="nurse", display_name="护工")
    link = Membership.objects.create(user=user, role=Role.FAMILY, person=mother, relation="护工")
    assert days(viewer_of(user.pk), "special")
    link.revoked_at = datetime(2026, 11, 21, 9).astimezone()
    link.save()
    with pytest.raises(NotAllowed):
        upcoming(viewer=viewer_of(user.pk), first=TODAY, last=TODAY)


def test_the_window_of_the_year() -> None:
    mother, house = insured(), hospital()
    choice = grant(mother, "outpatient", {})
    choice.institution = house
    choice.save()
    opened, closed = ("window", "opens", date(2026, 10, 1)), ("window", "closes", date(2026, 12, 31))
    for viewer in (relative(mother), insurance_desk(house), staff(Role.CLERK, PENGJIANG)):
        assert days(viewer, "window") == [opened, closed]
    assert "1 人" in upcoming(viewer=insurance_desk(house), first=YEAR[0], last=YEAR[1], kind="window")[0].whose
    assert days(relative(insured("别人", born=date(1950, 1, 1))), "window") == []


def test_every_kind_names_a_provision_and_procedures_that_are_there() -> None:
    known = {one.procedure.code for one in all_declared()}
    provisions = {one.id for document in book.BOOK for one in document.provisions.values()}
    for code, kind in KINDS.items():
        assert set(kind.procedures.values()) <= known, code
        assert kind.provision in provisions, code


def test_what_does_not_fit_is_said() -> None:
    viewer = staff(Role.CLERK, PENGJIANG)
    for told, field in (
        ({"first": TODAY, "last": TODAY - timedelta(days=1)}, "last"),
        ({"first": TODAY, "last": TODAY + timedelta(days=401)}, "last"),
        ({"first": TODAY, "last": TODAY, "kind": "moon"}, "kind"),
    ):
        with pytest.raises(BadInput) as fault:
            upcoming(viewer=viewer, **told)
        assert fault.value.field == field
    with pytest.raises(NotAllowed):
        upcoming(viewer=staff(Role.EXPERT, PENGJIANG), first=TODAY, last=TODAY)
    before = ReadLog.objects.count()
    upcoming(viewer=viewer, first=TODAY, last=TODAY)
    assert ReadLog.objects.count() == before + 1


def test_an_assessment_marks_the_value_nobody_states() -> None:
    mother = insured(division="220102")
    grant(mother, "assessment", {"level": 5}, last=END)
    found = upcoming(viewer=relative(mother), first=YEAR[0], last=YEAR[1], kind="assessment")
    assert [one.moment for one in found] == [Moment.OPENS, Moment.ENDS]
    assert found[0].day < END == found[1].day
    assert [value.name for value in assumed(found)] == ["home_care.assessment.reassess_days"]


def remind(day: date) -> int:
    return reminding.remind(viewer=OPERATOR, today=day).made


def stages() -> list[str]:
    return [key.split(":")[-2] for key in Message.objects.order_by("pk").values_list("key", flat=True)]


def test_reminders_come_before_shortly_and_after_and_once() -> None:
    house, mother = hospital(), insured()
    special(mother, house)
    daughter, desk = relative(mother), insurance_desk(house)
    day = timedelta(days=1)
    assert [remind(END - 31 * day), remind(END - 30 * day), remind(END - 30 * day)] == [0, 2, 0]
    assert set(Message.objects.values_list("user", flat=True)) == {daughter.user_id, desk.user_id}
    said = Message.objects.filter(user=daughter.user_id).latest("pk")
    assert "2026年12月10日" in said.title[0] and "JM-17.1" in said.body[0] and "2026年11月10日" in said.body[0]
    assert [remind(END - 8 * day), remind(END - 7 * day), remind(END)] == [0, 2, 0]
    assert [remind(END + day), remind(END + 2 * day)] == [2, 0]
    assert stages() == ["early", "early", "shortly", "shortly", "after", "after"]


def test_days_on_which_nobody_ran_it_are_made_up_with_the_last_stage_alone() -> None:
    mother = insured()
    special(mother, hospital())
    relative(mother)
    assert remind(END - timedelta(days=3)) == 1
    assert stages() == ["shortly"]
    assert remind(END + timedelta(days=31)) == 0  # forgotten


def test_a_clock_that_jumps_back_tells_nothing_twice() -> None:
    mother = insured()
    special(mother, hospital())
    relative(mother)
    assert remind(END + timedelta(days=1)) == 1
    for back in (0, 5, 20, 30, 60):
        assert remind(END - timedelta(days=back)) == 0
    assert remind(END + timedelta(days=1)) == 0
    assert Message.objects.count() == 1


def test_a_renewal_brings_reminders_of_its_own() -> None:
    mother = insured()
    row = special(mother, hospital())
    relative(mother)
    assert remind(END - timedelta(days=7)) == 1
    later = END + timedelta(days=365)
    grant(mother, "special", row.facts, first=END, last=later)
    assert remind(END + timedelta(days=1)) == 0
    assert remind(later - timedelta(days=30)) == 1


def test_where_nobody_acts_for_a_person_it_is_told_on_paper() -> None:
    mother = insured()
    special(mother, hospital())
    assert remind(END) == 1
    message = Message.objects.get()
    assert (message.user_id, message.person_id) == (None, mother.pk)


def test_only_whoever_works_at_the_machine_reminds() -> None:
    with pytest.raises(NotAllowed):
        reminding.remind(viewer=staff(Role.CLERK, PENGJIANG))


def test_the_demo_of_jiangmen_has_who_is_needed(settings: object) -> None:
    demo_jiangmen.seed()
    assert {one.username for one in demo_jiangmen.LOGINS} <= set(
        get_user_model().objects.values_list("username", flat=True)
    )
    experts = Membership.objects.filter(role=Role.EXPERT, place=PENGJIANG)
    assert experts.count() >= 5
    afar = viewer_of(get_user_model().objects.get(username="gz-desk").pk)
    assert {one.procedure.code for one in openable(viewer=afar)} == {
        "special-disease",
        "special-renewal",
        "away-emergency",
    }
    both = viewer_of(get_user_model().objects.get(username="jm-both").pk)
    assert both.may("act.reviewer", place="220100") and both.may("act.clerk", place=PENGJIANG)
    with_end = date(2027, 11, 22)
    kinds = {kind for kind, _moment, _day in days(staff(Role.CLERK, PENGJIANG), "", with_end, with_end)}
    assert kinds == {"qualification"}
