"""Claiming afterwards, and advance payment for a third party's liability, the same with Form 6 (JM-23-25)."""

from yiyang.law.documents.jiangmen_2024.claims.claiming import may_claim
from yiyang.law.documents.jiangmen_2024.counter import ends
from yiyang.law.documents.jiangmen_2024.ways import ONLINE, WINDOW
from yiyang.law.filing import Field, Kind
from yiyang.law.procedure import Agency, EventDay, Procedure, Sheet, Stage
from yiyang.law.questions.claims import CARE, GROUNDS, NOT_DIRECT, PAPERS
from yiyang.law.words import Text


def _papers() -> tuple[Field, ...]:
    """A field for each paper of each kind of care; asked only while the service list of that kind names it."""
    return tuple(
        Field(f"{care}_{paper}", words, Kind.FILE, "JM-25.1", when=("care", (care,)), listed=f"papers.claim.{care}")
        for care in CARE
        for paper, words in PAPERS.items()
    )


COSTS = (
    Field("care", Text("费用类别", "Kind of care"), Kind.CHOICE, "JM-23.2", choices=tuple(CARE.items())),
    Field(
        "hospital",
        Text("就诊机构", "Where you were treated"),
        Kind.LINE,
        "JM-23.1",
        longest=120,
        hint=Text("照票据上的名称写", "The name as on the bill"),
    ),
    Field(
        "event_on",
        Text("出院日或就诊日", "Day of discharge or visit"),
        Kind.DATE,
        "JM-23.2",
        hint=Text(
            "住院写出院那天，门诊写看病那天。从这天起三年内可以报",
            "Discharge day for a stay, else the day of the visit. Three years from then",
        ),
    ),
    Field(
        "connected",
        Text("这家机构能直接结算江门医保吗", "Could the institution settle directly?"),
        Kind.YES,
        "JM-23.1",
        hint=Text("不清楚可以问医院收费处", "If unsure, ask the hospital's cash desk"),
    ),
    Field(
        "not_direct",
        Text("当时为什么没有直接结算", "Why was it not settled directly?"),
        Kind.CHOICE,
        "JM-23.1",
        choices=tuple(NOT_DIRECT.items()),
        when=("connected", ("yes",)),
    ),
    Field(
        "not_direct_words",
        Text("写明原因", "What happened"),
        Kind.TEXT,
        "JM-23.1",
        longest=500,
        when=("not_direct", ("other", "upload")),
    ),
    Field(
        "ground",
        Text("普通门诊报销的情形", "Case for ordinary outpatient care"),
        Kind.CHOICE,
        "JM-24",
        choices=tuple(GROUNDS.items()),
        when=("care", ("outpatient",)),
        hint=Text("普通门诊只有前三种情况能报", "Only the first three can be claimed"),
    ),
    Field(
        "status_paper",
        Text("异地安置或长期居住的证明", "Proof of living elsewhere"),
        Kind.FILE,
        "JM-24",
        required=False,
        when=("ground", ("elsewhere",)),
        hint=Text("已办异地长期备案的不用交", "Not needed with a long-term filing"),
    ),
    Field(
        "invoices",
        Text("发票", "Invoices"),
        Kind.INVOICES,
        "JM-25.1",
        longest=5000,
        hint=Text(
            "每张都照票面写明开票单位、发票号、日期和金额（元）；一张发票只能报一次",
            "For each, as it stands on it: who issued it, its number, its date and the amount in yuan; an invoice is "
            "claimed once",
        ),
    ),
    *_papers(),
)
OF_ARTICLE_24 = frozenset({"ground", "status_paper"})
"""What only the three cases of Art 24 need; advance payment needs none of them (A-JM-29)."""
FORM_SIX = (
    Field("accident_on", Text("受伤日期", "Day of the injury"), Kind.DATE, "JM-25.2"),
    Field("accident", Text("受伤经过", "How it happened"), Kind.TEXT, "JM-25.2", longest=1000),
    Field(
        "liable",
        Text("应负担费用的第三人", "Who is liable"),
        Kind.LINE,
        "JM-25.2",
        longest=120,
        hint=Text("不知道是谁的，写“不明”", "Write “unknown” where nobody knows who it was"),
    ),
    Field(
        "paid_so_far",
        Text("第三人已付情况", "What they have paid"),
        Kind.TEXT,
        "JM-25.2",
        longest=500,
        hint=Text("没有付过的，写“未付”", "Write “nothing” where nothing was paid"),
    ),
    Field(
        "determined_on",
        Text("确定第三人不支付或找不到之日", "Day determined that they do not pay or cannot be found"),
        Kind.DATE,
        "JM-23.3",
        required=False,
        hint=Text(
            "例如公安出具证明那天。有它，三年从这天算起",
            "Such as the day of the police paper: the three years then run from it",
        ),
    ),
    Field(
        "determination",
        Text("确定的证明", "Proof of that"),
        Kind.FILE,
        "JM-23.3",
        required=False,
        listed="papers.claim.advance",
    ),
    Field(
        "form_six",
        Text("附件6内容属实，已签名", "Form 6 is true and signed"),
        Kind.YES,
        "JM-25.2",
    ),
)
STAGES = (
    Stage("filed", Text("本人或家属申请", "Claimed by the person or family"), "family"),
    Stage(
        "checked",
        Text("经办人员核对票据", "Bills checked by a clerk"),
        "clerk",
        clock="claims.days.check",
        fields=(
            Field(
                "genuine",
                Text("票据真实、与病历相符", "The bills are genuine and fit the records"),
                Kind.YES,
                "JM-25.1",
                confirm=True,
            ),
            Field("checked_note", Text("核对说明", "Note"), Kind.TEXT, "JM-25.1", required=False, longest=500),
        ),
    ),
    Stage(
        "decided", Text("复核人员决定", "Decided by a reviewer"), "reviewer", clock="claims.days.decide", decides=True
    ),
)
OUTCOMES = ends(Text("受理报销，转入支付核算", "accepted, passed on for payment"), Text("不予报销", "not accepted"))
WAYS = (ONLINE, WINDOW)
BY_EVENT = EventDay("event_on", "JM-34", "A-JM-24")
"""Costs fall under the rules of the day of discharge or visit, whenever they are claimed."""

