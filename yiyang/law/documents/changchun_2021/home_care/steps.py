"""Each condition and each amount of the home-care charge: its article, its words, what would change it."""

from yiyang.law.charge import Amount, ChargeRule, Step
from yiyang.law.decision import Outcome
from yiyang.law.documents.changchun_2021.home_care.charge import Bit, Status, charge
from yiyang.law.documents.changchun_2021.home_care.measure import measure, order
from yiyang.law.documents.changchun_2021.home_care.rates import RESOLVED_BY, resolve, values_of
from yiyang.law.documents.changchun_2021.home_care.wording import words
from yiyang.law.questions.home_care import (
    LIMITS,
    CareCharge,
    CareLine,
    CareRates,
    CareUsed,
    ChargeHomeVisit,
    HomeVisit,
    Kind,
    Scheme,
)
from yiyang.law.words import Text

LIVING, NURSING = ("kind", int(Kind.LIVING)), ("kind", int(Kind.NURSING))
EMPLOYEE, RESIDENT = ("scheme", int(Scheme.EMPLOYEE)), ("scheme", int(Scheme.RESIDENT))

PERSON = (
    Step(
        Bit.NOT_COVERED,
        "CC-3.1",
        Text("当日参加{scheme}失能人员医疗照护保险", "Covered that day by the long-term-care scheme of {scheme}"),
        Text("当日没有参加长春市失能人员医疗照护保险", "Not covered that day by Changchun's long-term-care insurance"),
        Text("补登当日有效的参保记录后重新结算", "Settled anew once a coverage record for that day is on file"),
    ),
    Step(
        Bit.NOT_SEVERE,
        "CC-3.1",
        Text("当日有效评定为 {level} 级，属重度失能", "Assessed at grade {level}, valid that day: severe"),
        Text(
            "{level_found}，达不到重度（{severe_from} 级及以上）",
            "{level_found}; severe means grade {severe_from} or above",
        ),
        Text("有当日有效的重度评定后可支付", "Payable with an assessment as severe that is valid on the day"),
        rates=("severe_from",),
    ),
    Step(
        Bit.INSURED_ELSEWHERE,
        "CC-13.2",
        Text(
            "参保地 {insured_division} 在试点的中心城区内",
            "Insured in {insured_division}, within the central city of the pilot",
        ),
        Text(
            "参保地 {insured_division} 不在试点的中心城区内",
            "Insured in {insured_division}, outside the central city of the pilot",
        ),
        Text(
            "试点扩大到该参保地，或参保关系转入中心城区",
            "The pilot is widened to that division, or the insurance moves to the central city",
        ),
        unless=("scheme", int(Scheme.NONE)),  # where one is insured is asked of the insured alone
        rates=("insured_area",),
    ),
    Step(
        Bit.LIVING_ELSEWHERE,
        "CC-13.2",
        Text("居住地 {residence_division} 在试点区内", "Lives in {residence_division}, within the pilot districts"),
        Text(
            "居住地 {residence_division} 不在试点区（南关、二道）内",
            "Lives in {residence_division}, outside the pilot districts (Nanguan, Erdao)",
        ),
        Text(
            "试点扩大到该居住地，或迁入试点区居住",
            "The pilot is widened to that division, or the person moves into a pilot district",
        ),
        rates=("living_area",),
    ),
    Step(
        Bit.BEFORE_PILOT,
        "CC-13.1",
        Text("服务日不早于试点启动日{pilot_start}", "On or after the first day of the pilot, {pilot_start}"),
        Text("服务日早于试点启动日{pilot_start}", "Before the first day of the pilot, {pilot_start}"),
        Text("{pilot_start}及以后的服务可支付", "Visits from {pilot_start} on can be paid"),
        rates=("pilot_start",),
    ),
    Step(
        Bit.IN_STAY,
        "CC-3.2",
        Text("服务时段不与住院或机构照护重叠", "No overlap with a stay in hospital or institutional care"),
        Text(
            "服务时段与住院或机构照护重叠 {stay} 分钟",
            "{stay} minutes of the visit fall into a stay in hospital or institutional care",
        ),
        Text("出院或离开机构后的服务可支付", "Visits after discharge can be paid"),
    ),
)

