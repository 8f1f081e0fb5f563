"""`python -m tools.make_month --visits 100000 --month 2022-12 --seed 7 DIR`: a made-up month as the files of a load.

Six CSV files in the columns of `yiyang load`. Every status and every reason of the home-care charge occurs from some
240 visits on; visits of the weeks that straddle the month are included. The same arguments give the same files.
"""

import argparse
import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from yiyang.intake.identity import check_character
from yiyang.law.days import month_span

Row = dict[str, str]
VISITS_A_PERSON = 20
CARERS_A_PROVIDER = 4
FAMILY, GIVEN = "王李张刘陈杨赵黄周吴", "秀英强志玉兰桂芳国华"
LIVING = {"L01": 50, "L02": 20, "L03": 30, "L04": 20, "L05": 20, "L06": 20, "L07": 20, "L08": 20, "L10": 10}
NURSING = {f"N0{number}": 20 for number in range(1, 9)}

# Every other person is as the document wishes; the others have one of these.
PEOPLE = ("switch", "uncovered", "gap", "elsewhere", "far", "mild", "lapsed", "unassessed", "hospital", "open_stay")
# Every third visit has one of these.
FLAWS = (
    "foreign_item", "long_items", "no_items", "short_item", "no_check_out", "no_photo", "identity", "limbs", "risk",
    "unconfirmed", "stranger", "untrained", "uncertified", "no_agreement", "late_agreement", "several",
)  # fmt: skip
COLUMNS = {
    "people": "id_number name residence_division ltc_level ltc_assessed_on ltc_valid_to guardian_name",
    "coverage": "id_number scheme division from to",
    "providers": "code name route agreement_from agreement_to liability_insurance_to",
    "carers": "code name provider_code kinds certificate_to",
    "stays": "id_number kind from to",
    "visits": "visit_id id_number provider_code carer_code kind check_in check_out items photos identity_checked"
    " limb_assessed risk_read confirmed_by satisfaction",
}


@dataclass
class Made:
    """The rows made so far, by file, and what later rows are made from."""

    dice: Random
    first: date
    last: date
    rows: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in COLUMNS})

    @property
    def middle(self) -> str:
        """A day in the middle of the month, at which things begin and end."""
        return (self.first + timedelta(days=14)).isoformat()

    def add(self, name: str, *cells: object) -> Row:
        """One row of a file, cells in the order of its columns."""
        row = dict(zip(COLUMNS[name].split(), map(str, cells), strict=True))
        self.rows[name].append(row)
        return row


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and write the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visits", type=int, default=240)
    parser.add_argument("--month", default="2022-05")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args(arguments)
    write(given.folder, make(visits=given.visits, month=given.month, seed=given.seed))


