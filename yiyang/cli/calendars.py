"""`yiyang calendar import`: the yearly order of holidays and make-up days."""

from pathlib import Path
from typing import Annotated

import typer

from yiyang.cli.speaking import out, ready, refusals
from yiyang.services import calendars
from yiyang.services.access import OPERATOR

app = typer.Typer(no_args_is_help=True)


@app.callback()
def group() -> None:
    """The working-day calendar."""


@app.command("import")
def import_file(file: Annotated[Path, typer.Argument(help="CSV with the columns date,kind (off or work).")]) -> None:
    """Import days off and make-up workdays; a year named here counts as published.

    Example:  yiyang calendar import 2027.csv
    """
    with refusals():
        ready()
        done = calendars.import_days(viewer=OPERATOR, text=file.read_text(encoding="utf-8-sig"))
    years = ", ".join(map(str, done.years))
    out.print(f"{done.added} new, {done.changed} changed days; years covered: {years}")
