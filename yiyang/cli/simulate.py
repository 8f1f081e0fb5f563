"""`yiyang simulate`: what a changed value would cost."""

from typing import Annotated

import typer
from rich.bar import Bar
from rich.table import Table

from yiyang.cli.speaking import out, print_json, ready, refusals, say
from yiyang.law.money import yuan
from yiyang.law.words import Text
from yiyang.services.access import OPERATOR
from yiyang.services.documents import what_if
from yiyang.services.errors import BadInput
from yiyang.simulate.report import COLUMNS, Report

CHART_WIDTH = 40
SHOWN = ("group", "lines", "payable", "fund", "fund_reform", "difference")


def simulate(
    place: Annotated[str, typer.Option(help="GB/T 2260 code, six digits.")] = "220100",
    month: Annotated[str, typer.Option(help="Calendar month, 2022-05.")] = ...,  # type: ignore[assignment]  # Typer: required
    people: Annotated[int | None, typer.Option(help="So many generated people; without it, the loaded month.")] = None,
    changes: Annotated[
        list[str] | None, typer.Option("--set", help="name=value, e.g. home_care.fund_share.resident=7500; may repeat.")
    ] = None,
    seed: Annotated[int, typer.Option(help="The same seed generates the same people.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="The report as JSON.")] = False,
    chart: Annotated[bool, typer.Option(help="Draw the fund by scheme and kind.")] = True,
) -> None:
    """Charge a month with the document as it stands and with changed values, and show the difference.

    Example:  yiyang simulate --people 1000000 --month 2022-05 --set home_care.fund_share.resident=7500
    """
    with refusals():
        ready()
        wanted = dict(_change(text) for text in changes or [])
        report = what_if.simulate(viewer=OPERATOR, place=place, month=month, changes=wanted, people=people, seed=seed)
    if as_json:
        print_json(report.as_json())
        return
    _table(report)
    if chart:
        _chart(report)
    _notes(report)


def _change(text: str) -> tuple[str, str]:
    name, separator, value = text.partition("=")
    if not separator or not value:
        raise BadInput(field="--set", value=text, text=Text("应写作 名称=值", "should be name=value"))
    return name.strip(), value.strip()


def _table(report: Report) -> None:
    """The columns a terminal has room for; --json has all of them."""
    shown = [place for place, column in enumerate(COLUMNS) if column.name in SHOWN]
    table = Table(*(f"{COLUMNS[place].label.zh}\n{COLUMNS[place].label.en}" for place in shown))
    for row in report.rows("zh"):
        table.add_row(*(_cell(row[place], COLUMNS[place].unit) for place in shown))
    out.print(table)


def _cell(cell: str | int, unit: str) -> str:
    if isinstance(cell, str):
        return cell
    return yuan(cell) if unit == "fen" else f"{cell:,}"


def _chart(report: Report) -> None:
    drawn = report.chart("zh")
    most = max((value for series in drawn["series"] for value in series["values"]), default=0) or 1
    grid = Table.grid(padding=(0, 1))
    for place, category in enumerate(drawn["categories"]):
        for number, series in enumerate(drawn["series"]):
            value = series["values"][place]
            label = "" if number else category
            grid.add_row(label, series["name"], Bar(most, 0, value, width=CHART_WIDTH), yuan(value))
    out.print(grid)


def _notes(report: Report) -> None:
    for change in report.changes:
        before, after = change.before, change.after
        out.print(f"{before.provision} {change.article}  {say(before.label)}: {before.text} → {after.text}")
    for name in report.unread:
        out.print(f"! {name} 与这些服务的计算无关  no line's charge looks at it", style="yellow")
    if report.changes:
        _difference(report)
    for value in report.illustrative:
        out.print(f"! 示例值 illustrative: {say(value.label)} = {value.text} ({value.provision})", style="yellow")
    for assumed in report.assumptions:
        out.print(f"! 假设 assumed: {say(assumed.label)}", style="dim")


def _difference(report: Report) -> None:
    fund, people = report.baseline.amounts["fund"], report.persons
    share = f"{report.difference / fund:+.2%}" if fund else "–"
    out.print(f"基金增减 fund difference: {yuan(report.difference)} ({share})")
    out.print(f"{people.changed:,} / {people.people:,} people change")
    out.print(f"{people.gainers:,} gain, median {yuan(people.median_gain)}; ", end="")
    out.print(f"{people.losers:,} lose, median {yuan(people.median_loss)}")
