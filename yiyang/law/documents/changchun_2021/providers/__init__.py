"""Providers: admission, agreement, insurance, measures, score (CC-4, CC-9, CC-11.5)."""

from typing import Any

from yiyang.law.documents.changchun_2021.providers.admission import (
    may_assess_provider,
    may_file_provider,
    may_sign_agreement,
)
from yiyang.law.documents.changchun_2021.providers.insurance import INSURANCE, insurance_renewed
from yiyang.law.documents.changchun_2021.providers.procedures import AGREEMENT, CAPABILITY, FILING
from yiyang.law.documents.changchun_2021.providers.sanction import SANCTION, may_sanction
from yiyang.law.documents.changchun_2021.providers.scoring import score
from yiyang.law.procedure import Procedure
from yiyang.law.rule import Rule
from yiyang.law.words import Text

QUESTIONS: dict[str, Rule[Any]] = {
    "provider-filing": may_file_provider,
    "provider-capability": may_assess_provider,
    "provider-agreement": may_sign_agreement,
    "liability-insurance": insurance_renewed,
    "provider-sanction": may_sanction,
    "provider-score": score,
}
TITLES: dict[str, Text] = {
    "provider-filing": Text("这家机构能备案吗？", "May this institution be admitted by filing?"),
    "provider-capability": Text("这家机构能通过评估准入吗？", "May this institution be admitted by assessment?"),
    "provider-agreement": Text("能与这家机构签协议吗？", "May an agreement be signed with this institution?"),
    "liability-insurance": Text("这份责任保险能接续登记吗？", "Does this liability insurance follow the present one?"),
    "provider-sanction": Text("能对这家机构作此处理吗？", "May this measure be taken against this provider?"),
    "provider-score": Text("这家机构管理、培训、质量如何？", "How does this provider stand?"),
}
PROCEDURES: dict[str, Procedure] = {
    one.code: one
    for one in (
        FILING,
        CAPABILITY,
        AGREEMENT,
        INSURANCE,
        SANCTION,
    )
}
