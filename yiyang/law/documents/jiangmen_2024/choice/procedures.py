"""The filings of Chapter 6: first choice, change for the next year, change within the year, referral."""

from dataclasses import replace

from yiyang.law.documents.jiangmen_2024.choice.caring import may_refer_outpatient
from yiyang.law.documents.jiangmen_2024.choice.choosing import may_change_clinic, may_choose_clinic, may_move_clinic
from yiyang.law.documents.jiangmen_2024.counter import looked_at, signed, two_steps, voucher
from yiyang.law.documents.jiangmen_2024.ways import BY_FILING, CHOOSING, INSTITUTION, WINDOW
from yiyang.law.filing import Field, Kind
from yiyang.law.procedure import Agency, Procedure, Sheet, Stage
from yiyang.law.questions.outpatient import MOVES
from yiyang.law.words import Text

CHANNELS = ("family", "provider", "counter")
ONLY_HERE = Text(
    "窗口办理须填表签名，可由本系统预填打印；网上办理不用填表",
    "At a counter the form is filled in and signed, and can be printed here; online nothing is asked for",
)

CHOSEN = ("clinic", "voucher")
"""What stands on Forms 3 and 4; that they are signed is no line of theirs."""


def _clinic(label: Text, provision: str) -> Field:
    return Field("clinic", label, Kind.PROVIDER, provision, holds="designation")


def _signed(number: str, provision: str) -> Field:
    return replace(signed(number, provision), required=False, hint=ONLY_HERE, channels=("counter",))


def _stages(filed: Text, filer: str = "family") -> tuple[Stage, ...]:
    decided = Text("登记（符合条件的，当场办好）", "Registered; at once when everything is in order")
    return two_steps(filed, filer, decided, "choice.days.choose")


CHOICE = Procedure(
    code="outpatient-choice",
    title=Text("门诊选点登记", "Choice of an outpatient institution"),
    provision="JM-19.2",
    channels=CHANNELS,
    fields=(
        _clinic(Text("选定的医院或诊所", "Hospital or clinic chosen"), "JM-19.1"),
        voucher("JM-19.2"),
        _signed("3", "JM-19.3"),
    ),
    stages=_stages(Text("本人、机构或窗口提交", "Filed online, by the institution or at a counter")),
    gate=may_choose_clinic,
    question=may_choose_clinic,
    event=BY_FILING,
    agency=Agency.INSURED,
    anywhere=True,
    at_once=True,
    ways=CHOOSING,
    sheets=(
        Sheet("form-3", Text("门诊定点机构登记表", "Outpatient institution registration (Form 3)"), "JM-F3", CHOSEN),
    ),
    purpose=Text(
        "看普通门诊前，先选定一家常去的定点医院或诊所；第一次选，马上生效",
        "Before ordinary outpatient care is paid, pick the hospital or clinic you will go to; a first choice holds at "
        "once",
    ),
)

CHANGE = Procedure(
    code="outpatient-change",
    title=Text("变更下一年度门诊定点机构", "Change of the outpatient institution for next year"),
    provision="JM-20.5",
    channels=CHANNELS,
    fields=(
        _clinic(Text("明年改到哪家医院或诊所", "Hospital or clinic from next year"), "JM-20.2"),
        voucher("JM-20.5"),
        _signed("4", "JM-20.5"),
    ),
    stages=_stages(Text("本人、机构或窗口提交", "Filed online, by the institution or at a counter")),
    gate=may_change_clinic,
    question=may_change_clinic,
    event=BY_FILING,
    agency=Agency.INSURED,
    anywhere=True,
    at_once=True,
    ways=CHOOSING,
    sheets=(Sheet("form-4", Text("门诊定点机构变更表", "Outpatient institution change (Form 4)"), "JM-F4", CHOSEN),),
    purpose=Text(
        "每年10月到12月可以换下一年的门诊定点医院，明年1月1日起用新的；不换就继续用现在的",
        "From October to December you may change the hospital or clinic for the next year, from 1 January on; without "
        "a change the present one goes on",
    ),
)

MOVE = Procedure(
    code="outpatient-move",
    title=Text("年度中变更门诊定点机构", "Change of the outpatient institution within the year"),
    provision="JM-20.4",
    channels=("counter",),
    fields=(
        _clinic(Text("改到哪家医院或诊所", "New hospital or clinic"), "JM-20.4"),
        Field(
            "move_ground",
            Text("为什么现在要换", "Why now"),
            Kind.CHOICE,
            "JM-20.4",
            choices=tuple(MOVES.items()),
            hint=Text("其他原因只能等到10月至12月换下一年的", "Any other reason waits for October to December"),
        ),
        Field(
            "move_reason",
            Text("类似情形的理由", "The like reason"),
            Kind.TEXT,
            "JM-20.4",
            longest=500,
            when=("move_ground", ("like",)),
        ),
        Field(
            "proof",
            Text("证明材料", "Proof"),
            Kind.FILE,
            "JM-20.4",
            hint=Text(
                "例如新住址的证明、医院等级变更的通知", "A proof of the new address, or a notice of the change of level"
            ),
        ),
        signed("4", "JM-20.5"),
    ),
    stages=two_steps(
        Text("参保地窗口受理", "Taken in at the counter of the insured place"),
        "clerk",
        Text("经办机构核准，批准之日起生效", "Approved by the agency, effective on that day"),
        "choice.days.decide",
        asked=(looked_at(Text("证明材料属实", "The proof is true"), "JM-20.4"),),
    ),
    gate=may_move_clinic,
    question=may_move_clinic,
    event=BY_FILING,
    agency=Agency.INSURED,
    ways=(WINDOW,),
    sheets=(Sheet("form-4", Text("门诊定点机构变更表", "Outpatient institution change (Form 4)"), "JM-F4"),),
    purpose=Text(
        "搬了家，或者选定的医院等级变了等情形，可以在年度中到参保地窗口换门诊定点医院",
        "After a move, a change of the institution's level or the like, the outpatient institution is changed within "
        "the year at the counter of the place of insurance",
    ),
)

REFERRAL = Procedure(
    code="outpatient-referral",
    title=Text("门诊转诊", "Outpatient referral"),
    provision="JM-22.1",
    channels=("provider",),
    fields=(
        Field("need", Text("病情和转诊需要", "Condition and need"), Kind.TEXT, "JM-22.1", longest=1000),
        Field("physician", Text("经治医师", "Physician"), Kind.LINE, "JM-22.1", longest=40),
        Field(
            "target",
            Text("转往的医院或诊所", "Hospital or clinic referred to"),
            Kind.LINE,
            "JM-22.1",
            longest=120,
        ),
        Field(
            "stamped",
            Text("附件5已经医务科（医保科）审核盖章", "Form 5 is stamped by the medical or insurance office"),
            Kind.YES,
            "JM-22.1",
        ),
    ),
    stages=_stages(Text("选定的机构推送", "Pushed by the chosen institution"), "provider"),
    gate=may_refer_outpatient,
    question=may_refer_outpatient,
    event=BY_FILING,
    agency=Agency.INSURED,
    alone=False,
    at_once=True,
    ways=(INSTITUTION,),
    sheets=(Sheet("form-5", Text("转院（诊）申请表", "Transfer or referral application (Form 5)"), "JM-F5"),),
    purpose=Text(
        "选定的医院看不了的病，由它开门诊转诊，转到别的医院看也能结算",
        "When the chosen hospital cannot treat it, it refers you, and care at the other hospital can be settled too",
    ),
)
