"""`yiyang settle`: a place's month to the fen, with its papers."""

from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.table import Table

from yiyang.cli.speaking import bar, out, print_json, ready, refusals
from yiyang.law.money import yuan
from yiyang.papers.press import press
from yiyang.services import printing
from yiyang.services.access import OPERATOR
from yiyang.services.money import months, settlement


def settle(
    place: Annotated[str, typer.Option(help="GB/T 2260 code, six digits.")] = "220100",
    month: Annotated[str, typer.Option(help="Calendar month, 2022-05.")] = ...,  # type: ignore[assignment]  # Typer: required
    folder: Annotated[Path | None, typer.Option("--out", help="Folder for results.csv and the papers.")] = None,
    papers: Annotated[bool, typer.Option(help="Write a PDF and an XLSX per provider and a summary.")] = True,
    language: Annotated[Literal["zh", "en"], typer.Option("--language", help="Language of the papers.")] = "zh",
    as_json: Annotated[bool, typer.Option("--json", help="The totals as JSON.")] = False,
) -> None:
    """Settle every visit of the month. A rerun changes nothing; a correction posts the difference only.

    Example:  yiyang settle --place 220100 --month 2022-05 --out ./out
    """
    with refusals():
        ready()
        with bar("Settling 结算") as progress:
            done = settlement.settle(viewer=OPERATOR, place=place, month=month, progress=progress)
        total = months.month(viewer=OPERATOR, place=place, month=month)
        if folder:
            _write(folder, place=place, month=month, language=language, papers=papers)
    if as_json:
        print_json({"visits": done.visits, "lines_added": done.added, **vars(total)})
        return
    out.print(f"{done.visits} visits, {done.added} new lines  {done.visits} 次服务，新增 {done.added} 条明细")
    if not done.visits and not total.by_status:
        out.print(
            "No visit of this month is loaded: `yiyang load` first. 这个月没有已载入的服务，请先运行 yiyang load。"
        )
        return
    table = Table("status", "visits")
    for status, count in sorted(total.by_status.items()):
        table.add_row(status, str(count))
    out.print(table)
    out.print(f"gross {yuan(total.gross)}   fund {yuan(total.fund)}   own {yuan(total.own)}   (yuan)")


def _write(folder: Path, *, place: str, month: str, language: str, papers: bool) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    printing.write_results(viewer=OPERATOR, place=place, month=month, path=folder / "results.csv")
    if not papers:
        return
    jobs = printing.jobs(viewer=OPERATOR, place=place, month=month, language=language, folder=folder)
    papers_in_all = months.month(viewer=OPERATOR, place=place, month=month).statements + 1
    with bar("Papers 打印结算单") as progress:
        for number, _ in enumerate(press(jobs), start=1):
            progress(number, papers_in_all)
