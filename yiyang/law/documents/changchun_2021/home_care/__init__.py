"""Home visits: who may receive and deliver them, what a plan holds, what each line is charged (CC-3 to CC-8, CC-13)."""

from typing import Any

from yiyang.law.documents.changchun_2021.home_care.delivery import may_deliver, who_pays
from yiyang.law.documents.changchun_2021.home_care.eligibility import may_receive
from yiyang.law.documents.changchun_2021.home_care.objection import OBJECTION, may_object
from yiyang.law.documents.changchun_2021.home_care.plan import plan_fits
from yiyang.law.documents.changchun_2021.home_care.steps import HOME_CARE
from yiyang.law.procedure import Procedure
from yiyang.law.rule import Rule
from yiyang.law.words import Text

QUESTIONS: dict[str, Rule[Any]] = {
    "home-care": may_receive,
    "home-care-plan": plan_fits,
    "home-care-delivery": may_deliver,
    "home-care-cost": who_pays,
    "line-objection": may_object,
}
CHARGES = {"home-care-visits": HOME_CARE}
TITLES: dict[str, Text] = {
    "home-care": Text("这个人当天能享受居家照护吗？", "May this person receive home care that day?"),
    "home-care-plan": Text("这样安排一次上门服务可以吗？", "Does this choice of items make a visit?"),
    "home-care-delivery": Text("这家机构能派这名护理人员上门吗？", "May this provider send this carer?"),
    "home-care-cost": Text("这笔费用由谁承担？", "Who bears this cost?"),
    "line-objection": Text("机构能对这笔明细提出异议吗？", "May the provider object to this line?"),
    "home-care-visits": Text("这次上门服务怎样结算？", "What becomes of this home visit?"),
}
PROCEDURES: dict[str, Procedure] = {one.code: one for one in (OBJECTION,)}