SERVICE = (
    Step(
        Bit.NO_AGREEMENT,
        "CC-4.0",
        Text("机构当日有有效协议", "The provider's agreement was in force that day"),
        Text("机构当日没有有效协议", "The provider had no agreement in force that day"),
        Text("由协议有效的机构提供服务", "The visit is made by a provider with an agreement in force"),
    ),
    Step(
        Bit.CARER_NOT_EMPLOYED,
        "CC-7.2",
        Text("护理人员属于该机构", "The carer belongs to this provider"),
        Text("护理人员不属于该机构", "The carer belongs to another provider"),
        Text("由本机构护理人员上门", "A carer of this provider makes the visit"),
    ),
    Step(
        Bit.CARER_NOT_TRAINED,
        "CC-7.2",
        Text("护理人员受过{kind}培训", "The carer is trained for {kind}"),
        Text("护理人员未受过{kind}培训", "The carer is not trained for {kind}"),
        Text("由受过{kind}培训的护理人员上门", "A carer trained for {kind} makes the visit"),
    ),
    Step(
        Bit.CARER_NOT_CERTIFIED,
        "CC-7.2",
        Text("护理人员上岗证当日有效", "The carer's certificate was valid that day"),
        Text("护理人员上岗证当日已过期", "The carer's certificate had expired that day"),
        Text(
            "换发上岗证，或由持有效证件者上门",
            "The certificate is renewed, or a carer with a valid one makes the visit",
        ),
    ),
    Step(
        Bit.FOREIGN_ITEM,
        "CC-5.1",
        Text("所有项目都在{kind}目录内", "Every item is in the catalogue of {kind}"),
        Text(
            "有 {foreign_items} 个项目不在{kind}目录内",
            "{foreign_items} of the items are not in the catalogue of {kind}",
        ),
        Text(
            "只列{kind}目录内的项目；目录外的按市场价自费",
            "Only items of that catalogue; others at the market price, at one's own cost",
        ),
    ),
    Step(
        Bit.ITEMS_TOO_LONG,
        "CC-5.1",
        Text(
            "项目合计 {item_minutes} 分钟，不超过 {longest} 分钟",
            "Items add up to {item_minutes} minutes, not above {longest}",
        ),
        Text(
            "项目合计 {item_minutes} 分钟，超过 {longest} 分钟",
            "Items add up to {item_minutes} minutes, above {longest}",
        ),
        Text("项目合计压缩到 {longest} 分钟以内", "Items that add up to no more than {longest} minutes"),
        rates=("longest",),
    ),
)

PROOF = (
    Step(
        Bit.NO_ITEMS,
        "CC-7.1",
        Text("记录了 {items} 个服务项目", "{items} items are recorded"),
        Text("没有记录服务项目", "No item is recorded"),
        Text("补录实际完成的项目", "The items actually done are recorded"),
    ),
    Step(
        Bit.ITEM_TOO_SHORT,
        "CC-7.1",
        Text("每个项目都达到最低时长", "Every item reached its minimum"),
        Text("有 {short_items} 个项目未达到最低时长", "{short_items} of the items stayed below their minimum"),
        Text("核实时长并更正记录", "The minutes are checked and the record corrected"),
    ),
    Step(
        Bit.NO_CHECK_OUT,
        "CC-7.5",
        Text("签到签退齐全", "Checked in and out"),
        Text("没有签退", "There is no check-out"),
        Text("补交签退记录", "The check-out is supplied"),
    ),
    Step(
        Bit.NO_PHOTO,
        "CC-7.5",
        Text("上传照片 {photos} 张", "{photos} photos uploaded"),
        Text("没有上传照片", "No photo was uploaded"),
        Text("补传当次照片", "A photo of that visit is uploaded"),
    ),
    Step(
        Bit.IDENTITY_UNCHECKED,
        "CC-7.3",
        Text("服务前核实了身份", "Identity was verified before the start"),
        Text("没有服务前核实身份的记录", "No record that identity was verified before the start"),
        Text("补交核实身份的记录", "The record of the identity check is supplied"),
    ),
    Step(
        Bit.LIMBS_UNASSESSED,
        "CC-7.3",
        Text("服务前评估了肢体功能", "Limb function was assessed before the start"),
        Text("没有服务前评估肢体功能的记录", "No record that limb function was assessed before the start"),
        Text("补交肢体功能评估记录", "The record of the limb assessment is supplied"),
    ),
    Step(
        Bit.RISK_UNREAD,
        "CC-7.3",
        Text("服务前宣读了风险知情书", "The risk notice was read before the start"),
        Text("没有服务前宣读风险知情书的记录", "No record that the risk notice was read before the start"),
        Text("补交风险知情书的记录", "The record of the risk notice is supplied"),
    ),
    Step(
        Bit.UNCONFIRMED,
        "CC-8.5",
        Text("本人或监护人已确认", "Confirmed by the recipient or guardian"),
        Text("本人或监护人尚未确认", "Not yet confirmed by the recipient or guardian"),
        Text("本人或监护人确认后即可支付", "Payable once the recipient or guardian confirms"),
    ),
)


