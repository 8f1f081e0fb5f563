"""`make bench`: measure, print, write results.json. Arguments: `--rows N` for the large run, `--some N` for peers."""

import argparse
import json
import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path

from benchmarks import fold

RESULTS = Path(__file__).parent / "results.json"
PACKAGES = ("numpy", "numba", "polars", "pyarrow", "OpenFisca-Core")


def machine() -> dict[str, object]:
    """What the figures were measured on."""
    packages = {name: version(name) for name in PACKAGES}
    load = round(os.getloadavg()[0], 2)  # other work on the machine makes every figure worse
    python, system = platform.python_version(), platform.system()
    return {"python": python, "system": system, "cpus": os.cpu_count(), "load_before": load, **packages}


def say(text: str) -> None:
    """One line at once, also through a pipe."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=fold.MANY)
    parser.add_argument("--some", type=int, default=fold.SOME)
    parser.add_argument("--out", type=Path, default=RESULTS)
    given = parser.parse_args()
    figures = {"machine": machine(), **fold.measure(say, many=given.rows, some=given.some)}
    given.out.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    for name, aim in figures["home_care.aims"].items():
        met = "met" if aim["met"] else "missed"
        say(f"  {name}: {aim['measured']:,} (aim {aim['aim']:,}, {met}) {aim.get('note', '')}".rstrip())
    say(f"written to {given.out}")


if __name__ == "__main__":
    main()
