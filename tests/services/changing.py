"""Files of changes for tests: written, brought in by a policy maker, signed by a reviewer of the place; the days of a
yearly order among them."""

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
from yiyang.services.amendments.faults import RowFault
from yiyang.services.amendments.proposing import BadFile
from yiyang.store.models import Amendment, Role

JM, CC = "jiangmen_2024", "changchun_2021"
Clock = Callable[[datetime], None]
TODAY, LATER = date(2026, 9, 7), date(2027, 1, 1)
ORDER = "国办发明电〔2026〕7号"
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


def order(off: str = "", work: str = "", *, since: str = "") -> str:
    """A yearly order as a file: a row for each list that has days, from the first day of the first one's year."""
    begins = since or f"{min(f'{off} {work}'.split())[:4]}-01-01"
    rows = [f"calendar.{name},{begins},{days}\n" for name, days in (("off", off), ("work", work)) if days]
    return "".join(("name,from,value\n", *rows))


def ordered(off: str = "", work: str = "", *, document: str = JM, since: str = "", reason: str = "补录") -> int:
    """A yearly order in force for a document: a policy maker brings it in, a reviewer of the place signs; its key."""
    content = order(off, work, since=since).encode()
    policy, terms = someone(Role.POLICY), {"basis": ORDER, "reason": reason}
    pk = proposing.propose_content(viewer=policy, document=document, name="order.csv", content=content, **terms)
    return signed(pk, current.document(document).place)


def values(day: date, code: str = JM) -> Values:
    return current.document(code).values(day)


def faults(folder: Path, *rows: str, header: str = HEADER, basis: str = "文", document: str = JM) -> list[RowFault]:
    with pytest.raises(BadFile) as bad:
        path = written(folder, *rows, header=header)
        proposing.propose(viewer=someone(Role.POLICY), document=document, path=path, basis=basis)
    assert not Amendment.objects.exists()
    return list(bad.value.faults)