UNUSED = Text("{said}此前已用 {count} 次", "Before this visit, {count} used {said}")
USED_UP = Text("{said}次数已用完（{count}）", "The visits {said} are used up ({count})")
AGAIN = Text(
    "{then}起可再次支付；本次可按市场价自费（CC-8.7）", "Paid again from {then}; this one at the market price (CC-8.7)"
)


def _cap(bit: Bit, provision: str, kind: tuple[str, int], per: tuple[str, Text]) -> Step:
    """A cap of visits a day, week or month; the braces left in the texts are filled line by line."""
    field, said = per
    told: dict[str, object] = {"said": said, "count": f"{{used_{field}}}/{{cap_{field}}}", "then": f"{{next_{field}}}"}
    return Step(
        bit,
        provision,
        UNUSED.filled(**told),
        USED_UP.filled(**told),
        AGAIN.filled(**told),
        only=kind,
        within=field,
        rates=(f"cap_{field}",),
    )


DAY = ("day", Text("当日", "in the day"))
WEEK = ("week", Text("本周（周一至周日）", "in the week (Monday to Sunday)"))
MONTH = ("month", Text("本月", "in the month"))
CAPS = (
    _cap(Bit.LIVING_DAY, "CC-5.5", LIVING, DAY),
    _cap(Bit.LIVING_WEEK, "CC-5.4", LIVING, WEEK),
    _cap(Bit.LIVING_MONTH, "CC-5.2", LIVING, MONTH),
    _cap(Bit.NURSING_WEEK, "CC-5.8", NURSING, WEEK),
    _cap(Bit.NURSING_MONTH, "CC-5.6", NURSING, MONTH),
)

MINUTES = Text(
    "实际 {elapsed} 分钟，支付 {minutes} 分钟（上限 {longest}）",
    "{elapsed} minutes delivered, {minutes} payable (at most {longest})",
)
FUND = Text(
    "{gross} 元 × {share}（{scheme}）= 基金支付 {fund} 元",
    "{gross} yuan × {share} ({scheme}) = {fund} yuan from the fund",
)
AMOUNTS = (
    Amount("minutes", "CC-5.3", MINUTES, only=LIVING, rates=("longest",)),
    Amount("minutes", "CC-5.7", MINUTES, only=NURSING, rates=("longest",)),
    Amount(
        "gross",
        "CC-8.2",
        Text("{minutes} 分钟 × {price} 元/小时 = {gross} 元", "{minutes} min × {price} yuan/h = {gross} yuan"),
        rates=("price",),
    ),
    Amount(
        "gross", "CC-8.3", Text("不设起付线，全额 {gross} 元进入支付", "No deductible: the whole {gross} yuan counts")
    ),
    Amount("fund", "CC-8.4", FUND, only=EMPLOYEE, rates=("share_employee",)),
    Amount("fund", "CC-8.4", FUND, only=RESIDENT, rates=("share_resident",)),
    Amount(
        "own",
        "CC-8.5",
        Text("其余 {own} 元由本人与机构结清", "The remaining {own} yuan the person settles with the provider"),
    ),
)

HOME_CARE = ChargeRule(
    code="home_care",
    question=ChargeHomeVisit,
    reported=HomeVisit,
    measure=measure,
    order=order,
    charge=charge,
    line=CareLine,
    used=CareUsed,
    rates=CareRates,
    result=CareCharge,
    limits=LIMITS,
    statuses=(
        ("payable", Outcome.GRANTED),
        ("held", Outcome.UNKNOWN),
        ("self_pay", Outcome.REFUSED),
        ("refused", Outcome.REFUSED),
    ),
    steps=(*PERSON, *SERVICE, *PROOF, *CAPS),
    amounts=AMOUNTS,
    resolve=resolve,
    resolved_by=RESOLVED_BY,
    values_of=values_of,
    words=words,
)
"""The charge of a home visit."""

assert len(Status) == len(HOME_CARE.statuses)  # noqa: S101 -- a status without its code would be written wrongly
