"""The month over all providers: totals by provider, by reason, by scheme and kind, on one paper."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from yiyang.law.words import Text
from yiyang.papers import words as w
from yiyang.papers.paper import Card, Cell, Column, Form, Grid, Paper
from yiyang.papers.parts import (
    Say,
    by_scheme,
    by_status,
    grid,
    illustrative_note,
    say_in,
    source_facts,
    state_of,
    sum_columns,
)
from yiyang.papers.statement import Source, Statement, StatementLine, total_of


@dataclass(frozen=True)
class Summary:
    """All statements of a month; `contents` says in our words what each cited provision is about."""

    month: str
    source: Source
    printed_on: date
    statements: tuple[Statement, ...]
    contents: Mapping[str, Text]
    number: str = ""
    signed_by: str = ""
    signed_at: datetime | None = None

    @property
    def lines(self) -> tuple[StatementLine, ...]:
        """Every line, in order of provider."""
        return tuple(line for statement in self.statements for line in statement.lines)


def summarised(statements: Sequence[Statement], *, contents: Mapping[str, Text], printed_on: date) -> Summary:
    """The summary of a month's statements, ordered by provider code. Raises ValueError unless all are of one month.

    It counts as signed when every statement is: then with the last signature's day and name.
    """
    months = {(one.month, one.source) for one in statements}
    if len(months) != 1:
        raise ValueError("a summary takes the statements of one month, settled by one document and version")
    [(month, source)] = months
    ordered = tuple(sorted(statements, key=lambda one: one.provider_code))
    signatures = [(one.signed_at, one.signed_by) for one in ordered if one.signed_at is not None]
    last = max(signatures) if len(signatures) == len(ordered) else (None, "")
    return Summary(month, source, printed_on, ordered, contents, signed_by=last[1], signed_at=last[0])


def summary_paper(summary: Summary, *, language: str) -> Paper:
    """The summary ready to print in `language`."""
    say = say_in(language)
    state, draft = state_of(summary.signed_by, summary.signed_at, say)
    note, notes = illustrative_note(summary.source.illustrative, say)
    number = summary.number or say(w.NO_NUMBER)
    facts = ((say(w.NUMBER), number), (say(w.STATE), state))
    return Paper(
        language=language,
        title=say(w.SUMMARY),
        subject=f"{say(summary.source.place)}　{summary.month}",
        facts=(*source_facts(summary.source, summary.month, summary.printed_on, say), *facts),
        cards=_cards(summary, say),
        grids=(by_status(summary.lines, say), by_scheme(summary.lines, say)),
        lines=_by_provider(summary, say),
        state=state,
        draft=draft,
        note=note,
        notes=notes,
        footer=f"{say(summary.source.place)}　{summary.month}　{number}　{say(w.YUAN)}",
        page_words=(say(w.PAGES[0]), say(w.PAGES[1]), say(w.PAGES[2])),
        summary_name=say(w.SUMMARY_SHEET),
        lines_name=say(w.BY_PROVIDER),
        after=(_by_reason(summary, say),),
    )


def _cards(summary: Summary, say: Say) -> tuple[Card, ...]:
    total, due = total_of(summary.lines), sum(max(one.due, 0) for one in summary.statements)
    return (
        Card(say(w.DUE), due, strong=True),
        Card(say(w.GROSS), total.gross, note=say(w.GROSS_NOTE.filled(minutes=f"{total.minutes:,}"))),
        Card(say(w.FUND), total.fund),
        Card(say(w.OWN), total.own, note=say(w.OWN_NOTE)),
        Card(say(w.COUNT), total.visits, Form.COUNT),
    )


def _by_provider(summary: Summary, say: Say) -> Grid:
    columns = (
        Column(say(w.CODE), width=34),
        Column(say(w.PROVIDER_NAME)),
        *sum_columns(say),
        Column(say(w.ADJUSTMENTS), Form.MONEY, 22),
        Column(say(w.DUE), Form.MONEY, 28),
    )
    rows = (
        (one.provider_code, one.provider_name, *one.totals, one.due - one.totals.fund, one.due)
        for one in summary.statements
    )
    return grid(say(w.BY_PROVIDER), columns, rows, say)


def _by_reason(summary: Summary, say: Say) -> Grid:
    """How many visits each provision kept from payment; a visit with two reasons counts under both."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for line in summary.lines:
        for provision in line.provisions:
            counts[provision][line.status_code] += not line.is_correction
    statuses = {line.status_code: line.status for line in summary.lines}
    codes = [code for code in ("held", "self_pay", "refused") if code in statuses]
    columns = (
        Column(say(w.PROVISION), width=24),
        Column(say(w.CONTENT)),
        *(Column(say(statuses[code]), Form.COUNT, 26) for code in codes),
    )
    rows: Iterator[tuple[Cell, ...]] = (
        (provision, say(summary.contents.get(provision, Text("", ""))), *(counts[provision][code] for code in codes))
        for provision in sorted(counts, key=_article_order)
    )
    return Grid(say(w.BY_REASON), columns, tuple(rows), empty=say(w.NO_ROWS))


def _article_order(provision: str) -> tuple[tuple[int, int, str], ...]:
    """CC-5.2 before CC-11.5: numbers by size, letters after them."""
    parts = provision.replace("-", ".").split(".")
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts)
