"""`yiyang load`: a month's files into the store."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from yiyang.cli.speaking import ATTENTION, out, print_json, ready, refusals, say
from yiyang.services.access import OPERATOR
from yiyang.services.money import loading


def load(
    folder: Annotated[
        Path, typer.Argument(help="Folder with people, coverage, providers, carers, stays, visits (.csv or .xlsx).")
    ],
    place: Annotated[str, typer.Option(help="The city whose visits these are (GB/T 2260).")] = loading.PLACE,
    as_json: Annotated[bool, typer.Option("--json", help="The outcome as JSON.")] = False,
) -> None:
    """Load good rows, list bad ones with file, line, column, value and reason. The same files again change nothing.

    Exit code 3 when the good rows are loaded and some were faulty, 1 when there was nothing that could be loaded.

    Example:  yiyang load ./2022-05
    """
    with refusals():
        ready()
        done = loading.load(viewer=OPERATOR, folder=folder, place=place)
    if as_json:
        faults = [{**f._asdict(), "reason": f.reason._asdict()} for f in done.faults]
        print_json({"rows": {name: vars(tally) for name, tally in done.tallies.items()}, "faults": faults})
    else:
        _tell(done)
    if done.faults:
        some = any(tally.added or tally.changed or tally.same for tally in done.tallies.values())
        raise typer.Exit(ATTENTION if some else 1)


def _tell(done: loading.Loaded) -> None:
    loaded = any(tally.added or tally.changed or tally.same for tally in done.tallies.values())
    if loaded:
        table = Table("rows", "new", "corrected", "unchanged")
        for name, tally in done.tallies.items():
            table.add_row(name, str(tally.added), str(tally.changed), str(tally.same))
        out.print(table)
    for kind, found in (("✗", done.faults), ("!", done.warnings)):
        for fault in found:
            where = f"{fault.file}:{fault.line} {fault.column}"
            cited = f" ({fault.provision})" if fault.provision else ""
            out.print(f"{kind} {where}  “{fault.value}”  {say(fault.reason)}{cited}", markup=False)
    if not loaded:
        out.print("There was no row to load. 没有可载入的行。", style="yellow")
    elif done.faults:
        out.print(f"{len(done.faults)} faults; every other row is loaded. 其余各行均已载入。", style="yellow")
