"""Printing a month of papers: the files are the same whether one process prints them or several."""

from pathlib import Path

import pytest

from tests.papers.made import CREATED, statements
from yiyang.papers.pdf import render_pdf
from yiyang.papers.press import Job, press
from yiyang.papers.statement_paper import statement_paper


def jobs(folder: Path) -> list[Job]:
    return [
        Job(statement_paper(one, language="en"), folder / "out" / one.provider_code, CREATED)
        for one in statements()[:3]
    ]


def test_files_do_not_depend_on_the_number_of_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = list(press(jobs(tmp_path / "one")))
    monkeypatch.setattr("yiyang.papers.press.WORTH_A_PROCESS", 1)
    spread = list(press(jobs(tmp_path / "two"), workers=2))
    assert {job.path.name for job in here} == {job.path.name for job in spread}
    names = sorted(path.name for path in (tmp_path / "one" / "out").iterdir())
    assert names == sorted(f"{one.provider_code}.{suffix}" for one in statements()[:3] for suffix in ("pdf", "xlsx"))
    for name in names:
        assert (tmp_path / "one" / "out" / name).read_bytes() == (tmp_path / "two" / "out" / name).read_bytes()
    first = here[0]
    assert first.path.with_name(f"{first.path.name}.pdf").read_bytes() == render_pdf(first.paper, created=CREATED)
