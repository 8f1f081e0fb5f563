"""A person's own shares of a month: each visit, what the fund pays, what is left to pay, and with whom."""

from dataclasses import dataclass
from datetime import date, datetime

from yiyang.law.document import Document
from yiyang.law.values import Value
from yiyang.law.words import MONTHS, Text
from yiyang.papers import figures
from yiyang.papers import letter_parts as parts
from yiyang.papers import letter_words as w
from yiyang.papers.letter import Letter, Section, Table, Verdict, Words
from yiyang.papers.letter_parts import Checked, Say
from yiyang.papers.paper import Tone, money


@dataclass(frozen=True)
class ReceiptLine:
    """One settled visit; amounts in fen, `at` naive Asia/Shanghai."""

    at: datetime
    kind: Text
    outcome: Text
    confirmed: bool
    fund: int
    own: int
    provider: str


@dataclass(frozen=True)
class Receipt:
    """A month (YYYY-MM) of one person; `rests_on` is the provision of the own share, `market` of what goes beyond."""

    document: Document
    office: Text
    number: str
    month: str
    name: str
    masked: str
    lines: tuple[ReceiptLine, ...]
    signed: bool
    issued_on: date
    checked: Checked
    rests_on: str
    market: str
    illustrative: tuple[Value, ...] = ()

    @property
    def own(self) -> int:
        """Fen to be paid by the person for the month."""
        return sum(line.own for line in self.lines)


def receipt_letter(receipt: Receipt, *, language: str) -> Letter:
    """The list of own shares ready to print in `language` (zh-hans, en)."""
    say = parts.speaker(language)
    note, marks = parts.illustrative(receipt.illustrative, say)
    rests_on = parts.cited(receipt.document, receipt.rests_on, say)
    state = () if receipt.signed else (say(w.RECEIPT_STATE.filled(day=figures.day(receipt.issued_on))),)
    return Letter(
        language=language,
        office=say(receipt.office),
        title=say(w.RECEIPT),
        subject=say(w.SUBJECT.filled(number=receipt.document.number, article=rests_on)),
        source=parts.source(receipt.document, say),
        to=say(w.TO_MASKED.filled(name=receipt.name, masked=receipt.masked)),
        opening=say(w.RECEIPT_OPENING.filled(month=_month(receipt.month), article=rests_on)),
        verdict=Verdict(say(w.RECEIPT_OWN), f"¥{money(receipt.own)}", Tone.PAID, "\n".join(state)),
        facts=((say(w.NOTICE_NUMBER), receipt.number), (say(w.MONTH), say(_month(receipt.month)))),
        sections=(_table(receipt, say), _beyond(receipt, say), *marks),
        check=parts.check(receipt.checked, say),
        footer=f"{say(w.RECEIPT)}　{receipt.number}",
        page_words=parts.pages(say),
        closing=(say(receipt.office), say(figures.day(receipt.issued_on))),
        note=note,
    )


def _month(month: str) -> Text:
    year, number = month.split("-")
    return Text(f"{year}年{int(number)}月", f"{MONTHS[int(number) - 1]} {year}")


def _table(receipt: Receipt, say: Say) -> Section:
    rows = tuple(
        (
            f"{line.at:%m-%d %H:%M}",
            say(line.kind),
            say(line.outcome),
            say(w.CONFIRMED if line.confirmed else w.NOT_CONFIRMED),
            money(line.fund),
            money(line.own),
            line.provider,
        )
        for line in receipt.lines
    )
    fund = money(sum(line.fund for line in receipt.lines))
    total = (say(w.RECEIPT_TOTAL), "", "", "", fund, money(receipt.own), "")
    labels = tuple(say(label) for label in w.RECEIPT_COLUMNS)
    return Table(say(w.RECEIPT_LINES), labels, rows, (False, False, False, False, True, True, False), total)


def _beyond(receipt: Receipt, say: Say) -> Section:
    market = parts.cited(receipt.document, receipt.market, say)
    return Words(say(w.RECEIPT_BEYOND), (say(w.RECEIPT_MARKET.filled(article=market)),))