def make(*, visits: int, month: str, seed: int) -> dict[str, list[Row]]:
    """The rows of all files. Raises ValueError for a text that is no month."""
    made = Made(Random(seed), *month_span(month))  # noqa: S311 -- a repeatable seed, not secret randomness
    people = max(1, visits // VISITS_A_PERSON)
    for number in range(max(4, people // 40)):
        _provider(made, number)
    for number in range(people):
        _person(made, number)
    for number, (person, day) in enumerate(_days(made, visits), start=1):
        _visit(made, number, person, day)
    made.dice.shuffle(made.rows["visits"])
    return made.rows


def write(folder: Path, rows: dict[str, list[Row]]) -> None:
    """Write each file with a byte order mark and CRLF, as spreadsheets do."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, columns in COLUMNS.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as text:
            writer = csv.DictWriter(text, columns.split())
            writer.writeheader()
            writer.writerows(rows[name])


def id_number(number: int) -> str:
    """The number-th made-up ID number of Nanguan district: born 1925 to 1960, the right check character."""
    day = date(1925, 1, 1) + timedelta(days=number * 37 % 12800)
    front = f"220102{day:%Y%m%d}{number // 12800 * 2 % 1000:03d}"
    return front + check_character(front)


def _name(made: Made) -> str:
    return made.dice.choice(FAMILY) + "".join(made.dice.sample(GIVEN, made.dice.choice((1, 2))))


def _provider(made: Made, number: int) -> None:
    """The second provider has no agreement, the third's begins in the middle of the month."""
    code, start = f"H2201050{number:04d}", {1: "", 2: made.middle}.get(number, "2021-12-01")
    made.add("providers", code, f"示例照护中心{number}", "filing", start, "2029-12-31" if start else "", "2029-12-31")
    for place in range(CARERS_A_PROVIDER):
        kinds = "living" if place == 1 else "living;nursing"
        until = made.middle if place == 2 else "2029-06-30"
        made.add("carers", f"{code}-{place}", _name(made), code, kinds, until)


def _person(made: Made, number: int) -> None:
    trait = PEOPLE[number // 2 % len(PEOPLE)] if number % 2 else ""
    person, level = id_number(number), "2" if trait == "mild" else str(made.dice.choice((3, 4, 5)))
    until = made.middle if trait == "lapsed" else "2029-12-31"
    assessed = ("", "", "") if trait == "unassessed" else (level, "2021-01-15", until)
    home = "220103" if trait == "far" else made.dice.choice(("220102", "220105"))
    made.add("people", person, _name(made), home, *assessed, _name(made))
    for row in _coverage(made, trait):
        made.add("coverage", person, *row)
    if trait in {"hospital", "open_stay"}:
        kind, end = ("hospital", f"{made.last - timedelta(days=8)}T16:00:00") if trait == "hospital" else (
            "institution", ""
        )  # fmt: skip
        made.add("stays", person, kind, f"{made.middle}T14:00:00", end)


def _coverage(made: Made, trait: str) -> Iterator[tuple[str, ...]]:
    scheme = made.dice.choice(("resident", "employee"))
    other = "employee" if scheme == "resident" else "resident"
    before = (date.fromisoformat(made.middle) - timedelta(days=1)).isoformat()
    if trait == "uncovered":
        return
    yield scheme, "220122" if trait == "elsewhere" else "220104", "2020-01-01", before if trait in {
        "switch", "gap"
    } else ""  # fmt: skip
    if trait == "switch":
        yield other, "220102", made.middle, ""


def _days(made: Made, visits: int) -> Iterator[tuple[str, date]]:
    """Persons in turn, each on days spread over the month; every ninth visit lies in the weeks around its ends."""
    people = [row["id_number"] for row in made.rows["people"]]
    monday = made.first - timedelta(days=made.first.weekday())
    sunday = made.last + timedelta(days=6 - made.last.weekday())
    month, around = _range(made.first, made.last), _range(monday, sunday)
    for number in range(visits):
        yield people[number % len(people)], made.dice.choice(month if number % 9 else around)


def _range(first: date, last: date) -> list[date]:
    return [first + timedelta(days=days) for days in range((last - first).days + 1)]


def _visit(made: Made, number: int, person: str, day: date) -> None:
    flaw = FLAWS[number // 3 % len(FLAWS)] if number % 3 == 0 else ""
    nursing = made.dice.random() < 1 / 3 or flaw == "untrained"
    begin = datetime.combine(day, time(made.dice.randrange(7, 18), made.dice.randrange(0, 60, 5)))
    stay = timedelta(seconds=made.dice.choice((2400, 3599, 3600, 3659, 5220, 7200, 7240, 8100)))
    provider = {"no_agreement": 1, "late_agreement": 2}.get(flaw, 0)
    if not provider:
        provider = made.dice.choice([n for n in range(len(made.rows["providers"])) if n not in {1, 2}])
    ticks = ["" if flaw in {name, "several"} else "yes" for name in ("identity", "limbs", "risk")]
    made.add(
        "visits", f"V{made.first:%Y%m}-{number:06d}", person, f"H2201050{provider:04d}", _carer(made, provider, flaw),
        "nursing" if nursing else "living", begin.isoformat(),
        "" if flaw == "no_check_out" else (begin + stay).isoformat(), _items(made, flaw, nursing=nursing),
        0 if flaw == "no_photo" else made.dice.randrange(1, 4), *ticks,
        "" if flaw in {"unconfirmed", "several"} else made.dice.choice(("recipient", "guardian")),
        made.dice.choice(("", 1, 2, 3, 4, 5)),
    )  # fmt: skip


def _carer(made: Made, provider: int, flaw: str) -> str:
    employer = (provider + 1) % len(made.rows["providers"]) if flaw in {"stranger", "several"} else provider
    place = {"untrained": 1, "uncertified": 2}.get(flaw, made.dice.choice((0, 3)))
    return f"H2201050{employer:04d}-{place}"


def _items(made: Made, flaw: str, *, nursing: bool) -> str:
    listed, most = (NURSING, 3) if nursing else (LIVING, 4)
    if flaw == "no_items":
        return ""
    chosen = {code: listed[code] for code in made.dice.sample(sorted(listed), made.dice.randrange(1, most))}
    if flaw in {"foreign_item", "several"}:
        chosen["L01" if nursing else "N01"] = 5
    if flaw == "short_item":
        chosen[next(iter(chosen))] -= 1
    if flaw == "long_items":
        chosen[next(iter(chosen))] = 121
    return "|".join(f"{code}:{minutes}" for code, minutes in chosen.items())


if __name__ == "__main__":
    main()
