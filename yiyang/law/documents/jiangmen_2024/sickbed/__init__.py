"""Home sickbeds and the expert panel (JM-06 to JM-12)."""

from typing import Any

from yiyang.law.documents.jiangmen_2024.sickbed.applying import may_apply_for_sickbed
from yiyang.law.documents.jiangmen_2024.sickbed.barthel import barthel_index
from yiyang.law.documents.jiangmen_2024.sickbed.beds import CLOSING, REFERRAL, ROUND
from yiyang.law.documents.jiangmen_2024.sickbed.closing import may_begin_closing, may_close, opening_proved
from yiyang.law.documents.jiangmen_2024.sickbed.opening import may_open
from yiyang.law.documents.jiangmen_2024.sickbed.openings import HOME_SICKBED
from yiyang.law.documents.jiangmen_2024.sickbed.panel import panel_agrees
from yiyang.law.documents.jiangmen_2024.sickbed.panels import PANEL
from yiyang.law.documents.jiangmen_2024.sickbed.referral import deductible_waived, may_refer
from yiyang.law.documents.jiangmen_2024.sickbed.rounds import may_make_round
from yiyang.law.documents.jiangmen_2024.sickbed.settling import may_settle
from yiyang.law.procedure import Procedure
from yiyang.law.rule import Rule
from yiyang.law.words import Text

QUESTIONS: dict[str, Rule[Any]] = {
    "barthel": barthel_index,
    "home-sickbed": may_open,
    "sickbed-application": may_apply_for_sickbed,
    "sickbed-referral": may_refer,
    "sickbed-deductible": deductible_waived,
    "sickbed-round": may_make_round,
    "sickbed-closing-begun": may_begin_closing,
    "sickbed-closing": may_close,
    "sickbed-proofs": opening_proved,
    "sickbed-settlement": may_settle,
    "expert-panel": panel_agrees,
}
TITLES: dict[str, Text] = {
    "barthel": Text("巴氏指数是多少分，属于哪一档？", "How many points of the Barthel index, and which band?"),
    "home-sickbed": Text("可以设立家庭病床吗？", "May a home sickbed open?"),
    "sickbed-application": Text("家庭病床申请能报送吗？", "Can an application for a home sickbed be sent in?"),
    "sickbed-referral": Text("住院转家庭病床可以备案吗？", "Can a referral from a stay to a home sickbed be filed?"),
    "sickbed-deductible": Text("家庭病床减免起付标准吗？", "Is the deductible of a home sickbed waived?"),
    "sickbed-round": Text("这次上门可以登记为查床吗？", "Can this visit be recorded as a round?"),
    "sickbed-closing-begun": Text("可以提出撤床吗？", "May the closing of a home sickbed be begun?"),
    "sickbed-closing": Text("可以撤销家庭病床吗？", "May a home sickbed be closed?"),
    "sickbed-proofs": Text("建床的证明齐全吗？", "Are the proofs of an opening complete?"),
    "sickbed-settlement": Text(
        "有家庭病床时这笔费用基金支付吗？", "Does the fund pay this cost beside a home sickbed?"
    ),
    "expert-panel": Text("专家组会审的结论成立吗？", "Does the decision of an expert panel stand?"),
}
PROCEDURES: dict[str, Procedure] = {one.code: one for one in (HOME_SICKBED, REFERRAL, PANEL, ROUND, CLOSING)}
