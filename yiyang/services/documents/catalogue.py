"""The public service catalogue: every procedure in plain words, for anybody; all of it follows from its declaration."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone

from yiyang.law.document import Provision
from yiyang.law.filing import Field, Kind
from yiyang.law.procedure import Barred, Procedure, Sheet, Stage, Subject
from yiyang.law.rule import Rule
from yiyang.law.values import Value
from yiyang.law.words import Text, joined
from yiyang.services.access import ROLE_WORDS
from yiyang.services.cases.declared import COUNTER, Declared, all_declared, declared
from yiyang.services.cases.forms import assumed
from yiyang.services.places import place_name
from yiyang.store.models import Role


@dataclass(frozen=True)
class Situation:
    """What is happening in somebody's life when they look for a procedure."""

    code: str
    label: Text


SITUATIONS = (
    Situation("care", Text("老人需要照护", "Somebody old needs care")),
    Situation("hospital", Text("住院", "A stay in hospital")),
    Situation("outpatient", Text("慢性病、看门诊", "A lasting illness, seeing a doctor")),
    Situation("money", Text("报销垫付的费用", "Money back")),
    Situation("away", Text("到外地看病", "Care in another place")),
    Situation("change", Text("家里有变化", "Something has changed at home")),
    Situation("disagree", Text("有意见、不同意", "One disagrees or complains")),
    Situation("other", Text("其他事项", "Everything else")),
    Situation("house", Text("服务机构的事项", "Matters of providers")),
    Situation("office", Text("部门内部办理", "Done within the agency")),
)
"""In the order of the page."""
SITUATED = {
    "home-care-assessment": "care",
    "reassessment": "care",
    "provider-choice": "care",
    "provider-change": "care",
    "needs-assessment": "care",
    "care-plan": "care",
    "plan-change": "care",
    "service-agreement": "care",
    "home-sickbed": "care",
    "sickbed-referral": "care",
    "sickbed-round": "care",
    "sickbed-closing": "care",
    "expert-panel": "care",
    "geriatric-ward": "care",
    "geriatric-stop": "care",
    "admission": "hospital",
    "discharge": "hospital",
    "inpatient-admission": "hospital",
    "inpatient-verification": "hospital",
    "inpatient-discharge": "hospital",
    "special-disease": "outpatient",
    "special-renewal": "outpatient",
    "outpatient-choice": "outpatient",
    "outpatient-change": "outpatient",
    "outpatient-move": "outpatient",
    "outpatient-referral": "outpatient",
    "claim": "money",
    "advance-payment": "money",
    "away-long-term": "away",
    "away-referral": "away",
    "away-temporary": "away",
    "away-emergency": "away",
    "away-papers": "away",
    "away-change": "away",
    "death": "change",
    "move": "change",
    "scheme-change": "change",
    "guardian-change": "change",
    "id-correction": "change",
    "merge": "change",
    "family-link": "change",
    "jm-family-link": "change",
    "jm-coverage-change": "change",
    "jm-death": "change",
    "assessment-objection": "disagree",
    "line-objection": "disagree",
    "complaint": "disagree",
}
"""Where a procedure stands; one that is not named falls to the last three, by who files it and about what."""
OUTSIDE = frozenset({str(Role.FAMILY), str(Role.PROVIDER), str(Role.CARER), COUNTER})
"""Channels of people who do not work for an agency."""
CHANNELS: dict[str, Text] = {
    Role.FAMILY: Text("本人，或已关联的家属、监护人，在网上办", "The person, or a linked relative or guardian, online"),
    COUNTER: Text("本人或受托人到经办窗口办", "The person, or somebody they send, at the agency's counter"),
    Role.PROVIDER: Text("由医疗机构或服务机构提交", "Sent in by the institution or provider"),
    Role.CARER: Text("由护理人员提交", "Sent in by the carer"),
}
ONLINE, BY_HOUSE = Text("网上可办", "online"), Text("由医院或机构办理", "by the hospital or provider")
AT_COUNTER, WITHIN = Text("到窗口办理", "at a counter"), Text("经办机构办理", "by the agency itself")
BY_ROLE = Text("由{role}提出", "Opened by: {role}")
BY_LAW = Text("不用申请，依规定自动办理", "Nobody applies: it follows from the rules by itself")
YES_NO = {"yes": Text("是", "yes"), "no": Text("否", "no")}
BY_EVENT = Text(
    "看“{label}”是哪一天：在{first}至{last}之间的，按本规程办理；之后再来申请也一样（仍有时限的按时限）",
    "What counts is “{label}”: from {first} to {last} these rules apply, also when you apply later (time limits hold)",
)
ONLY = Text("“{field}”为“{values}”时才要", "only where “{field}” is “{values}”")


