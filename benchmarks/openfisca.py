"""The same rule as OpenFisca-Core variables: a visit is its person entity, every formula whole NumPy arrays.

Its counts over ordered events come from `get_rank` in group entities; a count that another count feeds needs a fixed
point, with the passes counted. A second figure leaves its vocabulary: NumPy running counts inside the formula.
"""

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.rows import DOCUMENT, MONTH, RULE, Results, Rows
from yiyang.law.days import day_number, month_span
from yiyang.law.documents.changchun_2021.home_care.charge import NO_CAP, Bit, Status

PASSES = 50
SPANS = ("day", "week", "month")
Counts = NDArray[np.int64]


class Peer:
    """The tax-benefit system with its variables, and a fresh simulation of the shuffled rows for each run.

    `ranks` chooses how the caps are counted: OpenFisca's own `get_rank`, or NumPy running counts.
    """

    def __init__(self, rows: Rows, *, ranks: bool) -> None:
        """Build the system."""
        from openfisca_core.entities import Entity, GroupEntity
        from openfisca_core.taxbenefitsystems import TaxBenefitSystem

        self.visit = Entity("visit", "visits", "", "")
        self.groups = {
            name: GroupEntity(name, f"{name}s", "", "", [{"key": f"{name}_line"}])
            for name in ("holder", *(f"holder_{span}" for span in SPANS))
        }
        self.system = TaxBenefitSystem([self.visit, *self.groups.values()] if ranks else [self.visit])
        self.passes: list[int] = []
        self.members = _members(rows) if ranks else {}
        self.inputs = {
            **rows.shuffled.columns,
            "key": rows.shuffled.key,
            "check_in": rows.shuffled.check_in - rows.shuffled.check_in.min(),  # its whole numbers have 32 bits
            "visit_id": rows.shuffled_id,
        }
        for name in self.inputs:
            self.system.add_variable(self._variable(name, None))
        self.system.add_variable(self._variable("caps", self._caps(_by_rank if ranks else _by_running_count)))
        for formula in FORMULAS:
            self.system.add_variable(self._variable(formula.__name__, formula))

    def _variable(self, name: str, formula: Any) -> Any:
        from openfisca_core.periods import DateUnit
        from openfisca_core.variables import Variable

        body = {"value_type": int, "entity": self.visit, "definition_period": DateUnit.MONTH, "label": name}
        return type(name, (Variable,), body | ({"formula": formula} if formula else {}))

    def simulation(self) -> Any:
        """A fresh simulation with its groups joined and the columns set."""
        from openfisca_core.simulations import SimulationBuilder

        builder = SimulationBuilder()
        builder.create_entities(self.system)
        size = self.inputs["key"].size
        builder.declare_person_entity("visit", range(size))
        for name, member_of in self.members.items():
            group = builder.declare_entity(name, range(int(member_of.max()) + 1))
            builder.join_with_persons(group, member_of, np.zeros(size, np.int64))
        simulation = builder.build(self.system)
        for name, column in self.inputs.items():
            simulation.set_input(name, MONTH, column)
        return simulation

    def charged(self, simulation: Any) -> Results:
        """Calculate the six results."""
        return {field: simulation.calculate(f"result_{field}", MONTH) for field in RULE.result._fields}

    def _caps(self, count_caps: Any) -> Any:
        def caps(visit: Any, period: Any) -> Any:
            found, passes = count_caps(visit, _reader(visit, period), _rates())
            self.passes.append(passes)
            return found

        return caps


