"""For whom a user may act: opened by proof, bounded by consent and dates, ended by either side at once."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.kin import WANG, person_with, relative
from tests.story import PLACE, someone
from yiyang.services import demo, events
from yiyang.services.access import ALL_CONSENTS, viewer_of
from yiyang.services.accounts import links
from yiyang.services.errors import BadInput, NotAllowed, NotFound
from yiyang.store.models import Event, Membership, Person, Role, User

DAY = timedelta(days=1)


def open_for(user: User, person: Person, **told: Any) -> int:
    given: dict[str, Any] = {"relation": "儿子", "consents": (), "first": None, "last": None, "case": None}
    clerk = someone(Role.CLERK, place=PLACE)
    return links.open_link(viewer=clerk, user_id=user.pk, person_id=person.pk, **{**given, **told})


def test_a_relative_may_do_what_was_consented_to_and_no_more(settled: None) -> None:
    son, person = User.objects.create_user("son"), person_with(WANG)
    open_for(son, person, consents=("book",))
    viewer = viewer_of(son.pk)
    assert [viewer.may_for(person.pk, what) for what in ("read", "book", "apply", "confirm")] == [
        True, True, False, False,
    ]  # fmt: skip
    assert viewer.proxied == viewer.persons == frozenset({person.pk})
    assert not viewer.may_for(person.pk + 1, "read")


def test_without_any_named_everything_is_consented_to_and_oneself_needs_no_consent(settled: None) -> None:
    person, other = person_with(WANG), Person.objects.exclude(id_index=person_with(WANG).id_index).earliest("pk")
    user = User.objects.create_user("wang")
    open_for(user, person, relation="")
    open_for(user, other)
    viewer = viewer_of(user.pk)
    assert viewer.consents == {person.pk: ALL_CONSENTS, other.pk: ALL_CONSENTS}
    assert viewer.proxied == {other.pk}


def test_a_link_runs_within_its_days(settled: None) -> None:
    today, person = timezone.localdate(), person_with(WANG)
    user = User.objects.create_user("son")
    open_for(user, person, first=today, last=today + 2 * DAY)
    assert [bool(viewer_of(user.pk, today=today + n * DAY).persons) for n in (-1, 0, 2, 3)] == [
        False, True, True, False,
    ]  # fmt: skip


def test_opening_replaces_the_link_before_and_keeps_it_on_record(settled: None) -> None:
    user, person = User.objects.create_user("son"), person_with(WANG)
    first = open_for(user, person, consents=("book", "read"))
    second = open_for(user, person, consents=("complain",))
    assert viewer_of(user.pk).consents[person.pk] == {"read", "complain"}
    assert Membership.objects.get(pk=first).revoked_at is not None
    assert Event.objects.filter(code="link.replaced", subject=f"membership:{first}").exists()
    told = Event.objects.get(code="link.opened", subject=f"membership:{second}")
    assert (told.after or {})["person"] == person.pk and told.place == PLACE


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"consents": ("inherit",)}, "consents"),
        ({"first": date(2026, 5, 2), "last": date(2026, 5, 1)}, "last"),
    ],
)
def test_what_does_not_fit_opens_nothing(settled: None, told: dict[str, Any], field: str) -> None:
    user, before = User.objects.create_user("son"), Membership.objects.count()
    with pytest.raises(BadInput) as refused:
        open_for(user, person_with(WANG), **told)
    assert (refused.value.field, Membership.objects.count()) == (field, before + 1)  # the clerk's own


def test_only_a_counter_opens_links(settled: None) -> None:
    user = User.objects.create_user("son")
    for login in ("daughter", "provider", "supervisor", "admin", "policy"):
        with pytest.raises(NotAllowed):
            links.open_link(
                viewer=demo.viewer(login), user_id=user.pk, person_id=person_with(WANG).pk, relation="", consents=(),
                first=None, last=None, case=None,
            )  # fmt: skip


def test_the_relative_the_person_and_the_clerk_may_end_a_link_and_nobody_else(settled: None) -> None:
    person = person_with(WANG)
    herself = relative(person, "")
    for ended_by in ("relative", "person", "clerk"):
        son = User.objects.create_user(f"son-{ended_by}")
        link = open_for(son, person)
        strangers = (someone(Role.CLERK, place="440700"), someone(Role.PROVIDER), someone(Role.FAMILY))
        for stranger in strangers:
            with pytest.raises(NotFound):
                links.revoke_link(viewer=stranger, membership_id=link)
        viewer = {
            "relative": viewer_of(son.pk), "person": viewer_of(herself.pk), "clerk": demo.viewer("clerk"),
        }[ended_by]  # fmt: skip
        links.revoke_link(viewer=viewer, membership_id=link)
        assert not viewer_of(son.pk).persons
        event = Event.objects.get(code="link.revoked", subject=f"membership:{link}")
        assert event.by_id == viewer.user_id
        assert event.acting_for == (person.pk if ended_by == "relative" else None)
        links.revoke_link(viewer=viewer, membership_id=link)
        assert Event.objects.filter(code="link.revoked", subject=f"membership:{link}").count() == 1


def test_another_relative_cannot_end_ones_link(settled: None) -> None:
    person = person_with(WANG)
    link = open_for(User.objects.create_user("son"), person)
    with pytest.raises(NotFound):
        links.revoke_link(viewer=demo.viewer("daughter"), membership_id=link)


def test_both_sides_read_the_link(settled: None) -> None:
    person = person_with(WANG)
    herself = viewer_of(relative(person, "").pk)
    son = User.objects.create_user("son", display_name="黄小强")
    open_for(son, person, consents=("book",), last=timezone.localdate())
    (seen,) = links.mine(viewer=viewer_of(son.pk))
    assert (seen.person, seen.relation, seen.running) == (person.name, "儿子", True)
    assert [text.en for text in seen.consents] == ["see visits, amounts and progress", "book and change visits"]
    assert "黄小强" in {one.user for one in links.of_me(viewer=herself)}
    assert links.of_me(viewer=viewer_of(son.pk)) == ()
    assert len(links.of_person(viewer=demo.viewer("clerk"), person_id=person.pk)) == 3


def test_a_person_is_found_by_number_and_name_together(settled: None) -> None:
    person = person_with(WANG)
    assert links.find_person(id_number=WANG, name=person.name) == person.pk
    assert links.find_person(id_number=WANG.lower(), name=f" {person.name[0]} {person.name[1:]}　") == person.pk
    assert links.find_person(id_number=WANG, name=person.name[:-1]) is None
    assert links.find_person(id_number="11010519491231002X", name=person.name) is None
    other = Person.objects.exclude(pk=person.pk).earliest("pk")
    Person.objects.filter(pk=person.pk).update(merged_into=other)
    assert links.find_person(id_number=WANG, name=person.name) == other.pk
    Person.objects.filter(pk=other.pk).update(died_on=date(2026, 1, 1))
    assert links.find_person(id_number=WANG, name=person.name) is None


def test_an_act_for_somebody_says_for_whom(settled: None) -> None:
    daughter, person = demo.viewer("daughter"), person_with(WANG)
    events.record(daughter, "case.agreed", f"person:{person.pk}")
    events.record(daughter, "case.agreed", "case:0", person=person.pk)
    events.record(demo.viewer("clerk"), "case.agreed", f"person:{person.pk}")
    told = Event.objects.filter(code="case.agreed").order_by("pk").values_list("acting_for", "place")
    assert list(told) == [(person.pk, PLACE), (person.pk, ""), (None, PLACE)]
