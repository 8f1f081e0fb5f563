"""The worklist over hundreds of cases; whom and what one may file for; to whom a case can be handed over."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.services.invented import CODE, GARDEN, registered
from tests.story import PLACE, someone
from yiyang.law.procedure import Procedure, Subject
from yiyang.services import current, demo
from yiyang.services.access import Viewer, viewer_of
from yiyang.services.cases import acting, filing, forms, subjects, worklist
from yiyang.services.cases.about import Named
from yiyang.services.cases.colleagues import colleagues
from yiyang.services.cases.worklist import Filter
from yiyang.services.errors import NotAllowed, NotFound
from yiyang.store.models import Case, Institution, Line, Membership, Person, ReadLog, Role, Visit

GIVEN = {"wished_on": "2026-12-20", "companions": "2", "shade": "no"}


@pytest.fixture
def garden(settled: None) -> Iterator[None]:
    """The settled demo with the invented procedure."""
    with registered():
        yield


def mother(viewer: Viewer) -> int:
    return min(viewer.persons)


def many(count: int) -> None:
    """So many cases of the invented procedure, due one day after the other."""
    today = timezone.localdate()
    Case.objects.bulk_create(
        Case(
            number=f"G-{count}-{number}",
            procedure=CODE,
            document="changchun_2021",
            place=PLACE,
            filing=GIVEN,
            filed_at=timezone.now(),
            stage="looked",
            due=today + timedelta(days=number - 50),
        )
        for number in range(count)
    )


def test_hundreds_of_cases_are_listed_in_as_many_questions_as_a_few(garden: None) -> None:
    clerk = demo.viewer("clerk")
    asked = []
    for count in (10, 490):
        many(count)
        with CaptureQueriesContext(connection) as found, current.scope():  # as every request
            sheet = worklist.worklist(viewer=clerk, wanted=Filter(procedure=CODE))
            counts = worklist.counts(viewer=clerk)
        asked.append(len(found))
    assert (sheet.count, sheet.pages, len(sheet.rows)) == (500, 10, 50)
    assert [row.due for row in sheet.rows] == sorted(row.due for row in sheet.rows if row.due)
    assert asked[0] == asked[1] <= 10
    assert counts.group >= 500 and counts.overdue >= 50


def test_a_list_is_logged_as_a_look(garden: None) -> None:
    clerk = demo.viewer("clerk")
    before = ReadLog.objects.count()
    worklist.worklist(viewer=clerk, wanted=Filter())
    assert ReadLog.objects.count() == before + 1
    assert ReadLog.objects.latest("pk").where == "worklist"


def test_for_whom_one_may_file(garden: None) -> None:
    daughter, clerk = demo.viewer("daughter"), demo.viewer("clerk")
    own = subjects.choices(viewer=daughter, code=CODE)
    assert [one.named for one in own.found] == [Named(person=mother(daughter))]
    nothing = subjects.choices(viewer=clerk, code=CODE)
    assert nothing.must_search and nothing.found == ()
    person = Person.objects.get(pk=mother(daughter))
    for text in (person.name, person.id_masked[-4:]):
        found = subjects.choices(viewer=clerk, code=CODE, text=text)
        assert person.pk in [one.named.person for one in found.found], text
        assert all(one.note == "" or "*" in one.note for one in found.found)
    elsewhere = someone(Role.CLERK, place="440700")
    with pytest.raises(NotAllowed):
        subjects.choices(viewer=elsewhere, code=CODE, text=person.name)
    with pytest.raises(NotAllowed):
        subjects.choices(viewer=demo.viewer("carer"), code=CODE)


@pytest.mark.parametrize("subject", [Subject.INSTITUTION, Subject.LINE, Subject.VISIT, Subject.CASE, Subject.PLACE])
def test_about_what_one_may_file(settled: None, subject: Subject) -> None:
    desk = demo.viewer("provider")
    told = {**vars(GARDEN), "channels": ("provider",), "subject": subject, "gate": None}
    with registered(Procedure(**told)):
        found = subjects.choices(viewer=desk, code=CODE).found
        for one in found:
            if one.named.line:
                assert Line.objects.get(pk=one.named.line).institution_id in desk.institutions
            if one.named.visit:
                assert Visit.objects.get(pk=one.named.visit).institution_id in desk.institutions
            if one.named.institution:
                assert Institution.objects.get(code=one.named.institution).pk in desk.institutions
            assert forms.blank(viewer=desk, code=CODE, named=one.named).filing == {}
        assert bool(found) is (subject is not Subject.CASE)  # no case of theirs is over yet


def test_what_is_named_beside_each_other_has_to_agree(settled: None) -> None:
    desk = demo.viewer("provider")
    other = Visit.objects.exclude(institution__in=desk.institutions).first()
    own = Visit.objects.filter(institution__in=desk.institutions).first()
    stranger = Person.objects.exclude(pk=own.person_id).first() if own else None
    assert other and own and stranger
    told = {**vars(GARDEN), "channels": ("provider", "family"), "subject": Subject.VISIT, "gate": None}
    with registered(Procedure(**told)):
        for named in (Named(visit=other.pk), Named(visit=own.pk, person=stranger.pk)):
            with pytest.raises(NotFound):
                forms.blank(viewer=desk, code=CODE, named=named)
        daughter = demo.viewer("daughter")
        foreign = Visit.objects.exclude(person__in=daughter.persons).first()
        assert foreign
        with pytest.raises(NotFound):
            forms.blank(viewer=daughter, code=CODE, named=Named(visit=foreign.pk, person=mother(daughter)))


def test_what_was_begun_is_listed_until_it_is_sent(garden: None) -> None:
    daughter = demo.viewer("daughter")
    named = Named(person=mother(daughter))
    filing.save_draft(viewer=daughter, code=CODE, filing={"note": "未完"}, named=named, key="my-key")
    begun = forms.drafts(viewer=daughter)
    assert [(one.declared.procedure.code, one.named) for one in begun] == [(CODE, named)]
    form = forms.blank(viewer=daughter, code=CODE, named=named)
    assert (form.filing, form.key) == ({"note": "未完"}, "my-key")
    case = filing.file(viewer=daughter, code=CODE, filing=GIVEN, named=named, key=form.key)
    assert forms.drafts(viewer=daughter) == []
    assert filing.sent(viewer=daughter, code=CODE, key="my-key") == case
    Membership.objects.filter(user=daughter.user_id).update(revoked_at=timezone.now())
    assert forms.drafts(viewer=viewer_of(daughter.user_id)) == []


def test_a_case_is_handed_to_whoever_holds_its_role_there(garden: None) -> None:
    daughter, clerk = demo.viewer("daughter"), demo.viewer("clerk")
    case = filing.file(viewer=daughter, code=CODE, filing=GIVEN, named=Named(person=mother(daughter)))
    near, gone = someone(Role.CLERK, place=PLACE), someone(Role.CLERK, place=PLACE)
    someone(Role.CLERK, place="440700")
    Membership.objects.filter(user=gone.user_id).update(revoked_at=timezone.now())
    assert [key for key, _name in colleagues(viewer=clerk, case_id=case)] == [near.user_id]
    assert colleagues(viewer=daughter, case_id=case) == []
    acting.hand_over(viewer=clerk, case_id=case, version=1, to=near.user_id)
    assert Case.objects.get(pk=case).holder_id == near.user_id
