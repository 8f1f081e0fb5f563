"""What a generated population assumes. No document states any of it: every row is illustrative and shown as such."""

from typing import NamedTuple

from yiyang.law.words import Text


class Assumption(NamedTuple):
    """One assumption: name, value (per 10,000 unless its label says otherwise), label. Always illustrative."""

    name: str
    value: int
    label: Text
    illustrative: bool = True


PEOPLE = (
    Assumption("people.employee", 4_400, Text("参加职工保险", "insured as employees")),
    Assumption("people.uninsured", 120, Text("未参保", "not insured")),
    Assumption("people.insured_elsewhere", 250, Text("在其他区参保", "insured in another division")),
    Assumption("people.living_elsewhere", 200, Text("居住在其他区", "living in another division")),
    Assumption("people.changes_scheme", 50, Text("当月转换险种", "changing scheme within the month")),
    Assumption("people.level_3", 3_500, Text("失能三级", "disability grade 3")),
    Assumption("people.level_4", 3_500, Text("失能四级", "disability grade 4")),
    Assumption("people.level_2", 150, Text("失能二级（不属重度）", "disability grade 2 (not severe)")),
    Assumption("people.assessment_ends", 120, Text("评定在当月到期", "assessment ending within the month")),
    Assumption("people.in_stay", 350, Text("当月住院或入住机构", "with a stay in hospital or care home in the month")),
    Assumption("people.stay_days", 12, Text("住院或入住最长天数（天）", "longest stay (days)")),
)

VISITS = (
    Assumption(
        "visits.living.kept", 9_000, Text("每周两个固定日的生活照料按期上门", "living care on its two days a week")
    ),
    Assumption("visits.living.extra", 150, Text("其他日加做生活照料", "living care on any other day")),
    Assumption("visits.living.twice", 80, Text("同日第二次生活照料", "a second living-care visit the same day")),
    Assumption("visits.nursing.kept", 9_000, Text("每周一个固定日的医疗护理按期上门", "nursing on its one day a week")),
    Assumption("visits.nursing.extra", 80, Text("其他日加做医疗护理", "nursing on any other day")),
    Assumption("visits.late", 5, Text("补报启动日之前的服务", "late claims for visits before the pilot began")),
)

FAULTS = (
    Assumption("faults.agreement", 40, Text("机构协议不在有效期", "provider without an agreement that day")),
    Assumption("faults.carer_employed", 30, Text("护理人员不属于该机构", "carer of another provider")),
    Assumption("faults.carer_trained", 30, Text("护理人员未受该类培训", "carer not trained for this kind")),
    Assumption("faults.carer_certified", 40, Text("护理人员证件过期", "carer's certificate expired")),
    Assumption("faults.foreign_items", 30, Text("含目录外项目", "an item outside the catalogue")),
    Assumption(
        "faults.item_minutes", 40, Text("项目合计超过最长时间", "items adding up to more than the longest visit")
    ),
    Assumption("faults.short_items", 60, Text("项目未达最低时长", "an item below its minimum")),
    Assumption("faults.items", 30, Text("没有服务项目", "no items")),
    Assumption("faults.seconds", 50, Text("没有签退", "no check-out")),
    Assumption("faults.photos", 60, Text("没有照片", "no photo")),
    Assumption("faults.identity_checked", 30, Text("未核实身份", "identity not checked")),
    Assumption("faults.limb_assessed", 30, Text("未评估肢体", "limbs not assessed")),
    Assumption("faults.risk_read", 30, Text("未宣读风险", "risk notice not read")),
    Assumption("faults.confirmed", 100, Text("尚未确认", "not yet confirmed")),
)

ASSUMED = (*PEOPLE, *VISITS, *FAULTS)
"""Every assumption, in the order in which reports list them."""

BY_NAME = {row.name: row.value for row in ASSUMED}
"""The same by name."""
