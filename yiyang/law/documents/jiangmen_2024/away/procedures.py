"""Filing for care away from home by the person: long-term, for a time, promised papers, changes (JM-26 to JM-33)."""

from dataclasses import replace

from yiyang.law.documents.jiangmen_2024.away.desk import decided
from yiyang.law.documents.jiangmen_2024.away.filing import may_file_long, may_file_temporary
from yiyang.law.documents.jiangmen_2024.away.lasting import may_ask_change, may_change, papers_complete
from yiyang.law.documents.jiangmen_2024.counter import ends
from yiyang.law.documents.jiangmen_2024.ways import BY_FILING, FILING_AWAY
from yiyang.law.filing import Field, Kind
from yiyang.law.procedure import Agency, Procedure, Sheet, Stage
from yiyang.law.questions.away import ACTIONS, LONG, PROOFS, TEMPORARY
from yiyang.law.questions.claims import SUBS
from yiyang.law.words import Text

OUTCOMES = ends(Text("予以备案", "filed"), Text("不予受理，退回材料", "not accepted, papers returned"))
LONG_CHOICES = tuple((code, SUBS[code]) for code in LONG)
TEMPORARY_CHOICES = tuple((code, SUBS[code]) for code in TEMPORARY)
TO = Field(
    "to_place",
    Text("去哪里看病", "Where care is sought"),
    Kind.CHOICE,
    "JM-26.1",
    catalogue="away.place",
    hint=Text("广东省内选城市，省外选省份", "Inside Guangdong the city, elsewhere the province"),
)
IN_HOSPITAL = Field(
    "admitted_on",
    Text("如果已经住院：入院日期", "If in hospital already: admitted on"),
    Kind.DATE,
    "JM-33",
    required=False,
    past=True,
    hint=Text(
        "正在住院的优先办理，出院结算前交来即可", "Filings during a stay go first; send it before the settlement"
    ),
)
WORDS = {
    "settled_proof": (
        "retired",
        Text("异地安置认定材料", "proof of relocation"),
        Text("户口簿首页和本人页", "Household book"),
    ),
    "residence_proof": (
        "resident",
        Text("长期居住认定材料", "proof of residence"),
        Text("居住证等", "Residence permit or the like"),
    ),
    "work_proof": (
        "posted",
        Text("异地工作证明材料", "proof of work elsewhere"),
        Text("派出证明、单位证明或合同，任选一种", "Posting letter, employer's letter or contract, any one"),
    ),
}


PROMISED = Text("备案时承诺的是这一类才交", "Only if this is what you promised when you filed")


NOW_OR_LATER = Text(
    "{hint}。选“提交证明材料”的现在上传；先承诺的可以后补", "{hint}. With papers, upload now; promised, later"
)
FILED = tuple(
    Field(
        name,
        words,
        Kind.FILE,
        "JM-28",
        required=False,
        when=("sub", (sub,)),
        hint=NOW_OR_LATER.filled(hint=hint),
        listed=f"papers.away.{sub}",
    )
    for name, (sub, words, hint) in WORDS.items()
)
"""The papers of each sub-class, asked only while its service list names them."""


BY_PERSON = Stage("filed", Text("本人或家属申请", "Filed by the person or family"), "family")

LONG_TERM = Procedure(
    code="away-long-term",
    title=Text("异地长期居住备案", "Filing for living elsewhere"),
    provision="JM-26.2",
    channels=("family", "counter"),
    fields=(
        Field(
            "sub",
            Text("人员类别", "Class"),
            Kind.CHOICE,
            "JM-26.2",
            choices=LONG_CHOICES,
            hint=Text(
                "退休后户口也迁去的，选第一项；户口没迁、长期住在那里的，选第二项；单位派去工作的，选第三项",
                "Retired and registered there: the first; living there without that: the second; posted by an "
                "employer: the third",
            ),
        ),
        TO,
        Field(
            "proof",
            Text("怎样证明", "How it is proven"),
            Kind.CHOICE,
            "JM-32.1",
            choices=tuple(PROOFS.items()),
            hint=Text(
                "材料暂时不在手边，可以先承诺、后补。补齐以前，回江门看病不能直接结算",
                "Without the papers at hand, promise them. Until they are in, care at home is not settled directly",
            ),
        ),
        *FILED,
        Field(
            "promise",
            Text("我承诺所填属实，并按期补齐材料", "What I say is true, and I will hand in the papers in time"),
            Kind.YES,
            "JM-32.1",
            confirm=True,
            when=("proof", ("undertaking",)),
        ),
        IN_HOSPITAL,
    ),
    stages=(BY_PERSON, decided()),
    gate=may_file_long,
    question=may_file_long,
    event=BY_FILING,
    agency=Agency.INSURED,
    ways=FILING_AWAY,
    outcomes=OUTCOMES,
    sheets=(
        Sheet(
            "away-undertaking",
            Text("异地就医备案个人承诺书", "Personal undertaking for care away from home"),
            "JM-32.1",
            fields=("sub", "to_place", "proof", "promise"),
            official=False,
            when=("proof", ("undertaking",)),
        ),
    ),
    purpose=Text(
        "退休后搬到外地、长期住在外地，或单位派驻外地的，备案一次，在那里看病就能直接刷医保，一直有效",
        "You live or work outside Jiangmen for good: file once, and care there is settled with your voucher, without "
        "end",
    ),
)

