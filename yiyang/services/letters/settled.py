"""The notice about a settled visit that the fund does not pay, or not yet."""

from collections.abc import Iterator
from datetime import date, datetime

from django.utils import timezone

from yiyang.law.document import Document
from yiyang.law.values import Value
from yiyang.law.words import Text
from yiyang.papers import figures, letter_parts
from yiyang.papers import letter_words as words
from yiyang.papers.letter_pdf import render_letter
from yiyang.papers.notice import Notice, notice_letter
from yiyang.papers.paper import Tone, money
from yiyang.services import current
from yiyang.services.access import Viewer
from yiyang.services.errors import NotFound
from yiyang.services.facts import SHANGHAI
from yiyang.services.letters import register
from yiyang.services.letters.forms import PDF
from yiyang.services.money import deadlines, lines
from yiyang.services.money.lines import LineCard
from yiyang.services.printing import Paper
from yiyang.store.models import Issued, Line

UNPAID = ("refused", "held", "self_pay")
PAID = Text("这一笔已由基金支付，没有告知书", "The fund pays this line, so there is no notice")
TONES = {"refused": Tone.UNPAID, "self_pay": Tone.UNPAID, "held": Tone.WAITING}
COMPLAINT, ASSESSMENT = "complaint", "assessment-objection"


def line_notice_pdf(*, viewer: Viewer, line_id: int, language: str, origin: str = "") -> Paper:
    """The notice of a refused, held or self-paid line, for whoever sees its amounts; the look is logged.

    Raises NotFound, also for a line that is paid.
    """
    card = lines.card(viewer=viewer, line_id=line_id)
    if not card.amounts:  # a carer sees why, not what it costs
        raise NotFound(lines.NO_LINE)
    if card.row.status not in UNPAID:
        raise NotFound(PAID)
    line = Line.objects.select_related("statement", "run").get(pk=line_id)
    row = _issued(card, line)
    letter = notice_letter(_notice(card, line, row, origin), language=language)
    return Paper(f"{card.number}-notice.pdf", PDF, render_letter(letter, created=_settled(line)))


def _settled(line: Line) -> datetime:
    """When the line became what it is: with the signature, until then with the run."""
    return (line.statement.signed_at or line.run.at).astimezone(SHANGHAI)


def _issued(card: LineCard, line: Line) -> Issued:
    content = {
        "status": card.row.status,
        "amounts": [card.row.gross, card.row.fund, card.row.own],
        "provisions": card.row.provisions,
        "facts": line.facts,
        "signed": line.statement.signed_at,
        "superseded": card.superseded_by,
    }
    subject = register.Subject(place=card.place, procedure="", line=line)
    return register.issue(
        kind="line_notice", number=card.number, content=content, subject=subject, issued_on=_settled(line).date()
    )


def _notice(card: LineCard, line: Line, row: Issued, origin: str) -> Notice:
    document, shown = current.document(card.document), card.row
    period = _period(document)
    word = words.LINE_WORDS[shown.status]
    return Notice(
        document=document,
        provision=shown.provisions[0] if shown.provisions else "CC-8.6",
        office=register.office(card.place),
        title=words.LINE_NOTICE,
        number=card.number,
        to=words.TO_MASKED.filled(name=shown.person, masked=shown.masked),
        opening=words.LINE_OPENING.filled(word=word),
        outcome=shown.status_text,
        tone=TONES[shown.status],
        facts=tuple(_facts(card)),
        issued_on=row.issued_on,
        checked=register.checked(row, origin),
        appeal=tuple(_appeal(document, line, period)),
        decision=card.decision,
        remarks=(words.REPLACED,) if card.superseded_by else (),
        not_judged=card.not_in_file,
        further=(period,) if period else (),
        values_version=card.values_version,
    )


def _facts(card: LineCard) -> Iterator[tuple[Text, Text]]:
    row = card.row
    when = figures.day(row.day)
    yield words.VISIT_AT, Text(f"{when.zh} {row.check_in:%H:%M}", f"{when.en} {row.check_in:%H:%M}")
    yield words.VISIT_NUMBER, Text(row.visit_id, row.visit_id)
    yield words.KIND, row.kind
    yield words.SCHEME, row.scheme
    yield words.PROVIDER, Text(row.provider, row.provider)
    amounts = {"gross": money(row.gross), "fund": money(row.fund), "own": money(row.own)}
    yield words.AMOUNTS, words.AMOUNTS_SPLIT.filled(**amounts)
    yield words.STATEMENT, Text(card.statement, card.statement)


def _period(document: Document) -> Value | None:
    """The time a provider has to object, where the document lets it."""
    known = document.procedures.get(deadlines.OBJECTION)
    clock = known.stages[0].clock if known else None
    return document.values(timezone.localdate())[clock] if clock else None


def _appeal(document: Document, line: Line, period: Value | None) -> Iterator[Text]:
    """How each may disagree: the provider by an objection in time, the person by a complaint or another assessment."""
    if period:
        yield _objection(document, line.statement.object_until, period)
    for code, form in ((COMPLAINT, words.COMPLAIN), (ASSESSMENT, words.ASSESS_AGAIN)):
        known = document.procedures.get(code)
        if known:
            yield form.filled(article=_cited(document, known.provision))


def _objection(document: Document, last: date | None, period: Value) -> Text:
    told = {
        "figure": figures.figure(period),
        "marked": letter_parts.marked(period),
        "article": _cited(document, period.provision),
    }
    if last is None:
        return words.OBJECT_LATER.filled(**told)
    return words.OBJECT_UNTIL.filled(day=figures.day(last), **told)


def _cited(document: Document, provision: str) -> Text:
    return Text(*(letter_parts.cited(document, provision, letter_parts.speaker(one)) for one in ("zh", "en")))