CLAIM = Procedure(
    code="claim",
    title=Text("医疗费用零星报销", "Claim for costs paid first"),
    provision="JM-23.2",
    channels=("family", "counter"),
    fields=COSTS,
    stages=STAGES,
    gate=may_claim,
    question=may_claim,
    alone=False,
    agency=Agency.INSURED,
    outcomes=OUTCOMES,
    ways=WAYS,
    event=BY_EVENT,
    purpose=Text(
        "看病时先自己付了钱，三年内拿票据回参保地报销。能在医院直接刷医保的，请直接结算；门特补办续期期间的费用也在这里报。"
        "报多少由另一份文件规定，这里只决定能不能报",
        "You paid for care yourself: claim it at home within three years, bills in hand. Costs between the end of a "
        "special-disease validity and its late renewal are claimed here too. How much is paid another document says; "
        "this decides whether it can be claimed",
    ),
)

ADVANCE = Procedure(
    code="advance-payment",
    title=Text("医疗费用先行支付", "Advance payment of costs"),
    provision="JM-25.2",
    channels=("family", "counter"),
    fields=(*(field for field in COSTS if field.name not in OF_ARTICLE_24), *FORM_SIX),
    stages=STAGES,
    gate=may_claim,
    question=may_claim,
    alone=False,
    agency=Agency.INSURED,
    outcomes=OUTCOMES,
    ways=WAYS,
    event=BY_EVENT,
    sheets=(
        Sheet(
            "form-6",
            Text("江门市医疗保险基金先行支付申请表", "Application for advance payment"),
            "JM-F6",
            fields=(
                "care",
                "hospital",
                "event_on",
                "invoices",
                *(field.name for field in FORM_SIX if field.name != "determination"),
            ),
        ),
    ),
    purpose=Text(
        "被别人弄伤，该别人出钱，但对方不付或找不到人，可以请医保先付，以后由医保向对方追讨",
        "Somebody else should pay for your injury and does not, or cannot be found: the fund can pay first",
    ),
)
