"""A statement as a paper in one language."""

from yiyang.papers import words as w
from yiyang.papers.paper import Card, Cell, Column, Form, Grid, Paper, Tone, money
from yiyang.papers.parts import (
    TONES,
    Say,
    by_scheme,
    by_status,
    cited,
    grid,
    illustrative_note,
    say_in,
    source_facts,
    state_of,
)
from yiyang.papers.statement import Statement, StatementLine


def statement_paper(statement: Statement, *, language: str) -> Paper:
    """The statement ready to print in `language` (zh-hans, en): totals first, then every line with its reasons."""
    say = say_in(language)
    state, draft = state_of(statement.signed_by, statement.signed_at, say)
    note, notes = illustrative_note(statement.source.illustrative, say)
    number = statement.number or say(w.NO_NUMBER)
    facts = ((say(w.NUMBER), number), (say(w.STATE), state))
    return Paper(
        language=language,
        title=say(w.STATEMENT),
        subject=f"{statement.provider_name}　{statement.provider_code}",
        facts=(*source_facts(statement.source, statement.month, statement.printed_on, say), *facts),
        cards=_cards(statement, say),
        grids=(by_status(statement.lines, say), by_scheme(statement.lines, say)),
        lines=_lines(statement.lines, say),
        state=state,
        draft=draft,
        note=note,
        notes=notes,
        footer=f"{statement.provider_code}　{statement.provider_name}　{statement.month}　{number}　{say(w.YUAN)}",
        page_words=(say(w.PAGES[0]), say(w.PAGES[1]), say(w.PAGES[2])),
        summary_name=say(w.SUMMARY_SHEET),
        lines_name=say(w.LINES_SHEET),
        after=(_adjustments(statement, say),) if statement.adjustments else (),
    )


def _cards(statement: Statement, say: Say) -> tuple[Card, ...]:
    total, adjusted = statement.totals, sum(one.fen for one in statement.adjustments)
    parts = {"fund": money(total.fund), "adjusted": money(adjusted), "carried": money(statement.carried_over)}
    return (
        Card(
            say(w.DUE if statement.due >= 0 else w.OWED),
            statement.due,
            note=say(w.DUE_NOTE.filled(**parts)),
            strong=True,
        ),
        Card(say(w.GROSS), total.gross, note=say(w.GROSS_NOTE.filled(minutes=f"{total.minutes:,}"))),
        Card(say(w.FUND), total.fund),
        Card(say(w.OWN), total.own, note=say(w.OWN_NOTE)),
        Card(say(w.COUNT), total.visits, Form.COUNT),
    )


def _lines(lines: tuple[StatementLine, ...], say: Say) -> Grid:
    columns = (
        Column(say(w.VISIT), width=27),
        Column(say(w.NAME), width=15),
        Column(say(w.ID_NUMBER), width=30),
        Column(say(w.KIND), width=17),
        Column(say(w.SCHEME), width=None),
        Column(say(w.CHECK_IN), Form.MOMENT, 19),
        Column(say(w.CHECK_OUT), Form.MOMENT, 19),
        Column(say(w.MINUTES), Form.COUNT, 10),
        Column(say(w.GROSS), Form.MONEY, 17),
        Column(say(w.FUND), Form.MONEY, 17),
        Column(say(w.OWN), Form.MONEY, 17),
        Column(say(w.STATUS), width=18, toned=True),
        Column(say(w.REASONS)),
        Column(say(w.PROVISIONS), width=None),
    )
    tones = tuple(TONES.get(line.status_code, Tone.PLAIN) for line in lines)
    return grid(say(w.ALL_LINES), columns, (_cells(line, say) for line in lines), say, tones)


def _cells(line: StatementLine, say: Say) -> tuple[Cell, ...]:
    corrects = [say(w.CORRECTS.filled(cites=", ".join(line.cites)))] if line.is_correction else []
    reasons = "; ".join([*corrects, *(cited(reason, say) for reason in line.reasons)])
    moments = (line.check_in, line.check_out, line.minutes)
    who = (line.visit_id, line.name, line.person, say(line.kind), say(line.scheme))
    amounts = (line.gross, line.fund, line.own)
    return (*who, *moments, *amounts, say(line.status), reasons, ";".join(line.provisions))


def _adjustments(statement: Statement, say: Say) -> Grid:
    columns = (
        Column(say(w.ADJUSTMENT)),
        Column(say(w.PROVISION), width=24),
        Column(say(w.CITES), width=70),
        Column(say(w.AMOUNT), Form.MONEY, 24),
    )
    rows = ((say(one.text), one.provision, ", ".join(one.cites), one.fen) for one in statement.adjustments)
    return grid(say(w.ADJUSTMENTS), columns, rows, say)
