"""Folders for what is not yet whole: one's own is gone afterwards, those of killed processes after a day."""

import os
import time
from pathlib import Path

import pytest

from yiyang.services.operations import files


def test_what_a_killed_process_left_goes_after_a_day_and_nothing_else(tmp_path: Path) -> None:
    for name, hours in ((".backup-old", 25), (".backup-new", 1), (".other-old", 25), ("backup-old", 25)):
        (tmp_path / name / "inside").mkdir(parents=True)
        moment = time.time() - hours * 3600
        os.utime(tmp_path / name, (moment, moment))
    with files.beside(tmp_path, ".backup-") as own:
        assert own.stat().st_mode & 0o777 == 0o700
        (own / "database").write_text("rows")
    assert {path.name for path in tmp_path.iterdir()} == {".backup-new", ".other-old", "backup-old"}


def test_a_failure_inside_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="full"), files.beside(tmp_path, ".backup-") as own:
        (own / "database").write_text("rows")
        raise OSError("full")
    assert list(tmp_path.iterdir()) == []
