"""What a browser has sent: the filing in it, its files kept through the uploads service, what was wrong with them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict

from yiyang.law.filing import Field, Kind
from yiyang.law.words import Text
from yiyang.services.access import Viewer
from yiyang.services.cases.lookups import Option
from yiyang.services.cases.wording import keys
from yiyang.services.errors import BadInput
from yiyang.services.uploads.keeping import keep
from yiyang.services.uploads.pictures import MOST_BYTES, TOO_LARGE
from yiyang.web.account import kept
from yiyang.web.cases.kinds import NEW, read
from yiyang.web.templatetags.yiyang_text import article


class Sent(NamedTuple):
    """A filing as sent, and the files that could not be kept."""

    filing: dict[str, str]
    faults: list[tuple[Field, Text]]


def sent(request: HttpRequest, known: Viewer, fields: Sequence[Field], options: Mapping[str, list[Option]]) -> Sent:
    """The filing in a form's answers; new files are kept and named in it after those kept before."""
    filing = read(fields, request.POST, options)
    faults: list[tuple[Field, Text]] = []
    for field in fields:
        if field.kind is Kind.FILE and field.applies(filing):
            filing[field.name] = _with_new(request, known, field, filing[field.name], faults)
    return Sent(filing, faults)


def _with_new(request: HttpRequest, known: Viewer, field: Field, text: str, faults: list[tuple[Field, Text]]) -> str:
    found = [text] if text else []
    for file in request.FILES.getlist(f"{field.name}{NEW}"):
        if (file.size or 0) > MOST_BYTES:  # before it is read into memory
            faults.append((field, by_article(named(file.name or "", TOO_LARGE), field.provision)))
            continue
        try:
            before = keys(";".join(found))
            key = keep(
                viewer=known,
                field=field.name,
                name=file.name or "",
                content=file.read(),
                among=before,
                provision=field.provision,
            )
            found += [str(key)] if key not in before else []
        except BadInput as fault:
            faults.append((field, about_file(fault)))
    return ";".join(found)


def about_file(fault: BadInput) -> Text:
    """What was wrong with a file, after its own name, and the article that asks for it, where one does."""
    return by_article(named(fault.value, fault.reason), fault.provision or "")


def by_article(said: Text, provision: str) -> Text:
    """A sentence with the article a paper rests on; as it is where none asks for it."""
    if not provision:
        return said
    where = f"{article(provision)} {provision}"
    return Text(f"{said.zh}（{where}）", f"{said.en} ({where})")


def named(name: str, said: Text) -> Text:
    """A sentence about a file, after its name; never after the name of a field."""
    return Text(f"“{name}”：{said.zh}", f"{name}: {said.en}") if name else said


def remembered(
    request: HttpRequest, fields: Sequence[Field], options: Mapping[str, list[Option]], path: str = ""
) -> dict[str, str] | None:
    """What was typed into this page's form when the session ended; None when nothing was kept for it."""
    found = kept.shown(request)
    if found is None or (path and found.path != path):
        return None
    posted: MultiValueDict[str, str] = MultiValueDict()
    for name, value in found.fields:
        posted.appendlist(name, value)
    return read(fields, posted, options)
