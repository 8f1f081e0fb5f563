"""Insured people and their guardians act for themselves or for relatives once it is proven who they are.

Filed on a page of its own: the ID number is compared with what is on file and never becomes part of a filing. Each
city's document declares it with the article it rests on, or as the platform's own rule where none speaks of it.
"""

from yiyang.law.consent import CONSENTS
from yiyang.law.filing import Field, Kind
from yiyang.law.procedure import Agency, Procedure, Stage
from yiyang.law.words import Text

PURPOSE = Text(
    "核验身份后，本人或亲属可以在网上查看和办理",
    "Once identity is proven, one acts here for oneself or for a relative",
)
SEEN = Text("证件原件、亲属关系证明、书面委托等", "Original papers, proof of kinship, a mandate")


def link(
    code: str,
    provision: str,
    *,
    clock: str,
    title: Text,
    agency: Agency = Agency.CITY,
    proof: str = "",
    own: bool = False,
) -> Procedure:
    """The procedure of a city. provision: the article it rests on, or what it serves where it is our `own` rule ·
    clock: the dated value of working days for the check · proof: the article that asks for the proof, if another."""
    return Procedure(
        code=code,
        title=title,
        provision=provision,
        channels=(),
        fields=_fields(provision, proof or provision),
        stages=(Stage("filed", Text("提交", "Filed"), "family"), _checked(provision, clock)),
        purpose=PURPOSE,
        alone=False,
        agency=agency,
        own=own,
        lasting=own,
    )


def _fields(provision: str, proof: str) -> tuple[Field, ...]:
    consents = tuple(CONSENTS.items())
    alone = Text("本人关联的不填", "Empty for oneself")
    return (
        Field("name", Text("参保人姓名", "Insured person's name"), Kind.LINE, provision, longest=100),
        Field("id_masked", Text("证件号码（隐去部分）", "ID number, masked"), Kind.LINE, provision, longest=32),
        Field("relation", Text("与参保人的关系", "How they are related"), Kind.LINE, provision, False, 40, hint=alone),
        Field("consents", Text("授权范围", "Consent to"), Kind.CHOICES, provision, required=False, choices=consents),
        Field("until", Text("授权至", "Consent until"), Kind.DATE, provision, required=False, ahead=True),
        Field("proof", Text("关系证明", "Proof"), Kind.FILE, proof, required=False, most=5),
    )


def _checked(provision: str, clock: str) -> Stage:
    seen = Field("seen", Text("核验所见", "What was seen"), Kind.TEXT, provision, longest=500, hint=SEEN)
    label = Text("经办机构核验", "Checked by the agency")
    return Stage("checked", label, "clerk", clock=clock, fields=(seen,), decides=True)
