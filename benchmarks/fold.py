"""The fold against plain Python, a hand-written loop, Polars windows and OpenFisca-Core, all on the same visits."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numba

from benchmarks import windows
from benchmarks.contenders import Plain, columns_of, fold_shuffled, fold_sorted
from benchmarks.hand import hand_written
from benchmarks.openfisca import Peer
from benchmarks.rows import Results, Rows, assert_equal, best, rows_of

MANY, SOME = 10_000_000, 1_000_000
Figures = dict[str, Any]
COUNTED_BY = {True: "caps by OpenFisca's get_rank", False: "caps by NumPy running counts inside the formula"}
AIM_PER_SECOND, AIM_OVER_OPENFISCA, AIM_OVER_HAND = 50_000_000, 20, 1.5


def measure(say: Callable[[str], None], *, many: int = MANY, some: int = SOME) -> dict[str, Figures]:
    """All figures by name. Raises AssertionError when any contender differs in any field of any visit."""
    numba.set_num_threads(1)
    figures: dict[str, Figures] = {}
    for label, count in (("some", some), ("many", many)):
        rows = rows_of(count)
        say(f"{rows.chunk.rows:,} visits")
        figures |= {f"{name}.{label}": figure for name, figure in _ours(rows, say).items()}
        if label == "some":
            figures |= {f"{name}.{label}": figure for name, figure in _peers(rows, say).items()}
        del rows
    return figures | {"home_care.aims": _aims(figures)}


def _ours(rows: Rows, say: Callable[[str], None]) -> dict[str, Figures]:
    expected = fold_sorted(rows)
    assert_equal("hand-written", expected, hand_written(rows))
    shuffled = {field: column[rows.permutation] for field, column in expected.items()}
    assert_equal("fold with sorting", shuffled, fold_shuffled(rows))
    figures = {}
    seconds = _taking_turns([lambda: fold_sorted(rows), lambda: hand_written(rows)], runs=9)
    figures["home_care.fold.sorted"] = _figure(rows, seconds[0], "rates resolved beforehand, maxima checked")
    figures["home_care.hand_written.sorted"] = _figure(rows, seconds[1], "rates resolved beforehand, nothing checked")
    spent, _ = best(lambda: fold_shuffled(rows), runs=5)
    figures["home_care.fold.shuffled"] = _figure(rows, spent, "sort, resolve rates, fold, results in the given order")
    _said(figures, say)
    return figures


def _taking_turns(works: list[Callable[[], Any]], *, runs: int) -> list[float]:
    """The best time of each, run in turns, so that a busy moment of the machine does not fall on one alone."""
    times = [[best(work, runs=1)[0] for work in works] for _ in range(runs)]
    return [min(column) for column in zip(*times, strict=True)]


def _peers(rows: Rows, say: Callable[[str], None]) -> dict[str, Figures]:
    expected = fold_sorted(rows)
    shuffled = {field: column[rows.permutation] for field, column in expected.items()}
    figures = {"home_care.plain_python.sorted": _plain(rows, expected)}
    figures["home_care.polars_windows.shuffled"] = _polars(rows, shuffled)
    figures["home_care.openfisca.shuffled"] = _openfisca(rows, shuffled, ranks=True)
    figures["home_care.openfisca_numpy.shuffled"] = _openfisca(rows, shuffled, ranks=False)
    _said(figures, say)
    return figures


def _plain(rows: Rows, expected: Results) -> Figures:
    plain = Plain(rows)
    spent, results = best(plain, runs=2)
    assert_equal("plain Python", expected, columns_of(results))
    return _figure(rows, spent, "charge.run over ready NamedTuples")


def _polars(rows: Rows, expected: Results) -> Figures:
    frame = windows.frame_of(rows)
    spent, (charged, passes) = best(lambda: windows.charged(frame), runs=2)
    assert_equal("Polars", expected, windows.results_of(charged))
    return {**_figure(rows, spent, "fixed point over windows; may use every core"), "passes": passes}


def _openfisca(rows: Rows, expected: Results, *, ranks: bool) -> Figures:
    peer = Peer(rows, ranks=ranks)
    building, _ = best(peer.simulation, runs=1)
    times = []
    for _ in range(2 if ranks else 3):
        spent, results = best(partial(peer.charged, peer.simulation()), runs=1)
        times.append(spent)
    assert_equal("OpenFisca", expected, results)
    note = f"{COUNTED_BY[ranks]}, to a fixed point; building the simulation is not counted"
    return {**_figure(rows, min(times), note), "passes": peer.passes[-1], "seconds_building": round(building, 3)}


def _figure(rows: Rows, seconds: float, note: str) -> Figures:
    per_second = round(rows.chunk.rows / seconds)
    return {"rows": rows.chunk.rows, "seconds": round(seconds, 4), "visits_per_second": per_second, "note": note}


def _said(figures: dict[str, Figures], say: Callable[[str], None]) -> None:
    for name, figure in figures.items():
        passes = f", {figure['passes']} passes" if "passes" in figure else ""
        say(f"  {name:<36} {figure['visits_per_second'] / 1e6:>8.2f} million visits/s{passes}")


def _aims(figures: dict[str, Figures]) -> Figures:
    """What was aimed at beside what was measured, at the same number of rows."""
    rate = {name: figure["visits_per_second"] for name, figure in figures.items()}
    fold = rate["home_care.fold.sorted.many"]
    over_openfisca = rate["home_care.fold.shuffled.some"] / rate["home_care.openfisca.shuffled.some"]
    over_numpy = rate["home_care.fold.shuffled.some"] / rate["home_care.openfisca_numpy.shuffled.some"]
    behind_hand = rate["home_care.hand_written.sorted.many"] / fold
    return {
        "fold_sorted_per_second": {"aim": AIM_PER_SECOND, "measured": fold, "met": fold >= AIM_PER_SECOND},
        "fold_with_sorting_over_openfisca": {
            "aim": AIM_OVER_OPENFISCA,
            "measured": round(over_openfisca, 1),
            "met": over_openfisca >= AIM_OVER_OPENFISCA,
            "note": f"caps by OpenFisca's get_rank; {over_numpy:.1f} where NumPy counts inside the formula instead",
        },
        "hand_written_over_fold": {
            "aim": AIM_OVER_HAND,
            "measured": round(behind_hand, 2),
            "met": behind_hand <= AIM_OVER_HAND,
        },
    }
