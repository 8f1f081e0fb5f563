"""A file with a tenth of its rows broken: good ones load and settle, each bad one is listed, the exit code is 3."""

import json
from pathlib import Path

from tests.processes.installation import Installation, Maker
from tools import make_month

Row = dict[str, str]
MONTH = "2022-05"
BREAKS: tuple[Row, ...] = (
    {"kind": "cooking"},
    {"photos": "x"},
    {"check_in": "2022-05-32T09:00:00"},
    {"check_out": "yesterday"},
    {"id_number": "220102194801206970"},
    {"provider_code": "H9999"},
    {"carer_code": ""},
    {"items": "L01:ninety"},
    {"satisfaction": "eleven"},
    {"visit_id": ""},
)


def test_good_rows_load_and_every_bad_one_is_listed(make: Maker, ready: Installation, tmp_path: Path) -> None:
    rows = make_month.make(visits=600, month=MONTH, seed=11)
    visits = rows["visits"]
    broken = {
        number: {**row, **BREAKS[number // 10 % len(BREAKS)]} for number, row in enumerate(visits) if number % 10 == 0
    }
    good = [row for number, row in enumerate(visits) if number not in broken]
    make_month.write(tmp_path / "mixed", {**rows, "visits": [broken.get(n, row) for n, row in enumerate(visits)]})
    make_month.write(tmp_path / "good", {**rows, "visits": good})
    other = make.copy(ready)

    told = ready.run("load", tmp_path / "mixed", "--json", code=3).json
    assert {(fault["file"], fault["line"]) for fault in told["faults"]} == {
        ("visits.csv", number + 2) for number in broken
    }
    assert all(fault["column"] and fault["reason"]["zh"] and fault["reason"]["en"] for fault in told["faults"])
    assert told["rows"]["visits"] == {"added": len(good), "changed": 0, "same": 0}
    kept = json.loads(ready.ask("SELECT CAST(faults AS text) FROM store_load")[0][0])
    assert len(kept) == len(told["faults"])

    assert other.run("load", tmp_path / "good", "--json").json["rows"]["visits"]["added"] == len(good)
    for one, folder in ((ready, "mixed-out"), (other, "good-out")):
        one.run("settle", "--month", MONTH, "--no-papers", "--out", tmp_path / folder)
    results = [(tmp_path / folder / "results.csv").read_bytes() for folder in ("mixed-out", "good-out")]
    assert results[0] == results[1]
    assert results[0].count(b"\n") > len(good) * 0.8
    again = ready.run("load", tmp_path / "mixed", "--json", code=3).json
    assert again["rows"]["visits"] == {"added": 0, "changed": 0, "same": len(good)}
