"""The words papers are made of."""

from yiyang.law.words import Text

STATEMENT = Text("居家照护服务费用结算单", "Home-care settlement statement")
SUMMARY = Text("居家照护服务费用结算汇总", "Home-care settlement summary")
DRAFT = Text("草稿 未审核", "DRAFT")
DRAFT_STATE = Text("草稿，尚未审核签发", "Draft, not yet signed")
SIGNED = Text("{by} 已于 {at} 审核签发", "Signed by {by} on {at}")
ILLUSTRATIVE = Text(
    "含示例值（文件未作规定）：{values}", "Contains illustrative values that no document states: {values}"
)
ILLUSTRATIVE_ONE = Text("示例值　{name}：{value}〔{provision}〕", "Illustrative: {name}: {value} [{provision}]")
VALUE_SHORT = Text("{name}〔{provision}〕", "{name} [{provision}]")
CITED = Text("{text}〔{provision}〕", "{text} [{provision}]")
CITED_ARTICLE = Text("{text}〔{provision}　{article}〕", "{text} [{provision}, {article}]")
CORRECTS = Text("更正，见 {cites}", "Correction of {cites}")

MONTH = Text("服务月份", "Month of service")
PLACE = Text("统筹地区", "Place")
DOCUMENT = Text("依据文件", "Document")
VALUES_VERSION = Text("参数版本", "Values version")
RULE = Text("计费规则", "Charge rule")
PRINTED = Text("打印日期", "Printed on")
NUMBER = Text("结算单号", "Statement number")
STATE = Text("状态", "State")
NO_NUMBER = Text("未编号", "not numbered yet")

DUE = Text("基金应付", "Due from the fund")
OWED = Text("结转下月抵扣", "Carried to next month")
FUND = Text("基金支付", "Fund")
OWN = Text("个人负担", "Own share")
GROSS = Text("费用总额", "Gross")
DUE_NOTE = Text(
    "本月 {fund} + 调整 {adjusted} + 上期结转 {carried}",
    "Month {fund} + adjustments {adjusted} + carried over {carried}",
)
OWN_NOTE = Text("由个人与机构结清", "The person settles it with the provider")
GROSS_NOTE = Text("{minutes} 分钟", "{minutes} minutes")
NO_ROWS = Text("没有记录", "No entries")

BY_STATUS = Text("按结果", "By outcome")
BY_SCHEME = Text("按险种与类别", "By scheme and kind")
BY_PROVIDER = Text("按机构", "By provider")
BY_REASON = Text("按不予支付或暂缓的理由", "By reason for not paying or waiting")
ALL_LINES = Text("逐次明细", "Every visit")
ADJUSTMENTS = Text("调整", "Adjustments")
TOTAL = Text("合计", "Total")

STATUS = Text("结果", "Outcome")
SCHEME = Text("险种", "Scheme")
KIND = Text("类别", "Kind")
COUNT = Text("次数", "Visits")
MINUTES = Text("分钟", "Min.")
VISIT = Text("服务编号", "Visit")
NAME = Text("姓名", "Name")
ID_NUMBER = Text("证件号码", "ID number")
CHECK_IN = Text("签到", "Check-in")
CHECK_OUT = Text("签退", "Check-out")
REASONS = Text("理由与条款", "Reasons and articles")
PROVISIONS = Text("条款", "Articles")
CODE = Text("代码", "Code")
PROVIDER_NAME = Text("机构名称", "Name of provider")
PROVISION = Text("条款", "Article")
CONTENT = Text("内容（转述）", "What it says, in our words")
ADJUSTMENT = Text("事由", "Matter")
AMOUNT = Text("金额（元）", "Yuan")
CITES = Text("所引结算行", "Lines cited")
YUAN = Text("金额单位：元", "Amounts in yuan")

PAGES = (Text("第 ", "Page "), Text(" 页，共 ", " of "), Text(" 页", ""))
SUMMARY_SHEET = Text("汇总", "Summary")
LINES_SHEET = Text("明细", "Lines")
