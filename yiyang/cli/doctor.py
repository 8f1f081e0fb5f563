"""`yiyang doctor`: what must be in order before anybody relies on this installation."""

from typing import Annotated

import typer
from rich.markup import escape

from yiyang.cli.speaking import out, print_json
from yiyang.services import health


def doctor(as_json: Annotated[bool, typer.Option("--json", help="The findings as JSON.")] = False) -> None:
    """Check fonts, database, signed values, calendar, keys and clock; exit code 1 when something needs attention.

    Example:  yiyang doctor
    """
    findings = health.examine()
    if as_json:
        print_json([finding._asdict() for finding in findings])
    else:
        for finding in findings:
            out.print(
                f"{'[green]✓[/]' if finding.good else '[red]✗[/]'} [bold]{finding.what}[/]  {escape(finding.found)}"
            )
            if not finding.good:
                out.print(f"    → {escape(finding.remedy)}", style="dim")
    raise typer.Exit(0 if all(finding.good for finding in findings) else 1)
