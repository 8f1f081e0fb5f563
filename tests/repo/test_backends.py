"""`make test` compares what ran on the two databases, apart from sweeps that are left to one."""

from pathlib import Path

import pytest

from tests import backends
from tests.backends import Count, faults

REPORT = """<testsuites><testsuite tests="3" failures="1" errors="0" skipped="0">
<testcase name="a"/><testcase name="b"><failure/></testcase>
<testcase name="c"><properties><property name="sweep" value="sqlite"/></properties></testcase>
</testsuite></testsuites>"""
NO_DATABASE = Count(5, 0, 0)


@pytest.mark.parametrize(
    ("sqlite", "postgresql", "wrong"),
    [
        (Count(10, 0, 0, swept=3), Count(9, 0, 0, swept=2), []),
        (Count(10, 0, 0), Count(9, 0, 0), ["SQLite and PostgreSQL ran different numbers of tests"]),
        (Count(10, 0, 0, swept=1), Count(10, 0, 0), ["SQLite and PostgreSQL ran different numbers of tests"]),
        (Count(9, 1, 0), Count(9, 0, 0), ["sqlite: 1 failed"]),
        (Count(9, 0, 1), Count(9, 0, 0), ["sqlite: 1 skipped"]),
    ],
)
def test_what_ran_is_compared_without_sweeps(sqlite: Count, postgresql: Count, wrong: list[str]) -> None:
    assert faults({"no database": NO_DATABASE, "sqlite": sqlite, "postgresql": postgresql}) == wrong


def test_a_report_tells_its_sweeps(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(REPORT, encoding="utf-8")
    assert backends._count(report, 1) == Count(2, 1, 0, swept=1)
