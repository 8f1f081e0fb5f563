"""The notice of a decision: to whom, what was decided, every reason with its article, and how to disagree."""

from dataclasses import dataclass
from datetime import date

from yiyang.law.decision import Decision
from yiyang.law.document import Document
from yiyang.law.values import Value
from yiyang.law.words import Text
from yiyang.papers import figures
from yiyang.papers import letter_parts as parts
from yiyang.papers import letter_words as w
from yiyang.papers.letter import Letter, Section, Verdict, Words
from yiyang.papers.letter_parts import Checked
from yiyang.papers.paper import Tone


@dataclass(frozen=True)
class Notice:
    """A decision as it is announced; `to` already carries the masked number, `facts` are label and value.

    answer: what the person who decided wrote · remarks: sentences under the decision · further: values that no document
    states behind what the notice says beside its reasons (a time to object).
    """

    document: Document
    provision: str
    office: Text
    title: Text
    number: str
    to: Text
    opening: Text
    outcome: Text
    tone: Tone
    facts: tuple[tuple[Text, Text], ...]
    issued_on: date
    checked: Checked
    appeal: tuple[Text, ...]
    decision: Decision | None = None
    answer: str = ""
    remarks: tuple[Text, ...] = ()
    not_judged: tuple[Text, ...] = ()
    further: tuple[Value, ...] = ()
    values_version: str = ""


def notice_letter(notice: Notice, *, language: str) -> Letter:
    """The notice ready to print in `language` (zh-hans, en)."""
    say = parts.speaker(language)
    rests_on = parts.cited(notice.document, notice.provision, say)
    used = notice.decision.illustrative if notice.decision else ()
    note, marks = parts.illustrative((*used, *notice.further), say)
    verdict = Verdict(say(w.DECISION), say(notice.outcome), notice.tone, "\n".join(say(one) for one in notice.remarks))
    return Letter(
        language=language,
        office=say(notice.office),
        title=say(notice.title),
        subject=say(w.SUBJECT.filled(number=notice.document.number, article=rests_on)),
        source=parts.source(notice.document, say),
        to=say(notice.to),
        opening=say(notice.opening),
        verdict=verdict,
        facts=tuple((say(label), say(value)) for label, value in _facts(notice)),
        sections=(*_sections(notice, say), *marks),
        check=parts.check(notice.checked, say),
        footer=f"{say(notice.title)}　{notice.number}",
        page_words=parts.pages(say),
        closing=(say(notice.office), say(figures.day(notice.issued_on))),
        note=note,
    )


def _facts(notice: Notice) -> tuple[tuple[Text, Text], ...]:
    version = Text(notice.values_version, notice.values_version)
    number = (w.NOTICE_NUMBER, Text(notice.number, notice.number))
    return (number, *notice.facts, *(((w.VERSIONS, version),) if notice.values_version else ()))


def _sections(notice: Notice, say: parts.Say) -> tuple[Section, ...]:
    found: list[Section] = []
    if notice.decision and notice.decision.failing:
        found.append(parts.reasons(w.FAILING, notice.decision.failing, notice.document, say))
    if notice.answer:
        found.append(Words(say(w.ANSWER), tuple(notice.answer.splitlines())))
    found.append(Words(say(w.APPEAL), tuple(map(say, notice.appeal))))  # before what nobody needs to act on
    if notice.decision and notice.decision.holding:
        found.append(parts.reasons(w.HOLDING, notice.decision.holding, notice.document, say, brief=True))
    if notice.not_judged:
        found.append(Words(say(w.NOT_JUDGED), tuple(map(say, notice.not_judged))))
    return tuple(found)
