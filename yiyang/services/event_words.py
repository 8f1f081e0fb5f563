"""What every event and every look is called: codes are for programs, people read these words.

A test fails for an event or a look that has none.
"""

from collections import Counter
from collections.abc import Iterator

from yiyang.law import book
from yiyang.law.procedure import Procedure
from yiyang.law.words import Text
from yiyang.services.places import PLACES, place_name

EVENTS: dict[str, Text] = {
    "month.loaded": Text("导入一个月的数据", "a month's files were loaded"),
    "month.settled": Text("结算一个月", "a month was settled"),
    "statement.signed": Text("签发结算单", "a statement was signed"),
    "statement.released": Text("结算单放款", "a statement was released for payment"),
    "person.corrected": Text("以导入更正人员信息", "a person was corrected by a load"),
    "provider.corrected": Text("以导入更正机构信息", "a provider was corrected by a load"),
    "carer.corrected": Text("以导入更正护理人员信息", "a carer was corrected by a load"),
    "grant.corrected": Text("以导入更正待遇或资格", "a right was corrected by a load"),
    "stay.corrected": Text("以导入更正住院或入住", "a stay was corrected by a load"),
    "visit.corrected": Text("更正一次服务", "a visit was corrected"),
    "grant.withdrawn": Text("收回待遇或资格", "a right was withdrawn"),
    "grant.left": Text("取得待遇或资格", "a right was granted"),
    "register.renewed": Text("登记信息更新", "a register entry was renewed"),
    "case.filed": Text("提交", "filed"),
    "case.taken": Text("领取办理", "taken in hand"),
    "case.handed_over": Text("移交", "handed over"),
    "case.returned": Text("退回小组（经办人离岗）", "given back to the group, its holder has left"),
    "case.papers_asked": Text("要求补材料", "papers asked for"),
    "case.papers_supplied": Text("补充材料", "papers supplied"),
    "case.override_proposed": Text("提出与法规建议不同的决定", "a decision against the law's proposal was proposed"),
    "case.override_seconded": Text("第二人复核同意", "a second person agreed"),
    "case.override_returned": Text("第二人复核退回", "a second person sent it back"),
    "case.override_withdrawn": Text("提议已收回", "the proposal was taken back"),
    "case.withdrawn": Text("撤回", "withdrawn"),
    "case.undone": Text("以更正方式撤销", "undone by a correcting event"),
    "evidence.held": Text("证据留存，不得删除", "evidence is kept from deletion"),
    "upload.kept": Text("收到材料或照片", "a paper or photo was received"),
    "upload.expired": Text("材料或照片保存期满，删除", "a paper or photo was deleted at the end of its time"),
    "upload.forgotten": Text("未提交的材料删除", "a paper that was never filed was deleted"),
    "values.proposed": Text("提出数值调整", "a change of values was brought in"),
    "values.signed": Text("数值调整签署生效", "a change of values was signed"),
    "values.rejected": Text("数值调整退回", "a change of values was sent back"),
    "values.reversal_asked": Text("请求撤回数值调整", "taking back a change of values was asked for"),
    "values.reversal_declined": Text("不撤回数值调整", "a change of values stays in force"),
    "values.reversed": Text("数值调整已撤回", "a change of values was taken back"),
    "messages.read": Text("消息已读", "messages were read"),
    "voucher.shown": Text("出示凭证", "a voucher was shown"),
    "user.added": Text("新增账号", "an account was added"),
    "user.signed_up": Text("自行注册账号", "somebody signed up"),
    "user.locked": Text("账号锁定", "an account was locked"),
    "user.unlocked": Text("账号解锁", "an account was unlocked"),
    "user.signed_out_everywhere": Text("在所有设备上退出", "signed out everywhere"),
    "user.password_reset": Text("重设密码", "a password was set anew"),
    "user.leaves": Text("登记离岗日期", "a last day was entered"),
    "user.closed": Text("账号关闭", "an account was closed"),
    "role.given": Text("授予角色", "a role was given"),
    "role.ended": Text("结束角色", "a role was ended"),
    "code.made": Text("开出柜台码", "a code was made at the counter"),
    "link.opened": Text("开通代办关系", "somebody may act for a person"),
    "link.replaced": Text("代办关系被新的替代", "a link was replaced by another"),
    "link.revoked": Text("解除代办关系", "a link was ended"),
    "person.renumbered": Text("更换证件号码", "an ID number was changed"),
    "booking.made": Text("预约服务", "a visit was booked"),
    "booking.moved": Text("改约", "a booking was moved"),
    "booking.substituted": Text("换派护理人员", "another carer was sent"),
    "booking.cancelled": Text("取消预约", "a booking was cancelled"),
    "booking.missed": Text("预约未成", "a booked visit did not happen"),
    "booking.swap_asked": Text("提出调换项目", "a swap of items was asked for"),
    "booking.swapped": Text("项目已调换", "items were swapped"),
    "booking.extra_offered": Text("提出自费项目", "something extra was offered"),
    "booking.extra_consented": Text("同意自费项目", "something extra was agreed to"),
    "visit.begun": Text("上门服务开始", "a visit began"),
    "visit.continued": Text("上门服务续报", "a visit was reported further"),
    "visit.reported": Text("上门服务上报", "a visit was reported"),
    "visit.report_refused": Text("上报未被接受", "a report was not accepted"),
    "visit.photo_added": Text("补传服务照片", "a photo of a visit was added"),
    "visit.confirmed": Text("确认服务", "a visit was confirmed"),
    "backup.made": Text("数据备份", "a backup was made"),
    "backup.restored": Text("从备份恢复", "a backup was restored"),
    "keys.rotation_started": Text("开始更换密钥", "new keys began to be used"),
    "keys.rotated": Text("密钥更换完成", "new keys are in use throughout"),
}
LOOKS: dict[str, Text] = {
    "line": Text("一次服务的理由", "the reasons of one visit"),
    "statement": Text("机构结算单", "a provider's statement"),
    "month": Text("当月明细", "the month's list"),
    "person_month": Text("个人月度页", "the person's month"),
    "carer_month": Text("护理人员的月度页", "a carer's own month"),
    "carer_visit": Text("护理人员查看一次服务", "one visit, as its carer"),
    "carer_day": Text("护理人员当天的服务", "a carer's day"),
    "assessments": Text("评定名单", "the list of assessments"),
    "accounts": Text("用户名单", "the list of users"),
    "oversight": Text("机构评分表", "the providers' score table"),
    "search": Text("搜索结果", "what a search found"),
    "dossier": Text("个人页面", "the person's page"),
    "form": Text("打印的申请表", "a form, printed"),
    "notice": Text("打印的告知书", "a notice, printed"),
    "sheet": Text("打印的表单", "a sheet, printed"),
    "paper": Text("打印的结算单", "a statement, printed"),
    "papers": Text("打印的全部结算单", "all statements of a month, printed"),
    "results.csv": Text("当月结果文件", "the month's results as a file"),
    "export.csv": Text("导出的列表（CSV）", "a list taken as CSV"),
    "export.xlsx": Text("导出的列表（XLSX）", "a list taken as XLSX"),
    "worklist": Text("申请列表", "the list of cases"),
    "case": Text("一件申请", "one case"),
    "cases.subjects": Text("查找办理对象", "the search for whom to file"),
    "claims": Text("待核验的代办申请", "claims to act for somebody"),
    "links": Text("代办关系", "who acts for the person"),
    "counter": Text("柜台", "the counter"),
    "voucher": Text("出示的凭证", "a voucher that was shown"),
    "upload": Text("一份材料或照片", "a paper or photo"),
    "evidence": Text("留存的证据", "evidence that is kept"),
    "handover": Text("服务对象交接", "clients handed over"),
    "household": Text("家属主页", "the family's home"),
    "provider_home": Text("机构主页", "a provider's home"),
    "clients": Text("机构的服务对象", "a provider's clients"),
    "client": Text("机构的一名服务对象", "one client of a provider"),
    "booking": Text("一次预约", "one booking"),
    "bookings": Text("预约", "bookings"),
    "visit": Text("一次服务", "one visit"),
    "receipt": Text("服务回执", "the receipt of a visit"),
    "summary": Text("月度汇总", "the month for the bureau"),
    "scorecard": Text("机构评分卡", "a provider's score card"),
    "watch": Text("监督待办", "what supervision has open"),
    "governance": Text("委托与部门准入", "contracts and departments' access"),
    "contacts": Text("投诉与回访", "complaints and return visits"),
    "audit": Text("稽核样本", "the sample of an audit"),
    "audits": Text("稽核列表", "the list of audits"),
    "away.watched": Text("异地就医监督", "supervision of care away from home"),
    "away.settlement": Text("异地结算前核对", "the check before settling away from home"),
    "sickbeds.proofs": Text("家庭病床证明材料", "proofs of home sickbeds"),
    "outpatient.care": Text("门诊待遇", "outpatient rights"),
    "ledger": Text("基金账", "the ledger"),
    "lapses": Text("到期提醒", "what lapses"),
    "values": Text("数值调整", "changes of values"),
    "simulation": Text("如果调整", "what a change would cost"),
    "recipients": Text("服务对象（民政）", "recipients, for civil affairs"),
    "institutions": Text("机构（卫健）", "institutions, for the health department"),
    "institution": Text("一家机构（卫健）", "one institution, for the health department"),
    "department": Text("其他部门的概况", "the overview for another department"),
}
SUBJECTS: dict[str, Text] = {
    "case": Text("案件", "case"),
    "cases": Text("案件", "cases"),
    "person": Text("人员", "person"),
    "places": Text("地区", "place"),
    "place": Text("地区", "place"),
    "month": Text("月份", "month"),
    "statement": Text("结算单", "statement"),
    "provider": Text("机构", "provider"),
    "institutions": Text("机构", "institutions"),
    "institution": Text("机构", "institution"),
    "carer": Text("护理人员", "carer"),
    "load": Text("导入", "load"),
    "user": Text("账号", "account"),
    "users": Text("账号", "accounts"),
    "membership": Text("角色或代办关系", "role or link"),
    "grant": Text("待遇或资格", "right"),
    "grants": Text("待遇或资格", "rights"),
    "stay": Text("住院或入住", "stay"),
    "booking": Text("预约", "booking"),
    "visit": Text("服务", "visit"),
    "week": Text("周", "week"),
    "days": Text("日期", "days"),
    "upload": Text("材料", "paper"),
    "amendment": Text("数值调整", "change of values"),
    "amendments": Text("数值调整", "changes of values"),
    "list": Text("列表", "list"),
    "search": Text("搜索", "search"),
    "lapses": Text("到期提醒", "what lapses"),
    "audits": Text("稽核", "audits"),
    "contacts": Text("投诉与回访", "complaints and return visits"),
    "messages": Text("消息", "messages"),
    "backup": Text("备份", "backup"),
    "keys": Text("密钥", "keys"),
}
OF_PERSON = Text("个人档案变动：{title}", "a person's record: {title}")
OF_CASE = Text("案件：{title}", "a case: {title}")
ANSWERED = Text("办结：{outcome}", "answered: {outcome}")
SEVERAL = 3
"""So many labels of a step stand beside each other where nobody says of which procedure it is."""


