"""The words forms and letters are made of."""

from yiyang.law.words import Text

OFFICE = Text("{place}长期护理保险经办机构", "Long-term care insurance agency of {place}")
HEALTH_OFFICE = Text("{place}医疗保险经办机构", "Health insurance agency of {place}")
DOCUMENT = Text("依据", "Under")
CHECK_WORDS = Text("扫码或输入核验码\n查验本文书真伪", "Scan, or type the code,\nto check this paper")
PAGES = (Text("第 ", "Page "), Text(" 页，共 ", " of "), Text(" 页", ""))
ILLUSTRATIVE = Text("示例值（文件未作规定）", "Illustrative values (no document states them)")
ILLUSTRATIVE_ONE = Text("{label}：{figure}〔{provision}〕", "{label}: {figure} [{provision}]")
ILLUSTRATIVE_SHORT = Text("含示例值（文件未作规定）：{values}", "Contains illustrative values: {values}")
READ = Text("原文可以有两种读法，这里按{figure}", "the text can be read in two ways; here it is {figure}")
MARKED = Text("（示例值）", " (illustrative)")
VALUE = Text("{label} {figure}{marked}", "{label} {figure}{marked}")
CITED = Text("{article}〔{provision}〕", "{article} [{provision}]")
SUBJECT = Text("{number}　{article}", "{number}, {article}")

FORM = Text("{title}表", "Form: {title}")
BLANK_NUMBER = Text("表号", "Form number")
NUMBER = Text("受理编号", "Case number")
FILED = Text("提出日期", "Filed on")
PURPOSE = Text("用途", "For")
PERSON = Text("姓名", "Name")
ID_NUMBER = Text("证件号码", "ID number")
INSTITUTION = Text("机构", "Provider")
ANNEX = Text("附件{n}", "Form {n}")
NOT_OFFICIAL = Text("非官方样式", "not official")
NOT_OFFICIAL_WHY = Text(
    "{article}提到这份材料，但没有附样式。本样式由本系统按条文要求编制，不是官方文本；办理机构另有样式的，以其为准。",
    "{article} names this paper and attaches none. This one was made by this software from what the article asks for "
    "and is not official; where the agency has its own, that one counts.",
)
OWN_RULE_TITLE = Text("平台自己的办法", "The platform's own rule")
OWN_RULE = Text(
    "{number}没有规定这件事。这是本平台自己的办法（示例），由办理本人业务的经办机构核验。",
    "{number} says nothing of this: it is the platform's own rule (illustrative), checked by the agency that handles "
    "the person's business.",
)
NOT_OFFICIAL_TITLE = Text("关于本样式", "About this paper")
INSURED_AT = Text("参保地", "Insured at")
RESIDENCE = Text("居住地", "Residence")
CATALOGUE = Text(
    "“{field}”所列目录中的{count}项为示例值〔{provision}〕",
    "{count} of the entries of “{field}” are illustrative [{provision}]",
)
OF_CATALOGUE = Text("{field}目录", "the list of “{field}”")
OUTCOME_UNDONE = Text("决定已撤销", "The decision was taken back")
ABOUT = Text("申请对象", "About")
STAGE_BY = Text("由{role}填写", "Filled in by: {role}")
CHANNEL_BY = Text("由{roles}填写", "Filled in by: {roles}")
LINE_NUMBER = Text("结算明细编号", "Settled line")
VISIT_NUMBER = Text("服务编号", "Visit")
CASE_NUMBER = Text("原案编号", "Earlier case")
PLACE = Text("统筹地区", "Place")
PAPERS = Text("须一并提交的材料", "Papers to hand in")
PAPERS_BY = Text("缺少材料的，经办机构会一次告知。", "Whatever is missing is asked for once, all together.")
ENCLOSED = Text("已附", "enclosed")
BETWEEN = Text("；", "; ")
OPTIONAL = Text("可不填", "may be left out")
CHOOSE_MANY = Text("可多选", "as many as apply")
WHEN = Text("“{field}”为“{values}”时填写", "only where “{field}” is “{values}”")
DECIDES = Text("决定", "Decision")
REASON = Text("理由", "Reasons")
YES, NO = Text("是", "yes"), Text("否", "no")
CLOCKS = Text("办理时限", "How long it takes")
CLOCK = Text("{stage}：{figure}{marked}　{article}", "{stage}: {figure}{marked}, {article}")
SIGN_APPLICANT = Text("本人或监护人签名", "Signature of the person or guardian")
SIGN_PROVIDER = Text("机构负责人签名（盖章）", "Signature and seal of the provider")
SIGN_STAGE = Text("{stage}（{role}）签名", "{stage} ({role}), signature")
DAY = Text("日期", "Date")
CONSENT_NOTE = Text("须本人确认", "has to be confirmed")

