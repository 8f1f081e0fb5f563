"""A stored line explains itself: with what was stored beside it, in the same words as a fresh reckoning."""

from itertools import groupby
from pathlib import Path

import pytest
from django.db.models import Count

from tests.story import MONTH, PLACE, desk, load, load_month, reviewer, settle, someone, standing, visit
from yiyang.law import book, charge
from yiyang.law.days import month_span
from yiyang.law.decision import Decision, Finding, Outcome
from yiyang.services import demo
from yiyang.services.access import NOBODY, OPERATOR
from yiyang.services.errors import NotFound
from yiyang.services.facts import filed, replay_start
from yiyang.services.money import lines, settlement
from yiyang.services.money.charging import CHARGE, DayValues
from yiyang.store.models import Line, ReadLog, Role

OUTCOMES = {
    "payable": Outcome.GRANTED,
    "held": Outcome.UNKNOWN,
    "self_pay": Outcome.REFUSED,
    "refused": Outcome.REFUSED,
}


def fresh() -> dict[str, Decision]:
    """Every visit of the month explained anew from what is on file, by visit id."""
    document = book.document("changchun_2021")
    rule, values = document.charges[CHARGE], DayValues(document)
    found: dict[str, Decision] = {}
    visits = list(filed(PLACE, replay_start(MONTH), month_span(MONTH)[1]))
    visits.sort(key=lambda visit: (visit.person, *rule.order(visit.reported)))
    for _, group in groupby(visits, key=lambda visit: (visit.person, visit.reported.kind)):
        own = [visit.reported for visit in group]
        then = [values.on(visit.check_in.date()) for visit in own]
        told = charge.explain(rule, [rule.measure(v, t) for v, t in zip(own, then, strict=True)], then)
        found |= {visit.visit_id: one.decision for visit, one in zip(own, told, strict=True)}
    return found


def test_every_card_says_what_a_fresh_reckoning_says(settled: None) -> None:
    wanted = fresh()
    assert len(wanted) == 242
    for line in standing():
        card = lines.card(viewer=OPERATOR, line_id=line.pk)
        assert card.decision == wanted[line.visit.visit_id]
        assert card.decision.outcome is not Outcome.NOT_REGULATED
        failing = {reason.provision for reason in card.decision.failing}
        assert ";".join(sorted(failing)) == line.provisions


def test_a_paid_line_says_how_each_amount_came_about(settled: None) -> None:
    line = next(line for line in standing() if line.status == "payable" and line.scheme == "employee")
    decision = lines.card(viewer=OPERATOR, line_id=line.pk).decision
    assert decision.amounts == {"minutes": line.minutes, "gross": line.gross, "fund": line.fund, "own": line.own}
    told = [reason for reason in decision.reasons if reason.finding is Finding.AMOUNT]
    assert {"CC-8.2", "CC-8.4"} <= {reason.provision for reason in told}
    used = {value.name: value.value for reason in told for value in reason.values}
    assert used["home_care.fund_share.employee"] == 8000


def test_a_card_names_what_it_rests_on(settled: None) -> None:
    line = standing()[0]
    card = lines.card(viewer=OPERATOR, line_id=line.pk)
    document = book.document("changchun_2021")
    assert card.document == "changchun_2021"
    assert card.values_version == document.values(month_span(MONTH)[1]).version
    assert card.rule_version == settlement.rule_version(document.charges[CHARGE])
    assert card.number == f"{line.statement.number}-{line.pk}"
    assert [value.name for value in card.illustrative] == ["home_care.pilot_start"]
    assert len(card.not_in_file) == 2


def test_rates_stored_with_the_run_are_those_that_speak(settled: None) -> None:
    """A line does not change its story when the document's values are changed later."""
    line = next(line for line in standing() if line.status == "payable")
    line.run.rates[line.rates_index] = [row + 1 for row in line.run.rates[line.rates_index]]
    told = lines.replay(line, DayValues(book.document(line.run.document)))
    assert told.rates == tuple(line.run.rates[line.rates_index])
    assert told.result.fund == line.fund


def test_a_cap_names_the_visits_that_used_it_up(tmp_path: Path, empty: None) -> None:
    days = ["02", "03", "04", "09"]
    load_month(tmp_path, [visit(n, f"2022-05-{day}T09:00") for n, day in enumerate(days)])
    settle()
    third = next(line for line in standing() if line.visit.visit_id == "V2")
    card = lines.card(viewer=OPERATOR, line_id=third.pk)
    assert (third.status, third.provisions) == ("self_pay", "CC-5.4")
    assert [f"{moment:%d %H}" for moment in card.used_by] == ["02 09", "03 09"]
    assert lines.card(viewer=OPERATOR, line_id=standing()[0].pk).used_by == ()


def test_both_lines_of_a_correction_cite_each_other(tmp_path: Path, empty: None) -> None:
    load_month(tmp_path, [visit(1, "2022-05-03T09:00")])
    settle()
    old = standing()[0]
    load(tmp_path, visits=[visit(1, "2022-05-03T09:00", check_out="2022-05-03T10:00:00")])
    settle()
    new = standing()[0]
    before, after = (lines.card(viewer=OPERATOR, line_id=line.pk) for line in (old, new))
    assert (before.superseded_by, after.superseded_by) == (new.pk, None)
    assert (before.row.difference, after.row.supersedes, after.row.difference) == (None, old.pk, -2800)
    assert before.decision.amounts["fund"] == 5600


def test_who_sees_a_line(settled: None) -> None:
    provider = demo.viewer("provider")
    line = Line.objects.filter(institution__in=provider.institutions).earliest("pk")
    mine = {"provider", "clerk", "reviewer", "supervisor"}
    for login in demo.LOGINS:
        viewer = demo.viewer(login.username)
        allowed = (
            login.username in mine
            or line.person_id in viewer.persons
            or Line.objects.filter(pk=line.pk, visit__carer__in=viewer.carers).exists()
        )
        if allowed:
            assert lines.card(viewer=viewer, line_id=line.pk).row.id == line.pk
        else:
            with pytest.raises(NotFound):
                lines.card(viewer=viewer, line_id=line.pk)
    other = Line.objects.exclude(institution__in=provider.institutions).earliest("pk")
    for stranger in (provider, NOBODY, someone(Role.CLERK, place="440700")):
        with pytest.raises(NotFound):
            lines.card(viewer=stranger, line_id=other.pk)
    with pytest.raises(NotFound):
        lines.card(viewer=reviewer(), line_id=0)


def test_a_look_at_a_line_is_logged(settled: None) -> None:
    line = standing()[0]
    viewer = desk(line.institution.code)
    ReadLog.objects.all().delete()
    lines.card(viewer=viewer, line_id=line.pk)
    with pytest.raises(NotFound):
        lines.card(viewer=NOBODY, line_id=line.pk)
    seen = ReadLog.objects.values_list("by", "subject", "where")
    assert list(seen) == [(viewer.user_id, f"person:{line.person_id}", "line")]


def test_every_status_of_the_sample_is_told(settled: None) -> None:
    counted = dict(Line.objects.values_list("status").annotate(Count("pk")).order_by())
    assert set(counted) == set(OUTCOMES)
    for status, outcome in OUTCOMES.items():
        line = Line.objects.filter(status=status).earliest("pk")
        assert lines.card(viewer=OPERATOR, line_id=line.pk).decision.outcome is outcome
