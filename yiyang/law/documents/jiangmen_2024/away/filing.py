"""Who may file for care away from home: for the long term, for a time, by referral, by emergency flag (JM-26-28)."""

from yiyang.law.days import not_after
from yiyang.law.decision import Decision, Reason, among, condition, decide, every, not_so
from yiyang.law.documents.jiangmen_2024.away.desk import checked
from yiyang.law.documents.jiangmen_2024.away.places import insured, outside
from yiyang.law.questions.away import (
    CONDITIONS,
    FLAGS,
    LIMITS,
    LONG,
    LONG_SUBS,
    TEMPORARY,
    TEMPORARY_SUBS,
    CheckFlag,
    FileLongTerm,
    FileTemporary,
    FlagEmergency,
    ReferAway,
)
from yiyang.law.rule import rule
from yiyang.law.values import Values
from yiyang.law.words import Text

RECEIVING = "A-JM-19"
UPLOADED = ("outpatient", "inpatient")
"""The emergency flags there are: at a visit, and at an admission."""


@rule("JM-02.1", "JM-26.1", "JM-26.2", "JM-28", "JM-29.2", "JM-29.3", "JM-32.1")
def may_file_long(q: FileLongTerm, values: Values) -> Decision:
    """One of three sub-classes, outside the city, papers of its list or a personal undertaking, none in force yet."""
    return decide(
        [
            insured(q.insured_here),
            condition(
                "JM-26.2",
                among(q.sub, LONG),
                Text("属于长期居住：{sub}", "Long-term class: {sub}").filled(sub=LONG_SUBS[q.sub] if q.sub else None),
                Text("不属于三类长期居住人员", "None of the three long-term classes"),
                change=Text("临时外出的办理临时备案", "Who is away for a time files as temporary"),
            ),
            outside(q.to_place, "JM-26.1"),
            condition(
                "JM-28",
                not_so(q.long_filed),
                Text("没有其他有效的长期备案", "No other long-term filing is in force"),
                Text("已有有效的长期备案，不重复登记", "A long-term filing is in force already"),
                change=Text("办理变更备案", "Change that filing instead"),
            ),
            _proof(q, values),
            *checked(valid=q.papers_valid, returned=q.returned, why=q.why_not),
        ]
    )


def _proof(q: FileLongTerm, values: Values) -> Reason:
    if q.proof == "undertaking":
        months = values["away.months.promise"]
        return condition(
            "JM-32.1",
            q.promise,
            Text("已作个人承诺，{months} 个月内补齐材料", "Promised: the papers follow within {months} months").filled(
                months=months.number
            ),
            Text("没有作出个人承诺", "The personal undertaking was not given"),
            values=(months,),
            change=Text("作出承诺，或提交材料", "Give the undertaking, or hand in the papers"),
        )
    listed = values.get(f"papers.away.{q.sub}")
    return condition(
        "JM-26.2",
        None if q.proof is None else q.papers_there,
        Text("清单所列材料齐全", "Every paper of the service list is there"),
        Text("清单所列材料不齐", "Papers of the service list are missing"),
        values=(listed,) if listed else (),
        change=Text("补齐材料，或改用个人承诺", "Add the papers, or file by undertaking"),
    )


@rule("JM-02.1", "JM-26.1", "JM-26.3", "JM-27.1b", "JM-27.2", "JM-28", "JM-29.2", "JM-29.3")
def may_file_temporary(q: FileTemporary, values: Values) -> Decision:  # noqa: ARG001 -- every rule has the same shape
    """Other travellers file themselves; a referral is filed by the hospital, an emergency by its flag."""
    return decide(
        [
            insured(q.insured_here),
            condition(
                "JM-26.3",
                among(q.sub, TEMPORARY),
                Text("属于临时外出：{sub}", "Temporary class: {sub}").filled(
                    sub=TEMPORARY_SUBS[q.sub] if q.sub else None
                ),
                Text("不属于三类临时外出人员", "None of the three temporary classes"),
                change=Text("长期在外居住的办理长期备案", "Who lives elsewhere files for the long term"),
            ),
            *_own_way(q),
            outside(q.to_place, "JM-26.1"),
            same(q.same_filed),
            *checked(valid=q.papers_valid, returned=q.returned, why=q.why_not),
        ]
    )


def _own_way(q: FileTemporary) -> list[Reason]:
    if q.sub == "referral":
        text = Text(
            "转诊备案由定点医疗机构提出，不能自行申报", "A referral is filed by the institution, not by oneself"
        )
        change = Text("请二级以上定点医院开具转诊", "Ask a designated hospital of level 2 or above to refer")
        return [condition("JM-27.1b", False, text, text, change=change)]
    if q.sub == "emergency":
        text = Text(
            "急诊抢救不用申请，医院上传急诊标志即视同已备案",
            "An emergency needs no filing: the flag of the hospital does",
        )
        change = Text("请收治医院上传急诊标志", "Ask the treating hospital to upload the flag")
        return [condition("JM-27.2", False, text, text, change=change)]
    return []


def same(filed: bool | None) -> Reason:
    """One filing a place at a time, whichever way it came in."""
    return condition(
        "JM-28",
        not_so(filed),
        Text("同一地没有其他有效备案", "No other filing for that place is in force"),
        Text(
            "同一地已有有效备案，有效期内可多次就诊",
            "A filing for that place is in force: it is good for several visits",
        ),
        change=Text("到期后再申请", "File again once it has ended"),
    )


