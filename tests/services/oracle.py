"""The home-care charge once more, straight from the text of the task and the CSV files, sharing no code with Yiyang.

Slow and plain on purpose: days are date objects, caps are counted anew for each visit by looking back.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

Row = Mapping[str, str]
Files = Mapping[str, Sequence[Row]]
Result = tuple[str, str, int, int, int, int, str]

CATALOGUE = {
    "living": {
        "L01": 50, "L02": 20, "L03": 30, "L04": 20, "L05": 20, "L06": 20, "L07": 20, "L08": 20, "L09": 20, "L10": 10,
    },
    "nursing": {f"N{number:02d}": 20 for number in range(1, 9)},
}  # fmt: skip
LONGEST = {"living": 120, "nursing": 60}
PRICE = {"living": 4000, "nursing": 5000}
SHARE = {"employee": 8000, "resident": 7000}
CAPS = {
    "living": (("CC-5.5", "day", 1), ("CC-5.4", "week", 2), ("CC-5.2", "month", 8)),
    "nursing": (("CC-5.8", "week", 1), ("CC-5.6", "month", 4)),
}
CENTRAL = {"220102", "220103", "220104", "220105", "220106"}
LIVING_IN = {"220102", "220105"}
PILOT = date(2022, 1, 1)


@dataclass
class Paid:
    """When earlier payable visits of a person and kind were, by span."""

    day: date
    week: tuple[int, int]
    month: tuple[int, int]


def settle(files: Files, month: str) -> list[Result]:
    """The result of every visit of the month, by visit id, from all visits of the files."""
    found = []
    paid: dict[tuple[str, str], list[Paid]] = defaultdict(list)
    for visit in sorted(files["visits"], key=lambda row: (_moment(row["check_in"]), row["visit_id"])):
        result, spans = _judge(files, visit, paid[visit["id_number"], visit["kind"]])
        if result[1] == "payable":
            paid[visit["id_number"], visit["kind"]].append(spans)
        if visit["check_in"][:7] == month:
            found.append(result)
    return sorted(found)


def _judge(files: Files, visit: Row, paid: list[Paid]) -> tuple[Result, Paid]:
    day = _moment(visit["check_in"]).date()
    spans = Paid(day, day.isocalendar()[:2], (day.year, day.month))
    scheme = next((row["scheme"] for row in _of(files, "coverage", visit) if _within(row["from"], day, row["to"])), "")
    refused, held = set(_refusals(files, visit, day)), set(_gaps(visit))
    if refused or held:
        status = "refused" if refused else "held"
        return (visit["visit_id"], status, 0, 0, 0, 0, ";".join(sorted(refused | held))), spans
    full = [
        provision
        for provision, span, most in CAPS[visit["kind"]]
        if sum(getattr(earlier, span) == getattr(spans, span) for earlier in paid) >= most
    ]
    if full:
        return (visit["visit_id"], "self_pay", 0, 0, 0, 0, ";".join(sorted(full))), spans
    elapsed = _moment(visit["check_out"]) - _moment(visit["check_in"])
    minutes = min(int(elapsed.total_seconds()) // 60, LONGEST[visit["kind"]])
    gross = _half_up(minutes * PRICE[visit["kind"]], 60)
    fund = _half_up(gross * SHARE[scheme], 10_000)
    return (visit["visit_id"], "payable", minutes, gross, fund, gross - fund, ""), spans


def _refusals(files: Files, visit: Row, day: date) -> Iterator[str]:
    person = next(row for row in files["people"] if row["id_number"] == visit["id_number"])
    cover = [row for row in _of(files, "coverage", visit) if _within(row["from"], day, row["to"])]
    severe = person["ltc_level"] in {"3", "4", "5"} and _within(person["ltc_assessed_on"], day, person["ltc_valid_to"])
    if not cover or not severe:
        yield "CC-3.1"
    if any(row["division"] not in CENTRAL for row in cover) or person["residence_division"] not in LIVING_IN:
        yield "CC-13.2"
    if day < PILOT:
        yield "CC-13.1"
    if any(_meets(visit, stay) for stay in _of(files, "stays", visit)):
        yield "CC-3.2"
    yield from _provider_refusals(files, visit, day)
    items = _items(visit)
    listed = CATALOGUE[visit["kind"]]
    if any(code not in listed for code, _ in items) or sum(m for _, m in items) > LONGEST[visit["kind"]]:
        yield "CC-5.1"


def _provider_refusals(files: Files, visit: Row, day: date) -> Iterator[str]:
    provider = next(row for row in files["providers"] if row["code"] == visit["provider_code"])
    carer = next(row for row in files["carers"] if row["code"] == visit["carer_code"])
    if not (provider["agreement_from"] and _within(provider["agreement_from"], day, provider["agreement_to"])):
        yield "CC-4.0"
    trained = visit["kind"] in carer["kinds"].split(";")
    certified = not carer["certificate_to"] or day <= date.fromisoformat(carer["certificate_to"])
    if carer["provider_code"] != provider["code"] or not trained or not certified:
        yield "CC-7.2"


def _gaps(visit: Row) -> Iterator[str]:
    items, listed = _items(visit), CATALOGUE[visit["kind"]]
    if not items or any(code in listed and minutes < listed[code] for code, minutes in items):
        yield "CC-7.1"
    if not visit["check_out"] or visit["photos"] in {"", "0"}:
        yield "CC-7.5"
    if any(visit[tick] != "yes" for tick in ("identity_checked", "limb_assessed", "risk_read")):
        yield "CC-7.3"
    if not visit["confirmed_by"]:
        yield "CC-8.5"


def _of(files: Files, name: str, visit: Row) -> list[Row]:
    return [row for row in files[name] if row["id_number"] == visit["id_number"]]


def _meets(visit: Row, stay: Row) -> bool:
    begin = _moment(visit["check_in"])
    end = _moment(visit["check_out"]) if visit["check_out"] else begin + timedelta(minutes=1)
    return _moment(stay["from"]) < end and (not stay["to"] or begin < _moment(stay["to"]))


def _items(visit: Row) -> list[tuple[str, int]]:
    parts = [part.split(":") for part in visit["items"].split("|") if part]
    return [(code, int(minutes)) for code, minutes in parts]


def _within(first: str, day: date, last: str) -> bool:
    return bool(first) and date.fromisoformat(first) <= day and (not last or day <= date.fromisoformat(last))


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _half_up(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)
