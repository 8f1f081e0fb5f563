"""Why a row of a file cannot be used, and why an amendment cannot be moved on."""

from yiyang.law.words import Text

TWICE = Text("同名同日重复出现", "the same name and day stand in the file twice")
NO_VALUE = Text(
    "文件没有这个数值，也不是某个目录的新条目；相近的有：{near}",
    "the document has no such value and it is no new entry of a list; near it: {near}",
)
NOTHING_NEAR = Text(
    "文件没有这个数值；数值名称以这些开头：{heads}",
    "the document has no such value; its names begin with: {heads}",
)
ONE_READING = Text("规则只有一种读法，不能改选", "the rules know one reading only")
NO_READING = Text("没有这处歧义", "there is no such ambiguity")
READ_HOW = Text("应为 chosen（现行读法）或 other（另一读法）", "should be chosen or other")
NEW_NEEDS = Text("新条目须写明单位、条款和中英文名称", "a new entry needs its unit, provision and both labels")
NO_PROVISION = Text("{document} 没有这一条", "{document} has no such provision")
OTHER_UNIT = Text("同一目录的单位为 {unit}", "the entries of this list are in {unit}")
NOT_ITS_OWN = Text("与文件所载不同：{own}", "differs from the document's own: {own}")
NOTHING_TO_END = Text("没有这个条目，无从终止", "there is no such entry to end")
NO_LIST_ENTRY = Text("只有目录的条目可以终止", "only an entry of a list can end")
ENDS_TOO_EARLY = Text("条目自{day}起才有，终止日须在其后", "the entry begins on {day}; it ends later than that")
OUT_OF_FORCE = Text(
    "不在文件有效期内（{first}至{last}）", "outside the days the document is in force ({first} to {last})"
)
BACKWARDS = Text("早于今日（{today}）：须说明追溯理由", "before today ({today}): needs a stated reason")
NO_BASIS = Text("标为“有依据”的数值须写明所依据的文件", "a value that is not illustrative needs the paper it rests on")
NOT_AGREED = Text(
    "医保与财政尚未会同同意这一数值：先办理“调整待遇标准”",
    "medical security and finance have not agreed to this value: file a change of a value first",
)
WANTED = {
    "number": Text("应为整数（按文件的单位）", "should be a whole number, in the document's unit"),
    "day": Text("应为日期（2027-01-01）", "should be a day such as 2027-01-01"),
    "codes": Text("应为以空格分隔的代码", "should be codes with spaces between"),
}
NO_CODE = Text("规则不认识 {codes}；可用：{known}", "the rules do not know {codes}; there are: {known}")
NO_ORDER = Text(
    "工作日历须依据放假安排：请填写所依据的文件，且不得标为“假定”",
    "a calendar rests on the yearly order: name it as the paper the change rests on, and mark nothing illustrative",
)
BEFORE_FORCE = Text("早于文件施行之日（{first}）", "before the first day of the document ({first})")
OUT_OF_PERIOD = Text(
    "{day}不在本行所管的日期内（{first}至{last}），请写入相应日期起的一行",
    "{day} lies outside the days of this row ({first} to {last}): put it into the row of its own time",
)
BOTH = Text("{day}既列为休息日又列为上班日", "{day} stands both as a day off and as a day worked")
WORKED_ANYWAY = Text(
    "{day}是星期{weekday}，本来就上班：调休上班日应是休息日",
    "{day} is worked anyway: a make-up day is otherwise a day off",
)
TOO_LARGE = Text("大于 {most}", "greater than {most}")

NO_AMENDMENT = Text("没有这件数值调整", "there is no such change of values")
NO_DOCUMENT = Text("没有这份文件，或它只是草案", "there is no such document, or it is a draft")
NO_DIFFERENCE = Text("与现行数值没有差别", "nothing in it differs from what is in force")
BAD_ROWS = Text("有 {count} 处错误，整份文件未导入", "{count} faults; nothing of the file was brought in")
TOO_BIG = Text("超过 {most} MB", "is larger than {most} MB")
NEEDED = Text("须填写", "is needed")
TOO_LONG = Text("过长", "is too long")
NOT_PENDING = Text("这件调整已经签署、退回或撤销", "it was signed, rejected or taken back already")
NOT_IN_FORCE = Text("这件调整没有生效，无从撤销", "it does not count, so there is nothing to take back")
OVERTAKEN = Text("提出之后现行数值已有变动，请重新提出", "what is in force has changed since; bring it in again")
NOW_BACKWARDS = Text(
    "起始日已过而没有追溯理由，请重新提出", "it begins before today and gives no reason; bring it in again"
)
RESTED_ON = Text("第 {number} 号调整以它为基础，先撤销那一件", "change {number} rests on it; take that one back first")
ASKED_ALREADY = Text("已经有人提出撤销", "somebody has asked to take it back already")
NOT_ASKED = Text("没有人提出撤销", "nobody has asked to take it back")
UNANSWERABLE = Text("照此修改后 {number} 无法判断", "with this change {number} could not be answered")