@rule("JM-02.1", "JM-27.1a", "JM-27.1b", "JM-28")
def may_refer(q: ReferAway, values: Values) -> Decision:
    """A general hospital of level 2 or above that can neither diagnose nor treat refers out, Form 5 stamped."""
    return decide(
        [
            insured(q.insured_here),
            condition(
                "JM-27.1b",
                q.by_institution,
                Text("由定点医疗机构提出", "Filed by a designated institution"),
                Text("转诊备案只能由定点医疗机构提出", "Only a designated institution files a referral"),
                change=Text("请定点医院提出", "Ask a designated hospital"),
            ),
            _level(q, values),
            _not_specialised(q),
            _needed(q),
            outside(q.to_place, "JM-27.1a"),
            *_receiving(q, values),
            condition(
                "JM-27.1b",
                q.stamped,
                Text("转院（诊）申请表已经医务科（医保科）核实盖章", "Form 5 is verified and stamped by the office"),
                Text("转院（诊）申请表没有盖章", "Form 5 is not stamped"),
                change=Text("经医务科（医保科）核实盖章", "Have the medical (insurance) office verify and stamp it"),
            ),
            same(q.same_filed),
        ]
    )


def _level(q: ReferAway, values: Values) -> Reason:
    least = values["away.referral.level"]
    told = {"level": q.referring_level, "least": least.number}
    return condition(
        "JM-27.1a",
        None if q.referring_level is None else q.referring_level >= least.number,
        Text("{level} 级机构，达到 {least} 级", "Level {level}, at least {least}").filled(**told),
        Text("{level} 级机构，低于 {least} 级", "Level {level}, below {least}").filled(**told),
        values=(least,),
        change=Text("由二级以上医院提出", "Let a hospital of level 2 or above refer"),
    )


def _not_specialised(q: ReferAway) -> Reason:
    return condition(
        "JM-27.1a",
        not_so(q.referring_specialised),
        Text("不是专科医院", "It is no specialised hospital"),
        Text("专科医院不能提出转诊", "A specialised hospital cannot refer"),
        change=Text("由综合医院提出", "Let a general hospital refer"),
    )


def _needed(q: ReferAway) -> Reason:
    ill, limited = among(q.condition, {"complex", "critical"}), among(q.cannot, {"diagnose", "treat"})
    told = {
        "condition": CONDITIONS[q.condition] if q.condition else None,
        "cannot": LIMITS[q.cannot] if q.cannot else None,
    }
    return condition(
        "JM-27.1a",
        every(ill, limited),
        Text("{condition}，{cannot}", "{condition}, {cannot}").filled(**told),
        Text("病情不复杂危重，或当地可以诊治", "Neither complex nor critical, or it can be diagnosed and treated here"),
        change=Text("在本市继续诊治", "Go on being treated in the city"),
    )


def _receiving(q: ReferAway, values: Values) -> list[Reason]:
    """The other reading of the exclusion also bars specialised hospitals from receiving (A-JM-19)."""
    if not values.other_reading(RECEIVING):
        return []
    return [
        condition(
            "JM-27.1a",
            not_so(q.receiving_specialised),
            Text("接收医院不是专科医院", "The receiving hospital is no specialised one"),
            Text("接收医院是专科医院", "The receiving hospital is a specialised one"),
            values=(values[f"reading.{RECEIVING}"],),
            change=Text("转往综合医院", "Refer to a general hospital"),
        )
    ]


@rule("JM-02.1", "JM-26.1", "JM-27.2")
def deemed_filed(q: FlagEmergency, values: Values) -> Decision:  # noqa: ARG001 -- every rule has the same shape
    """The treating institution elsewhere truthfully uploads the flag: that is a filing."""
    flag = FLAGS[q.flag] if q.flag else None
    return decide(
        [
            insured(q.insured_here),
            condition(
                "JM-27.2",
                every(q.by_institution, among(q.flag, UPLOADED), q.truthful),
                Text(
                    "收治机构如实上传急诊标志（{flag}），视同已备案",
                    "The institution uploaded it truthfully ({flag}): filed",
                ).filled(flag=flag),
                Text("没有收治机构如实上传的急诊标志", "No emergency flag truthfully uploaded by the institution"),
                change=Text(
                    "由收治机构按接口标准上传", "Let the treating institution upload it by the interface standard"
                ),
            ),
            outside(q.care_place, "JM-26.1"),
            condition(
                "JM-27.2",
                not_after(q.care_on, q.asked_on),
                Text("就诊或入院日{day}", "Seen or admitted on {day}").filled(day=q.care_on),
                Text("就诊或入院日{day}还没到", "The day of the visit or admission, {day}, is still to come").filled(
                    day=q.care_on
                ),
                change=Text("更正日期", "Correct the day"),
            ),
        ]
    )


@rule("JM-27.2")
def flag_was_wrong(q: CheckFlag, values: Values) -> Decision:  # noqa: ARG001 -- every rule has the same shape
    """A flag that the medical record does not bear out is passed to supervision and its filing ends."""
    return decide(
        [
            condition(
                "JM-27.2",
                q.flagged,
                Text("备案来自急诊标志", "The filing came from an emergency flag"),
                Text("不是急诊标志形成的备案", "No filing that came from an emergency flag"),
            ),
            condition(
                "JM-27.2",
                not_so(q.record_emergency),
                Text("病历不支持急诊标志，移交监督", "The record does not bear out the flag: passed to supervision"),
                Text("病历显示确为急诊抢救，标志无误", "The record shows an emergency: the flag was right"),
            ),
        ]
    )
