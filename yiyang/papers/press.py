"""Printing many papers to files: a large month on all cores, a small one here and now."""

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from datetime import datetime
from itertools import chain
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path
from typing import NamedTuple

from yiyang.papers.paper import Paper
from yiyang.papers.pdf import render_pdf
from yiyang.papers.xlsx import render_xlsx

WORTH_A_PROCESS = 5_000  # lines in all; fewer are printed before other processes have started


class Job(NamedTuple):
    """A paper, the path of its files without their suffix (out/H1 becomes out/H1.pdf and out/H1.xlsx), its moment."""

    paper: Paper
    path: Path
    created: datetime


def press(jobs: Iterable[Job], *, workers: int | None = None) -> Iterator[Job]:
    """Print each paper as PDF and XLSX; each job comes back when its files are there. Raises MissingFontError.

    Jobs are taken one by one, so that the first papers are printed while the later ones are still being written;
    best the longest first.
    """
    count = workers or cpu_count() or 1
    waiting: list[Job] = []
    coming = iter(jobs)
    for job in coming:
        waiting.append(job)
        if count > 1 and sum(len(one.paper.lines.rows) for one in waiting) >= WORTH_A_PROCESS:
            yield from _spread(chain(waiting, coming), count)
            return
    for job in waiting:
        print_job(job)
        yield job


def _spread(jobs: Iterable[Job], count: int) -> Iterator[Job]:
    """Print on `count` processes while jobs keep coming."""
    # spawn: a forked child would share open database connections and Typst's threads
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        started: dict[Future[None], Job] = {}
        for job in jobs:
            started[pool.submit(print_job, job)] = job
            yield from _finished([future for future in started if future.done()], started)
        yield from _finished(as_completed(list(started)), started)


def _finished(futures: "Iterable[Future[None]]", started: "dict[Future[None], Job]") -> Iterator[Job]:
    for future in futures:
        future.result()
        yield started.pop(future)


def print_job(job: Job) -> None:
    """Write one paper's two files, each whole under another name first, so that a stop leaves no half paper."""
    job.path.parent.mkdir(parents=True, exist_ok=True)
    _put(job.path.with_name(f"{job.path.name}.pdf"), render_pdf(job.paper, created=job.created))
    _put(job.path.with_name(f"{job.path.name}.xlsx"), render_xlsx(job.paper, created=job.created))


def _put(path: Path, content: bytes) -> None:
    draft = path.with_name(f".{path.name}.part")
    draft.write_bytes(content)
    draft.replace(path)
