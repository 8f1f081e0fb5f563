"""`yiyang values`: the dated values of a document out to a file and changes in; signing is done on the pages."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from yiyang.cli.speaking import err, out, print_json, ready, refusals, say
from yiyang.services.access import OPERATOR
from yiyang.services.amendments import exporting, proposing, reading
from yiyang.services.amendments.proposing import BadFile

app = typer.Typer(no_args_is_help=True)

Code = Annotated[str, typer.Option("--document", help="The document's code, such as jiangmen_2024.")]


@app.callback()
def group() -> None:
    """Dated values, lists and readings of the documents."""


@app.command("export")
def export(
    document: Code,
    to: Annotated[Path | None, typer.Option("--to", help="The file to write; standard output without it.")] = None,
) -> None:
    """Write the values in force as a file of changes; bringing it in again changes nothing.

    Example:  yiyang values export --document jiangmen_2024 --to values.csv
    """
    with refusals():
        ready()
        text = exporting.as_csv(document)
        if to is None:
            typer.echo(text.removeprefix("\ufeff"), nl=False)
        else:
            to.write_text(text, encoding="utf-8", newline="")
            out.print(f"{to}")


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="CSV or XLSX with the columns name,from,value and those of an export.")],
    document: Code,
    basis: Annotated[str, typer.Option(help="The paper the changes rest on.")] = "",
    reason: Annotated[str, typer.Option(help="Why, when a change begins before today.")] = "",
) -> None:
    """Bring in changes. They count once an official of the place has signed them on the pages; every bad row is
    listed, and while there is one nothing is brought in.

    Example:  yiyang values import values.csv --document jiangmen_2024 --basis "江医保〔2027〕1号"
    """
    with refusals():
        ready()
        try:
            key = proposing.propose(viewer=OPERATOR, document=document, path=file, basis=basis, reason=reason)
        except BadFile as bad:
            for one in bad.faults:
                err.print(f"{file.name}:{one.line} {one.column} “{one.value}” {say(one.reason)}", markup=False)
            raise
        found = reading.one(viewer=OPERATOR, pk=key)
    out.print(f"{key}: {len(found.differences)} changes wait for a signature 待签署")


@app.command("list")
def list_all(as_json: Annotated[bool, typer.Option("--json", help="The list as JSON.")] = False) -> None:
    """Every change brought in, the latest first, with who brought it in and who signed it."""
    with refusals():
        ready()
        found = reading.listing(viewer=OPERATOR)
    if as_json:
        print_json([reading.as_json(one) for one in found])
        return
    if not found:
        out.print("No change of values has been brought in. 还没有提出过数值调整。")
        return
    table = Table("", "document", "state", "changes", "proposed", "signed", "basis")
    for one in found:
        signed = f"{one.signed_by} {one.signed_at:%Y-%m-%d}" if one.signed_at else ""
        proposed = f"{one.proposed_by} {one.proposed_at:%Y-%m-%d}"
        table.add_row(str(one.id), one.document, one.state, str(len(one.differences)), proposed, signed, one.basis)
    out.print(table)
