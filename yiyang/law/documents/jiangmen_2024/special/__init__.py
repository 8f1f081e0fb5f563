"""Special outpatient diseases (JM-15 to JM-18)."""

from typing import Any

from yiyang.law.documents.jiangmen_2024.special.certifying import may_certify
from yiyang.law.documents.jiangmen_2024.special.procedures import CERTIFICATION, RENEWAL
from yiyang.law.documents.jiangmen_2024.special.renewing import may_renew
from yiyang.law.documents.jiangmen_2024.special.settling import may_settle_special
from yiyang.law.procedure import Procedure
from yiyang.law.rule import Rule
from yiyang.law.words import Text

QUESTIONS: dict[str, Rule[Any]] = {
    "special-disease": may_certify,
    "special-renewal": may_renew,
    "special-care": may_settle_special,
}
TITLES: dict[str, Text] = {
    "special-disease": Text("能否认定门诊特定病种", "Certification of a special outpatient disease"),
    "special-renewal": Text("门诊特定病种能否续期", "Renewal of a special outpatient disease"),
    "special-care": Text("这次就诊能否按门诊特定病种结算", "Settling a visit as special-disease care"),
}
PROCEDURES: dict[str, Procedure] = {one.code: one for one in (CERTIFICATION, RENEWAL)}
