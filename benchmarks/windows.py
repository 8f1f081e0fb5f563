"""The same rule as Polars expressions and windows, from shuffled rows.

Two caps overlap (a week straddles months) and a visit that is not paid uses up neither, which no single window can
say: whether visits are paid is repeated until it no longer changes, and the passes are counted.
"""

from functools import reduce
from operator import or_

import polars as pl

from benchmarks.rows import DOCUMENT, RULE, Results, Rows
from yiyang.law.days import day_number, day_of
from yiyang.law.documents.changchun_2021.home_care.charge import NO_CAP, Bit, Status
from yiyang.law.values import Values

PASSES = 50
SPANS = ("day", "week", "month")


def frame_of(rows: Rows) -> pl.DataFrame:
    """The shuffled rows as a frame, made before the clock starts."""
    shuffled = rows.shuffled
    columns = {**shuffled.columns, "key": shuffled.key, "check_in": shuffled.check_in, "id": rows.shuffled_id}
    return pl.DataFrame(columns)


def charged(frame: pl.DataFrame) -> tuple[pl.DataFrame, int]:
    """Results in the given order of rows, and how many passes the caps took."""
    values = DOCUMENT.values(day_of(int(frame["day"].max())))  # type: ignore[arg-type] # a whole-number column
    ordered = frame.with_row_index("row").sort("key", "check_in", "id").with_columns(_rates(values))
    ordered = ordered.with_columns(refusals=_bits(REFUSALS), gaps=_bits(GAPS))
    ordered = ordered.with_columns(sound=(pl.col("refusals") == 0) & (pl.col("gaps") == 0))
    counted, passes = _settled(ordered.filter("sound").select("row", "key", *SPANS, *(f"cap_{span}" for span in SPANS)))
    ordered = ordered.join(counted.select("row", "paid", *(f"in_{span}" for span in SPANS)), on="row", how="left")
    return ordered.select("row", *_results()).sort("row").drop("row"), passes


def _by_kind(values: Values, name: str, otherwise: int = NO_CAP) -> pl.Expr:
    living, nursing = (values.get(f"home_care.{kind}.{name}") for kind in ("living", "nursing"))
    numbers = [value.number if value else otherwise for value in (living, nursing)]
    return pl.when(pl.col("kind") == 0).then(numbers[0]).otherwise(numbers[1]).cast(pl.Int64)


def _rates(values: Values) -> list[pl.Expr]:
    shares = [values[f"home_care.fund_share.{scheme}"].number for scheme in ("employee", "resident")]
    areas = [[int(code) for code in values[f"home_care.area.{which}"].codes] for which in ("insured", "living")]
    return [
        _by_kind(values, "price").alias("price"),
        _by_kind(values, "longest").alias("longest"),
        *(_by_kind(values, f"per_{span}").alias(f"cap_{span}") for span in SPANS),
        pl.when(pl.col("scheme") == 1).then(shares[0]).otherwise(shares[1]).cast(pl.Int64).alias("share"),
        pl.col("insured_division").is_in(areas[0]).alias("insured_area"),
        pl.col("residence_division").is_in(areas[1]).alias("living_area"),
        pl.lit(values["home_care.severe_from"].number).alias("severe_from"),
        pl.lit(day_number(values["home_care.pilot_start"].day)).alias("pilot_start"),
    ]


