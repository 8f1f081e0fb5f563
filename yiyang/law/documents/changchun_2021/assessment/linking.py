"""Insured people and their guardians act for themselves or for relatives once it is proven who they are (CC-6.1).

Filed on a page of its own: the ID number is compared with what is on file and never becomes part of a filing.
"""

from yiyang.law.consent import CONSENTS
from yiyang.law.filing import Field, Kind
from yiyang.law.procedure import Procedure, Stage
from yiyang.law.words import Text

LINK = Procedure(
    code="family-link",
    title=Text("关联本人或亲属", "Link to oneself or a relative"),
    provision="CC-6.1",
    channels=(),
    fields=(
        Field("name", Text("参保人姓名", "Insured person's name"), Kind.LINE, "CC-6.1", longest=100),
        Field("id_masked", Text("证件号码（隐去部分）", "ID number, masked"), Kind.LINE, "CC-6.1", longest=32),
        Field(
            "relation",
            Text("与参保人的关系", "How they are related"),
            Kind.LINE,
            "CC-6.1",
            required=False,
            longest=40,
            hint=Text("本人关联的不填", "Empty for oneself"),
        ),
        Field(
            "consents",
            Text("授权范围", "Consent to"),
            Kind.CHOICES,
            "CC-6.1",
            required=False,
            choices=tuple(CONSENTS.items()),
        ),
        Field("until", Text("授权至", "Consent until"), Kind.DATE, "CC-6.1", required=False),
        Field("proof", Text("关系证明", "Proof"), Kind.FILE, "CC-6.1", required=False, most=5),
    ),
    stages=(
        Stage("filed", Text("提交", "Filed"), "family"),
        Stage(
            "checked",
            Text("经办机构核验", "Checked by the agency"),
            "clerk",
            clock="home_care.days.link",
            fields=(
                Field(
                    "seen",
                    Text("核验所见", "What was seen"),
                    Kind.TEXT,
                    "CC-6.1",
                    longest=500,
                    hint=Text("证件原件、亲属关系证明、书面委托等", "Original papers, proof of kinship, a mandate"),
                ),
            ),
            decides=True,
        ),
    ),
    purpose=Text(
        "核验身份后，本人或亲属可以在网上查看和办理",
        "Once identity is proven, one acts here for oneself or for a relative",
    ),
    alone=False,
)