class _Rates:
    """The document's values for the month, as numbers."""

    def __init__(self) -> None:
        values = DOCUMENT.values(month_span(MONTH)[0])
        self.kinds = {
            name: np.array(
                [
                    values[f"home_care.{kind}.{name}"].number if f"home_care.{kind}.{name}" in values else NO_CAP
                    for kind in ("living", "nursing")
                ],
                np.int32,
            )
            for name in ("price", "longest", "per_day", "per_week", "per_month")
        }
        self.employee = values["home_care.fund_share.employee"].number
        self.resident = values["home_care.fund_share.resident"].number
        self.severe_from = values["home_care.severe_from"].number
        self.pilot_start = day_number(values["home_care.pilot_start"].day)
        self.insured = [int(code) for code in values["home_care.area.insured"].codes]
        self.living = [int(code) for code in values["home_care.area.living"].codes]

    def of_kind(self, name: str, kind: Any) -> Any:
        return self.kinds[name][kind]


@cache
def _rates() -> _Rates:
    return _Rates()


def _reader(visit: Any, period: Any) -> Any:
    return lambda name: visit(name, period)


def _bits(conditions: dict[Bit, Any]) -> Any:
    total = 0
    for bit, condition in conditions.items():
        total = total + condition * np.int32(bit)
    return total


def refusals(visit: Any, period: Any) -> Any:
    """Bits of what refuses a visit."""
    of = _reader(visit, period)
    outside = (of("scheme") != 0) & ~np.isin(of("insured_division"), _rates().insured)
    return _bits(
        {
            Bit.NOT_COVERED: of("scheme") == 0,
            Bit.NOT_SEVERE: (of("assessed") == 0) | (of("level") < _rates().severe_from),
            Bit.INSURED_ELSEWHERE: outside,
            Bit.LIVING_ELSEWHERE: ~np.isin(of("residence_division"), _rates().living),
            Bit.BEFORE_PILOT: of("day") < _rates().pilot_start,
            Bit.NO_AGREEMENT: of("agreement") == 0,
            Bit.CARER_NOT_EMPLOYED: of("carer_employed") == 0,
            Bit.CARER_NOT_TRAINED: of("carer_trained") == 0,
            Bit.CARER_NOT_CERTIFIED: of("carer_certified") == 0,
            Bit.IN_STAY: of("stay_seconds") > 0,
            Bit.FOREIGN_ITEM: of("foreign_items") > 0,
            Bit.ITEMS_TOO_LONG: of("item_minutes") > _rates().of_kind("longest", of("kind")),
        }
    )


def gaps(visit: Any, period: Any) -> Any:
    """Bits of what is missing in the proof of delivery."""
    of = _reader(visit, period)
    return _bits(
        {
            Bit.NO_ITEMS: of("items") == 0,
            Bit.ITEM_TOO_SHORT: of("short_items") > 0,
            Bit.NO_CHECK_OUT: of("seconds") == 0,
            Bit.NO_PHOTO: of("photos") == 0,
            Bit.IDENTITY_UNCHECKED: of("identity_checked") == 0,
            Bit.LIMBS_UNASSESSED: of("limb_assessed") == 0,
            Bit.RISK_UNREAD: of("risk_read") == 0,
            Bit.UNCONFIRMED: of("confirmed") == 0,
        }
    )


def result_status(visit: Any, period: Any) -> Any:
    """Status of a visit."""
    of = _reader(visit, period)
    found = [of("refusals") > 0, of("gaps") > 0, of("caps") > 0]
    return np.select(found, [int(Status.REFUSED), int(Status.HELD), int(Status.SELF_PAY)], int(Status.PAYABLE))


def result_reasons(visit: Any, period: Any) -> Any:
    """All failed conditions."""
    of = _reader(visit, period)
    return of("refusals") | of("gaps") | of("caps")