def event(code: str, procedure: str = "") -> Text:
    """An event in words; steps and outcomes in those of the case's procedure. What has no words stays a code."""
    noun, _, verb = code.partition(".")
    found = EVENTS.get(code) or _declared(noun, verb, procedure)
    return found or Text(code, code)


def look(where: str) -> Text:
    """Where somebody looked, in words; a part of a page in those of the page. What has no words stays a code."""
    page, _, part = where.partition(".")
    if page == "case" and (title := _titles().get(part)):
        return OF_CASE.filled(title=title)
    return LOOKS.get(where) or LOOKS.get(page) or Text(where, where)


def subject(code: str) -> Text:
    """What an event or a look is about, in words: its kind, then the rest; places and months as people say them."""
    kind, _, rest = code.partition(":")
    if kind not in SUBJECTS:
        return Text(code, code)
    told = [SUBJECTS[kind], *(_part(part) for part in rest.split(":") if part)]
    return Text(" ".join(one.zh for one in told), " ".join(one.en for one in told))


def _part(part: str) -> Text:
    if part in PLACES:
        return place_name(part)
    year, _, month = part.partition("-")
    if len(part) == len("2022-05") and month.isdecimal() and year.isdecimal():
        return Text(f"{year}年{int(month)}月", part)
    return Text(part, part)


def _declared(noun: str, verb: str, procedure: str) -> Text | None:
    """What declarations call it: the record of a person by its procedure, a case by its outcome or its step."""
    if noun == "person":
        title = _titles().get(verb)
        return OF_PERSON.filled(title=title) if title else None
    if noun != "case":
        return None
    of = [one for one in _procedures() if procedure in {"", one.code}]
    answers = Counter(label for one in of for code, label in one.outcomes if code == verb)
    if answers:
        return ANSWERED.filled(outcome=answers.most_common(1)[0][0])
    steps = list(dict.fromkeys(stage.label for one in of for stage in one.stages if stage.name == verb))[:SEVERAL]
    return Text("／".join(one.zh for one in steps), " / ".join(one.en for one in steps)) if steps else None


def _procedures() -> Iterator[Procedure]:
    """As the book declares them: no signed change of a value gives a step another name."""
    return (one for document in book.BOOK for one in document.procedures.values())


def _titles() -> dict[str, Text]:
    return {one.code: one.title for one in _procedures()}
