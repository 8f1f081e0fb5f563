"""A simulation's report as the page shows it: headline figures, bars with their table, all figures, who is touched."""

from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yiyang.simulate.report import BASELINE, COLUMNS, REFORM, Report
from yiyang.web.charts import Chart, Series
from yiyang.web.statuses import STATUSES
from yiyang.web.templatetags.yiyang_text import english, say, yuan


class Figure(NamedTuple):
    """A number with its name, unit, note and tone, as parts/stat.html draws it."""

    label: str | Promise
    figure: str
    unit: str | Promise = ""
    note: str = ""
    tone: str = ""


YUAN = gettext_lazy("yuan")
PERSONS = gettext_lazy("people")


def shown(report: Report, *, seed: int | None) -> dict[str, Any]:
    """Everything the page names; `seed` is that of generated people, None for the loaded month."""
    return {
        "report": report,
        "change": report.changes[0],
        "figures": _figures(report),
        "touched": _touched(report),
        "chart": _chart(report),
        "columns": [(say(column.label), column.unit) for column in COLUMNS],
        "rows": [_row(row) for row in report.rows("en" if english() else "zh")],
        "statuses": _statuses(report),
        "seed": seed,
        "illustrative": report.illustrative,
    }


def signed(fen: int) -> str:
    """Fen as yuan with a sign: +2,000.00, -5.00, 0.00."""
    return f"+{yuan(fen)}" if fen > 0 else yuan(fen)


def _figures(report: Report) -> list[Figure]:
    before, after = report.baseline.amounts["fund"], report.reform.amounts["fund"]
    share = f"{report.difference / before * 100:+.1f} %" if before and report.difference else ""
    tone = "waiting" if report.difference > 0 else "paid" if report.difference < 0 else "unpaid"
    return [
        Figure(_("Fund, as it stands"), yuan(before), YUAN),
        Figure(_("Fund, changed"), yuan(after), YUAN),
        Figure(_("Difference"), signed(report.difference), YUAN, share, tone),
    ]


def _touched(report: Report) -> list[Figure]:
    people = report.persons
    more = _("median %(yuan)s yuan in the month") % {"yuan": yuan(people.median_gain)} if people.gainers else ""
    less = _("median %(yuan)s yuan in the month") % {"yuan": yuan(people.median_loss)} if people.losers else ""
    of = _("of %(all)s people") % {"all": f"{people.people:,}"}
    return [
        Figure(_("Something changes for"), f"{people.changed:,}", PERSONS, of),
        Figure(_("The fund pays more for"), f"{people.gainers:,}", PERSONS, more, "paid"),
        Figure(_("The fund pays less for"), f"{people.losers:,}", PERSONS, less, "unpaid"),
    ]


def _chart(report: Report) -> Chart:
    spending = [g for g in report.groups if g.baseline.amounts["fund"] or g.reform.amounts["fund"]]
    groups = spending or report.groups  # people who are not insured cost the fund nothing
    return Chart(
        key="fund",
        title=_("Fund spend by scheme and kind of care"),
        unit="fen",
        labels=[say(group.label) for group in groups],
        series=[
            Series(say(BASELINE), [group.baseline.amounts["fund"] for group in groups]),
            Series(say(REFORM), [group.reform.amounts["fund"] for group in groups]),
        ],
        label_name=say(COLUMNS[0].label),
    )


def _row(row: tuple[str | int, ...]) -> list[tuple[str, str, bool]]:
    """A row of the table as (label, written, is a number)."""
    cells = []
    for column, cell in zip(COLUMNS, row, strict=True):
        if isinstance(cell, str):
            cells.append((say(column.label), cell, False))
        else:
            money = signed(cell) if column.name == "difference" else yuan(cell)
            cells.append((say(column.label), money if column.unit == "fen" else f"{cell:,}", True))
    return cells


def _statuses(report: Report) -> list[tuple[str | Promise, str, str, str]]:
    before, after = report.baseline.by_status, report.reform.by_status
    return [
        (
            STATUSES[code].word,
            f"{before[code]:,}",
            f"{after[code]:,}",
            f"{after[code] - before[code]:+,}" if after[code] != before[code] else "0",
        )
        for code in before
    ]