@dataclass(frozen=True)
class Service:
    """A procedure in the catalogue: what it is called, for what and where, in which situation of life."""

    declared: Declared
    situation: Situation

    @property
    def procedure(self) -> Procedure:
        """Its declaration, completed by today's values."""
        return self.declared.procedure

    @property
    def place(self) -> str:
        """The city whose document declares it (GB/T 2260)."""
        return self.declared.place

    @property
    def city(self) -> Text:
        """That city by name."""
        return place_name(self.place)

    @property
    def online(self) -> bool:
        """True when the person or a linked relative may file it after signing in."""
        return bool({str(Role.FAMILY), str(Role.CARER)} & set(self.procedure.channels))

    @property
    def by_house(self) -> bool:
        """True when an institution or provider files it after signing in."""
        return Role.PROVIDER in self.procedure.channels

    @property
    def who(self) -> Text:
        """Who files it, in a word or two: what one looks for first in a list."""
        one = self.procedure
        if self.online or (not one.channels and one.stages[0].role == Role.FAMILY):  # some begin on a page of their own
            return ONLINE
        if self.by_house:
            return BY_HOUSE
        return AT_COUNTER if any(way.channel == COUNTER for way in one.ways) else WITHIN


@dataclass(frozen=True)
class Channel:
    """Who may file, in words, and the ways the text names for them; `barred` where it leads nowhere: what is said."""

    code: str
    label: Text
    ways: tuple[Text, ...]
    barred: Barred | None = None


@dataclass(frozen=True)
class Step:
    """One step: who takes it and within what time; `within` is None where the document says nothing."""

    stage: Stage
    who: Text
    within: Value | None


@dataclass(frozen=True)
class Asked:
    """One thing to fill in or to bring; `only` says when it is asked at all, `assumed` that no document lists it."""

    field: Field
    only: Text | None
    assumed: bool = False


@dataclass(frozen=True)
class Guide:
    """Everything a page about one service says; provisions in the order in which they are met.

    conditions: what is looked at before somebody says yes · questions: rules one may try beforehand, by name ·
    lasts: how long the right it leaves holds · illustrative: every value used that no document states.
    """

    service: Service
    channels: tuple[Channel, ...]
    conditions: tuple[Provision, ...]
    questions: tuple[tuple[str, Text], ...]
    papers: tuple[Asked, ...]
    asked: tuple[Asked, ...]
    sheets: tuple[Sheet, ...]
    steps: tuple[Step, ...]
    lasts: Value | None
    provisions: tuple[Provision, ...]
    illustrative: tuple[Value, ...]
    by_event: Text | None


def services(*, text: str = "", place: str = "", situation: str = "") -> list[Service]:
    """Every service of the documents in force today, narrowed by words, a city and a situation of life."""
    today = timezone.localdate()
    found = [_service(one) for one in all_declared() if one.opens(today) and not one.document.draft]
    near = [one for one in found if place in {"", one.place} and situation in {"", one.situation.code}]
    return [one for one in near if all(word in _words(one) for word in text.casefold().split())]


def service(code: str) -> Guide:
    """One service whole. Raises NotFound, NotRegulated outside the days of its document."""
    one = declared(code)
    procedure, rules = one.procedure, [rule for rule in (one.procedure.gate, one.procedure.question) if rule]
    first = procedure.asked_at(procedure.stages[0].name)
    leaves = procedure.leaves
    values = one.document.values(timezone.localdate())
    return Guide(
        service=_service(one),
        channels=tuple(_channels(procedure)),
        conditions=_provisions(one, [known for rule in rules for known in rule.provisions]),
        questions=tuple(_questions(one, rules)),
        papers=tuple(_paper(one, field) for field in first if field.kind is Kind.FILE),
        asked=tuple(_asked(procedure, field) for field in first if field.kind is not Kind.FILE),
        sheets=procedure.sheets,
        steps=tuple(_step(one, stage) for stage in procedure.stages[1:]),
        lasts=values.get(leaves.lasts) if leaves and leaves.lasts else None,
        provisions=_provisions(one, _every_provision(one, rules)),
        illustrative=assumed(one),
        by_event=_by_event(one),
    )


