"""`yiyang ask`: any question of any document."""

import sys
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer
from rich.box import SIMPLE
from rich.table import Table

from yiyang.cli.speaking import out, print_json, ready, refusals, say
from yiyang.law.decision import Finding, Outcome
from yiyang.law.words import Text
from yiyang.services.documents import asking
from yiyang.services.documents.asking import Asked
from yiyang.services.errors import BadInput

OUTSIDE = Text("{document} 不适用于这个地方或这一天", "{document} does not speak for this place or day")
UNREADABLE = Text("读不到这个文件，或不是 UTF-8 文本", "there is no such file to read, or it is no UTF-8 text")
SHOWN = 3
MARKS = {
    Finding.MET: "[green]✓[/]",
    Finding.UNMET: "[red]✗[/]",
    Finding.UNKNOWN: "[yellow]?[/]",
    Finding.AMOUNT: "[cyan]=[/]",
}


def ask(
    question: Annotated[str | None, typer.Argument(help="Name of the question; see --list.")] = None,
    facts: Annotated[str | None, typer.Argument(help="JSON file with the facts, or - for standard input.")] = None,
    place: Annotated[
        str | None, typer.Option(help="GB/T 2260 code, six digits; that of the question's document when left out.")
    ] = None,
    on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day the law is asked about.")] = None,
    list_: Annotated[bool, typer.Option("--list", help="List every question.")] = False,
    schema: Annotated[bool, typer.Option("--schema", help="The JSON Schema of the question's facts.")] = False,
    example: Annotated[bool, typer.Option("--example", help="A worked example of the facts, to change.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The answer as JSON.")] = False,
) -> None:
    """Ask the law. The answer names every reason with its article.

    Examples:  yiyang ask --list   ·   yiyang ask claim --schema   ·   yiyang ask claim --example > facts.json   ·
    yiyang ask claim --on 2026-05-03 facts.json   ·   yiyang ask home-care --on 2022-05-03 facts.json --json
    """
    with refusals():
        ready()  # the law as officials have signed it
        if list_ or question is None:
            _list(as_json)
        elif schema:
            print_json(asking.schema(question))
        elif example:
            print_json(asking.example(question))
        else:
            _answer(question, facts, place, on.date() if on else None, as_json)


def _list(as_json: bool) -> None:
    found = asking.questions()
    if as_json:
        print_json(
            [
                {"name": q.name, "document": q.document.number, "title": q.title._asdict(), "provisions": q.provisions}
                for q in found
            ]
        )
        return
    for number, own in groupby(found, key=lambda q: q.document.number):
        table = Table("question 问题", "provisions 条款", title=number, title_justify="left", box=SIMPLE)
        for q in own:
            table.add_row(f"[bold]{q.name}[/]\n{q.title.zh}\n[dim]{q.title.en}[/]", _provisions(q))
        out.print(table)


def _provisions(question: Asked) -> str:
    """The first provisions and how many more there are: --json and the answer itself name them all."""
    shown, more = question.provisions[:SHOWN], len(question.provisions) - SHOWN
    return "\n".join(shown) + (f" +{more}" if more > 0 else "")


def _answer(question: str, facts: str | None, place: str | None, on: date | None, as_json: bool) -> None:
    if on is None:
        raise BadInput(field="--on", value="", text=Text("请写明日期（2022-05-03）", "name the day (2022-05-03)"))
    where = place or asking.question(question).document.place
    answer = asking.ask(name=question, place=where, on=on, facts=_read(facts))
    if as_json:
        print_json(asking.as_json(answer))
        return
    if answer.decision.outcome is Outcome.NOT_REGULATED:
        out.print(f"[bold]{answer.decision.outcome}[/]   {say(OUTSIDE.filled(document=answer.document.number))}")
        for reason in answer.decision.reasons:
            out.print(f"{MARKS[reason.finding]} [bold]{reason.provision}[/]  {say(reason.text)}")
        return
    out.print(f"[bold]{answer.decision.outcome}[/]   {answer.document.number}   values {answer.values_version}")
    for reason in answer.decision.reasons:
        out.print(f"{MARKS[reason.finding]} [bold]{reason.provision}[/]  {say(reason.text)}")
        if reason.change and reason.finding is not Finding.MET:
            out.print(f"    → {say(reason.change)}", style="dim")
    for value in answer.decision.illustrative:
        out.print(f"! 示例值 illustrative: {say(value.label)} = {value.text} ({value.provision})", style="yellow")


def _read(facts: str | None) -> str:
    if facts is None:
        raise BadInput(
            field="FACTS",
            value="",
            text=Text("请给出事实文件，或用 - 从标准输入读取", "give a file of facts, or - for standard input"),
        )
    try:
        return sys.stdin.read() if facts == "-" else Path(facts).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError):
        raise BadInput(field="FACTS", value=facts, text=UNREADABLE) from None
