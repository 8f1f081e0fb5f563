"""Who acts for whom on the platform. No article speaks of it: our own rule, checked by the agency whose task the
insured person's business is (JM-02.2), with the papers an agent shows elsewhere (JM-16.2)."""

from typing import Any

from yiyang.law.linking import link
from yiyang.law.procedure import Agency, Procedure
from yiyang.law.rule import Rule
from yiyang.law.words import Text

LINK = link(
    "jm-family-link",
    "JM-02.2",
    clock="people.days.link",
    title=Text("关联本人或亲属（江门）", "Link to oneself or a relative (Jiangmen)"),
    agency=Agency.INSURED,
    proof="JM-16.2",
    own=True,
)
QUESTIONS: dict[str, Rule[Any]] = {}
TITLES: dict[str, Text] = {}
PROCEDURES: dict[str, Procedure] = {LINK.code: LINK}