TEMPORARY_FILING = Procedure(
    code="away-temporary",
    title=Text("临时外出就医备案", "Filing for care while travelling"),
    provision="JM-26.3",
    channels=("family", "counter"),
    fields=(
        Field(
            "sub",
            Text("属于哪一种", "Which is it?"),
            Kind.CHOICE,
            "JM-26.3",
            choices=TEMPORARY_CHOICES,
            hint=Text(
                "转诊由江门的医院替您办；急诊不用办，医院会上传。自己在外看病，选“其他”",
                "A referral is filed by your hospital; an emergency needs nothing. Otherwise choose the last",
            ),
        ),
        TO,
        IN_HOSPITAL,
    ),
    stages=(BY_PERSON, decided()),
    gate=may_file_temporary,
    question=may_file_temporary,
    event=BY_FILING,
    agency=Agency.INSURED,
    ways=FILING_AWAY,
    outcomes=OUTCOMES,
    purpose=Text(
        "临时在外地看病，先备案，六个月内在那里可多次直接结算。在广东省内住院不备案也能直接结算",
        "Travelling and in need of care: file, and for six months visits there settle directly. A hospital stay inside "
        "Guangdong settles without a filing",
    ),
)

PAPERS = Procedure(
    code="away-papers",
    title=Text("补齐异地备案承诺材料", "Papers promised with a filing"),
    provision="JM-32.1",
    channels=("family", "counter"),
    fields=tuple(replace(paper, when=None, hint=PROMISED) for paper in FILED),
    stages=(BY_PERSON, decided()),
    gate=papers_complete,
    question=papers_complete,
    event=BY_FILING,
    agency=Agency.INSURED,
    ways=FILING_AWAY,
    outcomes=ends(Text("材料已补齐", "papers complete"), Text("不予受理，退回材料", "not accepted, papers returned")),
    purpose=Text(
        "备案时承诺后补的材料，在这里交。补齐以后，在外地和回江门看病都能直接结算",
        "Hand in what you promised when you filed: then care settles directly both there and back in Jiangmen",
    ),
    lasting=True,
)

CHANGE = Procedure(
    code="away-change",
    title=Text("变更或取消异地长期备案", "Change or end a long-term filing"),
    provision="JM-30.2",
    channels=("family", "counter"),
    fields=(
        Field("action", Text("申请事项", "What is wanted"), Kind.CHOICE, "JM-30.1", choices=tuple(ACTIONS.items())),
        Field(
            "sub",
            Text("变更后的类别", "Class after the change"),
            Kind.CHOICE,
            "JM-26.2",
            choices=LONG_CHOICES,
            when=("action", ("change",)),
        ),
        Field(
            "to_place",
            Text("变更后去哪里看病", "Where care is sought from now on"),
            Kind.CHOICE,
            "JM-26.1",
            catalogue="away.place",
            when=("action", ("change",)),
        ),
        Field(
            "exception",
            Text("六个月内就要变更的特殊原因", "Special reason for a change within six months"),
            Kind.TEXT,
            "JM-30.2",
            required=False,
            longest=500,
            hint=Text(
                "备案未满六个月时填写，须由两人批准", "Within six months of filing only; two people must approve"
            ),
        ),
    ),
    stages=(BY_PERSON, decided()),
    gate=may_ask_change,
    question=may_change,
    event=BY_FILING,
    agency=Agency.INSURED,
    ways=FILING_AWAY,
    outcomes=ends(Text("同意变更或取消", "changed or ended"), Text("不予受理", "not accepted")),
    purpose=Text(
        "搬到别处或回江门常住时，变更或取消长期备案。备案后六个月内一般不能改",
        "You have moved on, or back: change or end the long-term filing. In principle not within six months of filing",
    ),
    lasting=True,
)
