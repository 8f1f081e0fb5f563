"""Files of changes for tests: written, brought in by a policy maker, signed by a reviewer of the place."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.services.jiangmen import CITY, staff
from tests.story import someone
from yiyang.law.values import Values
from yiyang.services import current
from yiyang.services.access import Viewer
from yiyang.services.amendments import proposing, signing
from yiyang.services.amendments.checking import RowFault
from yiyang.services.amendments.proposing import BadFile
from yiyang.store.models import Amendment, Role

JM, CC = "jiangmen_2024", "changchun_2021"
Clock = Callable[[datetime], None]
TODAY, LATER = date(2026, 9, 7), date(2027, 1, 1)
HEADER = "name,from,value,unit,provision,label_zh,label_en,illustrative\n"


def written(folder: Path, *rows: str, header: str = HEADER) -> Path:
    path = folder / "changes.csv"
    width = header.count(",")
    whole = [row + "," * (width - row.count(",")) for row in rows]
    path.write_text(header + "".join(f"{row}\n" for row in whole), encoding="utf-8")
    return path


def reviewer(place: str = CITY) -> Viewer:
    return staff(Role.REVIEWER, place)


def proposed(folder: Path, *rows: str, document: str = JM, basis: str = "江医保〔2026〕1号", reason: str = "") -> int:
    path = written(folder, *rows)
    return proposing.propose(viewer=someone(Role.POLICY), document=document, path=path, basis=basis, reason=reason)


def signed(pk: int, place: str = CITY) -> int:
    signing.sign(viewer=reviewer(place), pk=pk, sha256=Amendment.objects.get(pk=pk).sha256)
    return pk


def values(day: date, code: str = JM) -> Values:
    return current.document(code).values(day)


def faults(folder: Path, *rows: str, header: str = HEADER, basis: str = "文", document: str = JM) -> list[RowFault]:
    with pytest.raises(BadFile) as bad:
        path = written(folder, *rows, header=header)
        proposing.propose(viewer=someone(Role.POLICY), document=document, path=path, basis=basis)
    assert not Amendment.objects.exists()
    return list(bad.value.faults)
