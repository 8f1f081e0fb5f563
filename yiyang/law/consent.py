"""What a person may let a relative do for them."""

from yiyang.law.words import Text

CONSENTS: dict[str, Text] = {
    "read": Text("查看服务、费用和办理进度", "see visits, amounts and progress"),
    "apply": Text("提出申请", "apply"),
    "book": Text("预约和更改服务", "book and change visits"),
    "confirm": Text("确认服务并评价", "confirm and rate visits"),
    "complain": Text("投诉", "complain"),
}
"""By code; whoever may do anything may also see."""
