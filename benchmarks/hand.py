# ruff: noqa: ANN001, ANN201, PLR0917 -- numba finds the types, and a loop over columns takes the columns one by one
"""The same rule written by hand as one NumPy + numba loop: what a specialist would write, with no law in sight."""

from typing import Any

import numba
import numpy as np

from benchmarks.rows import RULE, Results, Rows

READ = (
    "kind", "day", "week", "month", "scheme", "assessed", "level", "stay_seconds", "agreement", "carer_employed",
    "carer_trained", "carer_certified", "items", "foreign_items", "short_items", "item_minutes", "seconds", "photos",
    "identity_checked", "limb_assessed", "risk_read", "confirmed",
)  # fmt: skip


@numba.njit(cache=True, forceinline=True)
def refused(scheme, assessed, level, day, agreement, employed, trained, certified, stay, foreign, item_minutes, r):  # type: ignore[no-untyped-def]
    """Bits of what refuses a visit."""
    bits = np.int64(scheme == 0)
    bits |= (assessed == 0 or level < r[7]) << 1
    bits |= (r[9] == 0 and scheme != 0) << 2
    bits |= (r[10] == 0) << 3
    bits |= (day < r[8]) << 4
    bits |= (agreement == 0) << 5
    bits |= (employed == 0) << 6
    bits |= (trained == 0) << 7
    bits |= (certified == 0) << 8
    bits |= (stay > 0) << 9
    bits |= (foreign > 0) << 10
    bits |= (item_minutes > r[1]) << 11
    return bits


@numba.njit(cache=True, forceinline=True)
def missing(items, short, seconds, photos, identity, limbs, risk, confirmed):  # type: ignore[no-untyped-def]
    """Bits of what a visit still lacks."""
    bits = np.int64(items == 0) << 12
    bits |= (short > 0) << 13
    bits |= (seconds == 0) << 14
    bits |= (photos == 0) << 15
    bits |= (identity == 0) << 16
    bits |= (limbs == 0) << 17
    bits |= (risk == 0) << 18
    bits |= (confirmed == 0) << 19
    return bits


@numba.njit(cache=True, nogil=True)
def loop(  # type: ignore[no-untyped-def]
    key, at, rates, kind, day, week, month, scheme, assessed, level, stay, agreement, employed, trained, certified,
    items, foreign, short, item_minutes, seconds, photos, identity, limbs, risk, confirmed,
    status, reasons, minutes, gross, fund, own,
):  # fmt: skip
    """One pass over sorted visits, counters in local variables."""
    last: Any = np.int64(-1)
    d0 = w0 = m0 = last
    in_day = in_week = in_month = 0
    for i in range(key.size):
        if key[i] != last:
            last, d0, w0, m0 = key[i], -1, -1, -1
        if day[i] != d0:
            d0, in_day = np.int64(day[i]), 0
        if week[i] != w0:
            w0, in_week = np.int64(week[i]), 0
        if month[i] != m0:
            m0, in_month = np.int64(month[i]), 0
        r = rates[at[i]]
        bits = refused(
            scheme[i], assessed[i], level[i], day[i], agreement[i], employed[i], trained[i], certified[i], stay[i],
            foreign[i], item_minutes[i], r,
        )  # fmt: skip
        gaps = missing(items[i], short[i], seconds[i], photos[i], identity[i], limbs[i], risk[i], confirmed[i])
        if bits or gaps:
            status[i], reasons[i] = 3 if bits else 1, bits | gaps
            minutes[i] = gross[i] = fund[i] = own[i] = 0
            continue
        caps = np.int64(in_day >= r[2]) << 20
        caps |= np.int64(in_week >= r[3]) << (21 + 2 * kind[i])
        caps |= np.int64(in_month >= r[4]) << (22 + 2 * kind[i])
        if caps:
            status[i], reasons[i] = 2, caps
            minutes[i] = gross[i] = fund[i] = own[i] = 0
            continue
        in_day, in_week, in_month = in_day + 1, in_week + 1, in_month + 1
        span = min(seconds[i] // 60, r[1])
        whole = (2 * span * r[0] + 60) // 120
        paid = (2 * whole * (r[5] if scheme[i] == 1 else r[6]) + 10_000) // 20_000
        status[i], reasons[i], minutes[i] = 0, 0, span
        gross[i], fund[i], own[i] = whole, paid, whole - paid


def hand_written(rows: Rows) -> Results:
    """Run the loop over sorted columns; result columns are made anew, as ours are."""
    rates = np.array(rows.resolved.rates, np.int64)
    results: Results = {field: np.empty(rows.chunk.rows, np.int32) for field in RULE.result._fields}
    results["status"] = np.empty(rows.chunk.rows, np.int8)
    columns = [rows.chunk.columns[name] for name in READ]
    loop(rows.chunk.key, rows.resolved.index, rates, *columns, *results.values())
    return results
