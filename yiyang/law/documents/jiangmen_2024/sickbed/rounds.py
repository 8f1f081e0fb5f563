"""Rounds of physicians and nurses at an open home sickbed: examination, treatment, nursing, nothing else (JM-06.1)."""

from yiyang.law.days import not_after
from yiyang.law.decision import Decision, condition, decide, every, not_so
from yiyang.law.questions.sickbed import ROUNDS, MakeRound
from yiyang.law.rule import rule
from yiyang.law.values import Values
from yiyang.law.words import Text


@rule("JM-06.1", "JM-11.1")
def may_make_round(q: MakeRound, _values: Values) -> Decision:
    """One of the three kinds, in the time the bed stands, reported afterwards, the patient alive."""
    what = ROUNDS[q.round] if q.round else None
    return decide(
        [
            condition(
                "JM-06.1",
                None if q.round is None else q.round != "other",
                Text("上门{what}", "The visit was for {what}").filled(what=what),
                Text("家庭病床只含检查、治疗、护理", "A home sickbed is for examination, treatment and nursing alone"),
                change=Text("其他服务另行安排", "Arrange anything else by itself"),
            ),
            condition(
                "JM-06.1",
                every(not_so(not_after(q.ended_at, q.began_at)), not_after(q.ended_at, q.reported_at)),
                Text("{begin} 至 {end}", "From {begin} to {end}").filled(begin=q.began_at, end=q.ended_at),
                Text("结束时间应在开始之后、报告之前", "The end lies before the beginning, or in the future"),
                change=Text("更正时间", "Put the times right"),
            ),
            condition(
                "JM-11.1",
                _inside(q),
                Text("在建床期间", "While the bed is open"),
                _outside(q),
                change=Text("建床后、撤床前的上门才能登记", "Only visits between opening and closing are recorded"),
            ),
            condition(
                "JM-11.1",
                q.death_on is None or not_after(q.ended_at and q.ended_at.date(), q.death_on),
                Text("没有去世登记，或在此之前", "No death is on file, or it was before"),
                Text("参保人已于 {day} 去世", "The patient died on {day}").filled(day=q.death_on),
                change=Text("去世后的上门不予登记", "No visit after the death is recorded"),
            ),
        ]
    )


def _outside(q: MakeRound) -> Text:
    """Why the visit lies outside the time of a bed."""
    if q.bed_on_file is False:
        return Text("不在建床期间：在本机构没有家庭病床", "No bed of this institution was open then")
    if not_after(q.opened_at, q.began_at) is False:
        early = Text("不在建床期间：{day} 才建床", "The bed was not open then: it opened at {day}")
        return early.filled(day=q.opened_at)
    return Text("不在建床期间：{day} 已撤床", "The bed was not open then: it closed at {day}").filled(day=q.closed_at)


def _inside(q: MakeRound) -> bool | None:
    if q.bed_on_file is not True:
        return q.bed_on_file
    ended = True if q.closed_at is None else not_after(q.ended_at, q.closed_at)
    return every(not_after(q.opened_at, q.began_at), ended)
