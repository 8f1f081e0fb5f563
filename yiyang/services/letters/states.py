"""How a paper stands today: still so, replaced, taken back; never what it says."""

from yiyang.law.words import Text
from yiyang.services.cases.declared import Declared, declared
from yiyang.services.errors import NotFound, NotRegulated
from yiyang.services.letters.shape import sheet_number, version_of
from yiyang.store.models import Issued

KINDS = {
    "notice": Text("决定告知书", "notice of a decision"),
    "line_notice": Text("费用结算告知书", "notice about a settled visit"),
    "form": Text("已填写的申请表", "filled-in form"),
    "blank_form": Text("空白申请表", "blank form"),
    "sheet": Text("已填写的材料", "filled-in paper"),
    "blank_sheet": Text("空白材料", "blank paper"),
    "receipt": Text("个人负担费用清单", "list of own shares"),
}
STANDS = Text("有效，内容未变", "it stands; nothing has changed since")
REPLACED = Text("已有内容更新的同号文书，以新文书为准", "a newer paper of the same number replaces it")
UNDONE = Text("所载决定已撤销", "the decision in it was taken back")
CORRECTED = Text("所载结算明细已更正，以更正后的为准", "the line in it was corrected; the correction holds")
IN_HAND = Text("事项正在办理", "the matter is being worked on")
OVER = Text("事项已办结", "the matter is closed")
NEWEST_FORM = Text("现行表式", "the form in use")
OLD_FORM = Text("表式已更新，请使用现行表式", "the form has changed; please use the present one")
OUT_OF_FORCE = Text("所依据的文件已不再施行", "the document it rests on is no longer in force")


def of(row: Issued) -> tuple[Text, bool]:
    """The state of a paper in words, and whether it still stands."""
    if row.kind == "blank_form":
        return _blank(row)
    if row.kind == "blank_sheet" and (old := _old_sheet(row)):
        return old, False
    if row.case and row.case.undone_at and row.kind in {"notice", "sheet"}:
        return UNDONE, False
    if row.line and hasattr(row.line, "superseded_by"):
        return CORRECTED, False
    if Issued.objects.filter(kind=row.kind, number=row.number, pk__gt=row.pk).exists():
        return REPLACED, False
    if row.kind == "blank_sheet":
        return NEWEST_FORM, True
    if row.kind in {"form", "sheet"} and row.case:
        return (OVER if row.case.decided_at else IN_HAND), True
    return STANDS, True


def _blank(row: Issued) -> tuple[Text, bool]:
    one = _declared(row)
    if one is None:
        return OUT_OF_FORCE, False
    return (NEWEST_FORM, True) if version_of(one.procedure) == row.digest else (OLD_FORM, False)


def _declared(row: Issued) -> Declared | None:
    """The procedure of a blank paper, as the dated values of today complete it."""
    try:
        return declared(row.procedure)
    except (NotFound, NotRegulated):
        return None


def _old_sheet(row: Issued) -> Text | None:
    """What is said of a blank paper that is no longer in use; its number tells which version of which paper it is."""
    one = _declared(row)
    if one is None:
        return OUT_OF_FORCE
    numbers = (sheet_number(one.document.prefix, one.procedure, sheet) for sheet in one.procedure.sheets)
    return None if any(f"{row.number}-".startswith(f"{number}-") for number in numbers) else OLD_FORM
