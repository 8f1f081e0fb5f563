"""`yiyang coverage`: where each provision lives, and whether test runs have proved it."""

from collections import Counter
from typing import Annotated

import typer
from rich.table import Table

from yiyang.cli.speaking import out, print_json
from yiyang.law import coverage as law_coverage
from yiyang.law.coverage import State


def coverage(as_json: Annotated[bool, typer.Option("--json", help="Every row as JSON.")] = False) -> None:
    """Count the rows of each document by state; --json lists them all.

    Example:  yiyang coverage --json
    """
    if as_json:
        print_json(law_coverage.as_json())
        return
    counted = Counter((row.document.prefix, row.state) for row in law_coverage.rows())
    table = Table("document", *State)
    for prefix in dict.fromkeys(prefix for prefix, _ in counted):
        table.add_row(prefix, *(str(counted[prefix, state]) for state in State))
    out.print(table)
