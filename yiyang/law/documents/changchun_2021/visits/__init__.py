"""A visit booked, made, uploaded and rated (CC-3 to CC-7)."""

from typing import Any

from yiyang.law.documents.changchun_2021.visits.booking import may_book
from yiyang.law.documents.changchun_2021.visits.visiting import kept_to_plan, may_rate, may_start, upload_timely
from yiyang.law.procedure import Procedure
from yiyang.law.rule import Rule
from yiyang.law.words import Text

QUESTIONS: dict[str, Rule[Any]] = {
    "visit-booking": may_book,
    "visit-start": may_start,
    "visit-plan": kept_to_plan,
    "visit-upload": upload_timely,
    "visit-rating": may_rate,
}
TITLES: dict[str, Text] = {
    "visit-booking": Text("这次上门服务能预约吗？", "May this home visit be booked?"),
    "visit-start": Text("护理人员现在能开始服务吗？", "May the carer start this visit?"),
    "visit-plan": Text("服务是否按计划逐项完成？", "Was the visit made as planned?"),
    "visit-upload": Text("服务记录是否及时上传？", "Was the record of the visit uploaded in time?"),
    "visit-rating": Text("这个账号能确认和评价服务吗？", "May this account confirm and rate the visit?"),
}
PROCEDURES: dict[str, Procedure] = {}