REFUSALS = {
    Bit.NOT_COVERED: pl.col("scheme") == 0,
    Bit.NOT_SEVERE: (pl.col("assessed") == 0) | (pl.col("level") < pl.col("severe_from")),
    Bit.INSURED_ELSEWHERE: (pl.col("scheme") != 0) & ~pl.col("insured_area"),
    Bit.LIVING_ELSEWHERE: ~pl.col("living_area"),
    Bit.BEFORE_PILOT: pl.col("day") < pl.col("pilot_start"),
    Bit.NO_AGREEMENT: pl.col("agreement") == 0,
    Bit.CARER_NOT_EMPLOYED: pl.col("carer_employed") == 0,
    Bit.CARER_NOT_TRAINED: pl.col("carer_trained") == 0,
    Bit.CARER_NOT_CERTIFIED: pl.col("carer_certified") == 0,
    Bit.IN_STAY: pl.col("stay_seconds") > 0,
    Bit.FOREIGN_ITEM: pl.col("foreign_items") > 0,
    Bit.ITEMS_TOO_LONG: pl.col("item_minutes") > pl.col("longest"),
}
GAPS = {
    Bit.NO_ITEMS: pl.col("items") == 0,
    Bit.ITEM_TOO_SHORT: pl.col("short_items") > 0,
    Bit.NO_CHECK_OUT: pl.col("seconds") == 0,
    Bit.NO_PHOTO: pl.col("photos") == 0,
    Bit.IDENTITY_UNCHECKED: pl.col("identity_checked") == 0,
    Bit.LIMBS_UNASSESSED: pl.col("limb_assessed") == 0,
    Bit.RISK_UNREAD: pl.col("risk_read") == 0,
    Bit.UNCONFIRMED: pl.col("confirmed") == 0,
}


def _bits(conditions: dict[Bit, pl.Expr]) -> pl.Expr:
    return reduce(or_, [condition.cast(pl.Int64) * int(bit) for bit, condition in conditions.items()])


def _settled(frame: pl.DataFrame) -> tuple[pl.DataFrame, int]:
    """Repeat until the paid visits no longer change; each pass is right one more unpaid visit further in every key.

    The running count of a window is that of the whole frame less its value where the window starts: rows are sorted,
    and this is several times faster than `.over`.
    """
    starts = [(pl.struct("key", span).rle_id().diff().fill_null(1) > 0).alias(f"new_{span}") for span in SPANS]
    frame = frame.with_columns(*starts, paid=pl.lit(True))
    for done in range(1, PASSES + 1):
        before = pl.col("paid").cast(pl.Int32).cum_sum() - pl.col("paid").cast(pl.Int32)
        frame = frame.with_columns(
            (before - pl.when(f"new_{span}").then(before).forward_fill()).alias(f"in_{span}") for span in SPANS
        )
        within = pl.all_horizontal(pl.col(f"in_{span}") < pl.col(f"cap_{span}") for span in SPANS)
        again = frame.select(paid=within)["paid"]
        if again.equals(frame["paid"]):
            return frame, done
        frame = frame.with_columns(again)
    raise AssertionError(f"not settled after {PASSES} passes")


def _results() -> list[pl.Expr]:
    used_up = {
        Bit.LIVING_DAY: pl.col("in_day") >= pl.col("cap_day"),
        Bit.LIVING_WEEK: (pl.col("kind") == 0) & (pl.col("in_week") >= pl.col("cap_week")),
        Bit.LIVING_MONTH: (pl.col("kind") == 0) & (pl.col("in_month") >= pl.col("cap_month")),
        Bit.NURSING_WEEK: (pl.col("kind") == 1) & (pl.col("in_week") >= pl.col("cap_week")),
        Bit.NURSING_MONTH: (pl.col("kind") == 1) & (pl.col("in_month") >= pl.col("cap_month")),
    }
    unpaid = pl.when(pl.col("gaps") > 0).then(int(Status.HELD)).otherwise(int(Status.SELF_PAY))
    status = pl.when(pl.col("refusals") > 0).then(int(Status.REFUSED)).when("paid").then(0).otherwise(unpaid)
    reasons = pl.when("sound").then(_bits(used_up)).otherwise(pl.col("refusals") + pl.col("gaps"))
    minutes = pl.when("paid").then(pl.min_horizontal(pl.col("seconds").cast(pl.Int64) // 60, "longest")).otherwise(0)
    gross = (2 * minutes * pl.col("price") + 60) // 120
    fund = (2 * gross * pl.col("share") + 10_000) // 20_000
    figures = {"status": status, "reasons": reasons, "minutes": minutes, "gross": gross, "fund": fund}
    return [*(figure.alias(name) for name, figure in figures.items()), (gross - fund).alias("own")]


def results_of(frame: pl.DataFrame) -> Results:
    """The frame's result columns as arrays."""
    return {field: frame[field].to_numpy() for field in RULE.result._fields}