NOTICE = Text("{title}决定告知书", "Notice of decision: {title}")
TO = Text("{name}：", "To {name}")
TO_MASKED = Text("{name}（{masked}）：", "To {name} ({masked})")
OPENING = Text(
    "您于{day}提出的“{title}”（编号 {number}）已办结，现将决定和理由告知如下。",
    "What you filed on {day}, “{title}” (number {number}), has been decided. The decision and its reasons follow.",
)
OPENING_BY = Text(
    "{by}于{day}为您提出的“{title}”（编号 {number}）已办结，现将决定和理由告知如下。",
    "What {by} filed for you on {day}, “{title}” (number {number}), has been decided. The decision and its reasons "
    "follow.",
)
OPENING_AT_AGENCY = Text(
    "与您有关的“{title}”（{day}在经办机构提出，编号 {number}）已办结，现将决定和理由告知如下。",
    "“{title}” (number {number}), which concerns you and was begun at the agency on {day}, has been decided. The "
    "decision and its reasons follow.",
)
DECISION = Text("决定", "Decision")
NOTICE_NUMBER = Text("文书编号", "Number of this paper")
DECIDED_ON = Text("决定日期", "Decided on")
DECIDED_BY = Text("承办", "Decided by")
SECONDED_BY = Text("复核", "Agreed by a second person")
FILED_BY = Text("申请人", "Filed by")
FROM_TO = Text("自{first}至{last}", "from {first} to {last}")
FROM = Text("自{first}起，未定终止日", "from {first}, with no end set")
FOR = Text("{what}，{days}", "{what}, {days}")
DAYS = Text("{days}", "{days}")
ANSWER = Text("承办人说明", "What the person who decided says")
UNDONE = Text("本决定已于{day}撤销：{why}", "This decision was taken back on {day}: {why}")
OVERRIDE = Text(
    "依规则计算的建议与本决定不同，本决定经第二人复核，理由见承办人说明。",
    "The rules proposed otherwise. A second person has agreed to this decision; the reason is given below.",
)
BY_PEOPLE = Text(
    "本事项由经办人员依法判断，没有逐项计算的条件。", "People decide this matter; no condition of it is calculated."
)
FAILING = Text("未满足的条件", "What stood in the way")
HOLDING = Text("已满足的条件与计算依据", "What was in order, and what was calculated")
VALUES_USED = Text("所用数值", "Values used")
CHANGE = Text("怎样可以改变结果", "What would change it")
APPEAL = Text("不服本决定怎么办", "How to disagree")
FINDINGS = {
    "unmet": Text("不符合", "Not met"),
    "unknown": Text("尚不能判断", "Not known"),
    "met": Text("符合", "Met"),
    "amount": Text("计算", "Amount"),
}

LINE_NOTICE = Text("费用结算告知书", "Notice about a settled visit")
LINE_OPENING = Text(
    "以下服务的费用已经结算，基金{word}。现将理由和异议途径告知如下。",
    "The visit below has been settled. The fund {word}. The reasons and how to disagree follow.",
)
LINE_WORDS = {
    "refused": Text("不予支付", "does not pay for it"),
    "held": Text("暂缓支付", "waits before it pays"),
    "self_pay": Text("不予支付，由个人自付", "does not pay: the person pays for it"),
}
VISIT_AT = Text("服务时间", "Time of the visit")
KIND = Text("服务类别", "Kind of care")
PROVIDER = Text("服务机构（抄送）", "Provider (copy to)")
SCHEME = Text("险种", "Scheme")
AMOUNTS = Text("费用（元）", "Amounts (yuan)")
AMOUNTS_SPLIT = Text("总额 {gross}，基金支付 {fund}，个人负担 {own}", "gross {gross}, fund {fund}, own share {own}")
STATEMENT = Text("所属结算单", "Statement")
VERSIONS = Text("参数版本", "Values version")
NOT_JUDGED = Text("本次未作判断的事项", "What was not judged")
REPLACED = Text("本明细已由后续明细更正，以后者为准。", "A later line has corrected this one; the later one holds.")
OBJECT_UNTIL = Text(
    "服务机构有异议的，最迟可在{day}提出。期限为{figure}{marked}，依据{article}。",
    "The provider may object until {day}. The time is {figure}{marked}, under {article}.",
)
OBJECT_LATER = Text(
    "服务机构有异议的，可自结算单签发之日起{figure}{marked}内提出，依据{article}。",
    "The provider may object within {figure}{marked} of the day the statement is signed, under {article}.",
)
COMPLAIN = Text(
    "本人、监护人或家属认为服务、记录或收费有误的，可以向经办机构投诉，依据{article}。",
    "The person, their guardian or family may complain to the agency about the visit, its record or its price, "
    "under {article}.",
)
ASSESS_AGAIN = Text(
    "理由涉及失能评定的，可以对评定结果提出异议，由另一评估团队复评，依据{article}。",
    "Where a reason rests on the disability assessment, one may object to it; another team then assesses, "
    "under {article}.",
)

RECEIPT = Text("个人负担费用清单", "Own share of the month")
RECEIPT_OPENING = Text(
    "{month}上门服务的个人负担如下。个人负担由本人与服务机构结清，依据{article}。",
    "Own shares of the visits of {month}. They are settled between the person and the provider, under {article}.",
)
MONTH = Text("月份", "Month")
RECEIPT_COLUMNS = (
    Text("时间", "Time"),
    Text("类别", "Kind"),
    Text("结果", "Outcome"),
    Text("确认", "Confirmed"),
    Text("基金支付", "Fund"),
    Text("个人负担", "Own share"),
    Text("服务机构", "Provider"),
)
CONFIRMED, NOT_CONFIRMED = Text("已确认", "yes"), Text("未确认", "not yet")
RECEIPT_LINES = Text("逐次清单", "Every visit")
RECEIPT_TOTAL = Text("合计", "Total")
RECEIPT_OWN = Text("本月个人负担合计", "Own share of the month")
RECEIPT_BEYOND = Text("不在本清单内", "Not on this list")
RECEIPT_MARKET = Text(
    "超出规定、由个人按市场价自付的服务不在上述金额内，依据{article}。",
    "Services beyond the rules, paid at market price, are not part of these amounts, under {article}.",
)
RECEIPT_STATE = Text(
    "截至{day}的结算情况，结算单签发前可能更正。", "As settled on {day}; may be corrected until signed."
)

DAY_ROOM = {
    "zh": [[16, "年"], [10, "月"], [10, "日"]],
    "en": [[10, "day"], [10, "month"], [16, "year"]],
}
TIME_ROOM = {"zh": [[10, "时"], [10, "分"]], "en": [[10, "h"], [10, "min"]]}
"""Millimetres to write on before each word."""
