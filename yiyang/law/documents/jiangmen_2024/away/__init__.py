"""Care away from home (JM-26 to JM-33)."""

from typing import Any

from yiyang.law.documents.jiangmen_2024.away import institutions, procedures
from yiyang.law.documents.jiangmen_2024.away.desk import handled
from yiyang.law.documents.jiangmen_2024.away.filing import (
    deemed_filed,
    flag_was_wrong,
    may_file_long,
    may_file_temporary,
    may_refer,
)
from yiyang.law.documents.jiangmen_2024.away.lasting import may_ask_change, may_change, papers_complete, promise_kept
from yiyang.law.documents.jiangmen_2024.away.settling import may_settle_away
from yiyang.law.procedure import Procedure
from yiyang.law.rule import Rule
from yiyang.law.words import Text

QUESTIONS: dict[str, Rule[Any]] = {
    "away-settlement": may_settle_away,
    "away-long-term": may_file_long,
    "away-temporary": may_file_temporary,
    "away-referral": may_refer,
    "away-emergency": deemed_filed,
    "away-flag": flag_was_wrong,
    "away-papers": papers_complete,
    "away-promise": promise_kept,
    "away-change": may_change,
    "away-change-request": may_ask_change,
    "away-handling": handled,
}
TITLES: dict[str, Text] = {
    "away-settlement": Text("在外地看病能不能直接结算", "Does care away from home settle directly"),
    "away-long-term": Text("能不能办异地长期居住备案", "May one file for living elsewhere"),
    "away-temporary": Text("能不能办临时外出就医备案", "May one file for care while travelling"),
    "away-referral": Text("能不能转市外就医", "May a hospital refer outside the city"),
    "away-emergency": Text("急诊标志算不算备案", "Does an emergency flag stand for a filing"),
    "away-flag": Text("急诊标志是否有误", "Was an emergency flag wrong"),
    "away-papers": Text("承诺的材料补齐了吗", "Are the promised papers complete"),
    "away-promise": Text("承诺是否兑现", "Is a promise kept"),
    "away-change": Text("长期备案能不能变更或取消", "May a long-term filing be changed or ended"),
    "away-change-request": Text("能不能申请变更或取消长期备案", "May one ask to change or end a long-term filing"),
    "away-handling": Text("备案是否按时按规定办理", "Was a filing handled in time and form"),
}
PROCEDURES: dict[str, Procedure] = {
    one.code: one
    for one in (
        procedures.LONG_TERM,
        procedures.TEMPORARY_FILING,
        institutions.REFERRAL,
        institutions.EMERGENCY,
        procedures.PAPERS,
        procedures.CHANGE,
        institutions.FLAG_CHECK,
    )
}