def result_minutes(visit: Any, period: Any) -> Any:
    """Payable minutes."""
    of = _reader(visit, period)
    spent = np.minimum(of("seconds") // 60, _rates().of_kind("longest", of("kind")))
    return np.where(of("result_status") == int(Status.PAYABLE), spent, 0)


def result_gross(visit: Any, period: Any) -> Any:
    """Gross amount in fen."""
    of = _reader(visit, period)
    return (2 * of("result_minutes") * _rates().of_kind("price", of("kind")) + 60) // 120


def result_fund(visit: Any, period: Any) -> Any:
    """The fund's share in fen."""
    of = _reader(visit, period)
    share = np.where(of("scheme") == 1, _rates().employee, _rates().resident)
    return (2 * of("result_gross").astype(np.int64) * share + 10_000) // 20_000


def result_own(visit: Any, period: Any) -> Any:
    """The person's share in fen."""
    of = _reader(visit, period)
    return of("result_gross") - of("result_fund")


FORMULAS = (
    refusals, gaps, result_status, result_reasons, result_minutes, result_gross, result_fund, result_own,
)  # fmt: skip


def _members(rows: Rows) -> dict[str, Counts]:
    """For each group entity which group each visit belongs to, numbered from 0."""
    shuffled = rows.shuffled
    found = {"holder": shuffled.key}
    found |= {f"holder_{span}": shuffled.key * 100_000 + shuffled.columns[span] for span in SPANS}
    return {name: np.unique(group, return_inverse=True)[1] for name, group in found.items()}


def _cap_bits(kind: Any, over: list[Any]) -> Any:
    day, week, month = over
    return (
        day * np.int32(Bit.LIVING_DAY)
        + week * np.where(kind == 0, np.int32(Bit.LIVING_WEEK), np.int32(Bit.NURSING_WEEK))
        + month * np.where(kind == 0, np.int32(Bit.LIVING_MONTH), np.int32(Bit.NURSING_MONTH))
    )


def _by_rank(visit: Any, of: Any, rates: _Rates) -> tuple[Any, int]:
    """Bits of the caps used up: each pass ranks what still counts, and takes out the first visit too many of each key.

    A later one may not be taken out in the same pass: it may have been too many only because of the first.
    """
    paid = (of("refusals") == 0) & (of("gaps") == 0)
    order = of("check_in") * float(paid.size) + of("visit_id")
    caps = {span: rates.of_kind(f"per_{span}", of("kind")) for span in SPANS}
    found = np.zeros(paid.size, np.int32)
    for done in range(1, PASSES + 1):
        over = [visit.get_rank(getattr(visit, f"holder_{span}"), order, condition=paid) >= caps[span] for span in SPANS]
        excess = over[0] | over[1] | over[2]
        if not excess.any():
            return found, done
        first = visit.get_rank(visit.holder, order, condition=excess) == 0
        found[first] = _cap_bits(of("kind"), over)[first]
        paid &= ~first
    raise AssertionError(f"not settled after {PASSES} passes")


def _by_running_count(_visit: Any, of: Any, rates: _Rates) -> tuple[Any, int]:
    """The same by NumPy: count what is paid before each visit, judge all, and repeat until nothing changes."""
    sound = (of("refusals") == 0) & (of("gaps") == 0)
    rows = np.flatnonzero(sound)
    rows = rows[np.lexsort((of("visit_id")[rows], of("check_in")[rows], of("key")[rows]))]
    key, kind = of("key")[rows], of("kind")[rows]
    spans = [(_starts(key, of(span)[rows]), rates.of_kind(f"per_{span}", kind)) for span in SPANS]
    paid = np.ones(rows.size, bool)
    for done in range(1, PASSES + 1):
        over = [_before(paid, starts) >= cap for starts, cap in spans]
        again = ~(over[0] | over[1] | over[2])
        if np.array_equal(again, paid):
            found = np.zeros(sound.size, np.int32)
            found[rows] = _cap_bits(kind, over)
            return found, done
        paid = again
    raise AssertionError(f"not settled after {PASSES} passes")


def _starts(key: Any, span: Any) -> Counts:
    """For each sorted row the first row of its key and span."""
    new = np.ones(key.size, bool)
    new[1:] = (key[1:] != key[:-1]) | (span[1:] != span[:-1])
    return np.maximum.accumulate(np.where(new, np.arange(key.size), 0))


def _before(paid: Any, starts: Counts) -> Counts:
    """How many paid rows come before each row since its start."""
    running: Counts = np.cumsum(paid) - paid
    return running - running[starts]