def _by_event(one: Declared) -> Text | None:
    """Which days the service is for, where the day of what happened counts and not the day of applying."""
    event, (first, last) = _event(one), one.document.in_force
    return BY_EVENT.filled(label=one.label(event), first=first, last=last) if event and first and last else None


def _event(one: Declared) -> str:
    """The field that holds the day of the event; "" where the day of applying counts."""
    return one.procedure.event_field


def cities() -> list[tuple[str, Text]]:
    """The cities whose documents declare services today, in the order of the book."""
    return list({one.place: (one.place, one.city) for one in services()}.values())


def situated(listed: Iterable[Declared]) -> list[tuple[Situation, list[Declared]]]:
    """Procedures by the situation of life in which one looks for them, in the order of the page."""
    found = [_service(one) for one in listed]
    groups = [(each, [one.declared for one in found if one.situation == each]) for each in SITUATIONS]
    return [(each, own) for each, own in groups if own]


def _service(one: Declared) -> Service:
    code = SITUATED.get(one.procedure.code) or _fallen_to(one.procedure)
    return Service(one, next(each for each in SITUATIONS if each.code == code))


def _fallen_to(procedure: Procedure) -> str:
    if not OUTSIDE & set(procedure.channels):
        return "office"
    return "house" if procedure.subject in {Subject.INSTITUTION, Subject.LINE} else "other"


def _words(one: Service) -> str:
    """Everything one may look for, in small letters."""
    procedure, document = one.procedure, one.declared.document
    texts = (procedure.title, procedure.purpose, one.situation.label, one.city, *(s.title for s in procedure.sheets))
    said = [part for text in texts for part in text]
    return " ".join([*said, procedure.code, procedure.provision, document.number]).casefold()


def _channels(procedure: Procedure) -> Iterator[Channel]:
    first = procedure.stages[0].role
    for code in procedure.channels or ((first,) if first == Role.FAMILY else ()):  # some begin on a page of their own
        label = CHANNELS.get(code) or BY_ROLE.filled(role=ROLE_WORDS[code])
        barred = procedure.bar(code)
        ways = tuple(way.label for way in procedure.ways if way.channel == code)
        yield Channel(code, barred.text if barred else label, ways, barred)
    if not procedure.channels and first != Role.FAMILY:
        yield Channel("", BY_LAW, ())


def _questions(one: Declared, rules: "list[Rule[Any]]") -> Iterator[tuple[str, Text]]:
    for name, rule in one.document.questions.items():
        if any(rule is known for known in rules):
            yield name, one.document.question_titles[name]


def _asked(procedure: Procedure, field: Field) -> Asked:
    if field.when is None:
        return Asked(field, None)
    other = next((known for known in procedure.every_field if known.name == field.when[0]), None)
    words = {**(dict(other.choices) if other else {}), **YES_NO}
    values = joined([words.get(code, Text(code, code)) for code in field.when[1]])
    return Asked(field, ONLY.filled(field=other.label if other else field.when[0], values=values))


def _paper(one: Declared, field: Field) -> Asked:
    """A paper to bring; whether the list that asks for it is one that no document states."""
    listed = one.document.values(timezone.localdate())[field.listed] if field.listed else None
    return replace(_asked(one.procedure, field), assumed=listed is not None and listed.illustrative)


def _step(one: Declared, stage: Stage) -> Step:
    within = one.document.values(timezone.localdate()).get(stage.clock) if stage.clock else None
    return Step(stage, ROLE_WORDS.get(stage.role, Text(stage.role, stage.role)), within)


def _every_provision(one: Declared, rules: "list[Rule[Any]]") -> Iterator[str]:
    values = one.document.values(timezone.localdate())
    yield one.procedure.provision
    for rule in rules:
        yield from rule.provisions
    yield from (field.provision for field in one.procedure.every_field)
    clocks = (values.get(stage.clock) for stage in one.procedure.stages if stage.clock)
    yield from (value.provision for value in clocks if value)
    yield from (sheet.provision for sheet in one.procedure.sheets)


def _provisions(one: Declared, ids: "Iterator[str] | list[str]") -> tuple[Provision, ...]:
    known = one.document.provisions
    return tuple(known[each] for each in dict.fromkeys(ids) if each in known)
