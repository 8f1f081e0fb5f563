"""How a paper stands today: still so, replaced, taken back; never what it says."""

from yiyang.law import book
from yiyang.law.words import Text
from yiyang.services.letters.shape import version_of
from yiyang.store.models import Issued

KINDS = {
    "notice": Text("决定告知书", "notice of a decision"),
    "line_notice": Text("费用结算告知书", "notice about a settled visit"),
    "form": Text("已填写的申请表", "filled-in form"),
    "blank_form": Text("空白申请表", "blank form"),
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
    if row.case and row.case.undone_at and row.kind == "notice":
        return UNDONE, False
    if row.line and hasattr(row.line, "superseded_by"):
        return CORRECTED, False
    if Issued.objects.filter(kind=row.kind, number=row.number, pk__gt=row.pk).exists():
        return REPLACED, False
    if row.kind == "form" and row.case:
        return (OVER if row.case.decided_at else IN_HAND), True
    return STANDS, True


def _blank(row: Issued) -> tuple[Text, bool]:
    declared = [one for document in book.BOOK for one in document.procedures.values() if one.code == row.procedure]
    if not declared:
        return OUT_OF_FORCE, False
    return (NEWEST_FORM, True) if version_of(declared[0]) == row.digest else (OLD_FORM, False)
