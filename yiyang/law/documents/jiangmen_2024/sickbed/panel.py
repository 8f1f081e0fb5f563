"""The panel of medical experts [医疗专家组] that the local agency engages: who sat, how they voted, who stood aside."""

from yiyang.law.days import not_after
from yiyang.law.decision import Decision, Reason, condition, decide
from yiyang.law.questions.panel import PURPOSES, DecideInPanel
from yiyang.law.rule import rule
from yiyang.law.values import Values
from yiyang.law.words import Text, joined

PANEL = "JM-10.2"


@rule("JM-10.2")
def panel_agrees(q: DecideInPanel, values: Values) -> Decision:
    """Engaged by the agency, enough impartial experts who all voted, minutes kept, and a majority in favour."""
    return decide([*_called(q), *_sat(q, values), *_voted(q)])


def _called(q: DecideInPanel) -> list[Reason]:
    about = joined([PURPOSES[one] for one in q.purposes or ()])
    return [
        condition(
            PANEL,
            q.engaged_by_agency,
            Text("由属地经办机构聘请", "Engaged by the local agency"),
            Text("不是由属地经办机构聘请", "Not engaged by the local agency"),
            change=Text("由属地经办机构聘请专家组", "Let the local agency engage the panel"),
        ),
        condition(
            PANEL,
            None if q.purposes is None else bool(q.purposes),
            Text("会审事项：{about}", "It is about {about}").filled(about=about),
            Text("没有写明会审事项", "It does not say what it is about"),
            change=Text("写明会审事项", "Say what it is about"),
        ),
        condition(
            PANEL,
            not_after(q.held_on, q.asked_on),
            Text("{day}会审", "Held on {day}").filled(day=q.held_on),
            Text("会审日期{day}还没有到", "Its day, {day}, has not come").filled(day=q.held_on),
            change=Text("会审后登记", "Enter it once it has been held"),
        ),
        condition(
            PANEL,
            q.minutes_kept,
            Text("有会审纪要", "Minutes were kept"),
            Text("没有会审纪要", "No minutes were kept"),
            change=Text("补会审纪要", "Add the minutes"),
        ),
    ]


def _sat(q: DecideInPanel, values: Values) -> list[Reason]:
    least = values["panel.least"]
    told = {"n": q.seated, "least": least.number, "partial": q.partial}
    return [
        condition(
            PANEL,
            None if q.seated is None else q.seated >= least.number,
            Text("{n} 名专家（不含回避）", "{n} experts, without those who stood aside").filled(**told),
            Text(
                "除回避外只有 {n} 名专家，少于 {least} 名", "Only {n} experts but for those aside, below {least}"
            ).filled(**told),
            values=(least,),
            change=Text("增聘专家", "Engage more experts"),
        ),
        condition(
            PANEL,
            None if q.partial is None else q.partial == 0,
            Text("应回避的专家都已回避", "Whoever had to stand aside did"),
            Text(
                "{partial} 名专家在该机构任职或是该病人的主诊医师，没有回避",
                "{partial} experts work for the institution or treated the patient, and did not stand aside",
            ).filled(**told),
            change=Text("有关专家回避后重新表决", "Vote again without them"),
        ),
    ]


def _voted(q: DecideInPanel) -> list[Reason]:
    counted = None if q.silent is None or q.misplaced is None else q.silent == 0 and q.misplaced == 0
    told = {"yes": q.votes_for, "no": q.votes_against}
    return [
        condition(
            PANEL,
            counted,
            Text("每名专家表决一次或回避", "Each expert voted once or stood aside"),
            Text("有专家没有表决、重复表决，或表决人不是成员", "Somebody did not vote, voted twice, or is no member"),
            change=Text("更正表决记录", "Put the record of votes right"),
        ),
        condition(
            PANEL,
            None if q.votes_for is None or q.votes_against is None else q.votes_for > q.votes_against,
            Text("{yes} 人同意，{no} 人不同意：同意", "{yes} in favour, {no} against: agreed").filled(**told),
            Text("{yes} 人同意，{no} 人不同意：不同意", "{yes} in favour, {no} against: not agreed").filled(**told),
            change=Text("病情变化后可再次会审", "A panel may look again when things change"),
        ),
    ]
