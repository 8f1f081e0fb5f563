"""A bar chart and its table, from the same numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from yiyang.web.templatetags.yiyang_text import yuan

Unit = Literal["fen", "count", "percent"]


class Series(NamedTuple):
    """One colour of bars: a name and one whole number (fen, count) or percentage per label, None where unknown."""

    name: str
    values: Sequence[int | float | None]


@dataclass(frozen=True)
class Chart:
    """Bars by label for one or more series; `key` is unique on its page (letters, digits, hyphens)."""

    key: str
    title: str
    unit: Unit
    labels: Sequence[str]
    series: Sequence[Series]
    label_name: str

    @property
    def data(self) -> dict[str, Any]:
        """What chart.js reads from the page."""
        series = [{"name": name, "values": list(values)} for name, values in self.series]
        return {"title": self.title, "unit": self.unit, "labels": list(self.labels), "series": series}

    @property
    def rows(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The table under the bars: (label, [(series name, figure as written)])."""
        return [
            (label, [(one.name, self._written(one.values[place])) for one in self.series])
            for place, label in enumerate(self.labels)
        ]

    def _written(self, value: int | float | None) -> str:
        if value is None:
            return "–"
        if self.unit == "fen":
            return yuan(int(value))
        return f"{value:,} %" if self.unit == "percent" else f"{value:,}"
