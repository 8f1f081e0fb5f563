"""What the city's procedures share: the ways in which a filing may come in (JM-19.2, JM-20.5, JM-28), and the day whose
law answers it (JM-34)."""

from yiyang.law.procedure import APPLIED_ON, EventDay, Way
from yiyang.law.words import Text

WINDOW = Way("window", Text("经办机构窗口", "the agency's window"), "counter")
INSTITUTION = Way("institution", Text("定点医疗机构", "a designated institution"), "provider")
ONLINE = Way("online", Text("本网站", "this site"), "family")
APP = Way("app", Text("相关服务应用程序", "a service app"), "family")
TERMINAL = Way("terminal", Text("自助服务终端", "a self-service terminal"), "family")
NATIONAL_APP = Way("national-app", Text("国家医保服务平台APP", "the national insurance app"), "family")
NATIONAL_MINI = Way("national-mini", Text("国家异地就医备案小程序", "the national filing mini-program"), "family")
YUE_YI_BAO = Way("yueyibao", Text("“粤医保”小程序", "the Yueyibao mini-program"), "family")

CHOOSING = (ONLINE, APP, TERMINAL, INSTITUTION, WINDOW)
"""Choosing an outpatient institution (Art 19)."""
FILING_AWAY = (ONLINE, NATIONAL_APP, NATIONAL_MINI, YUE_YI_BAO, WINDOW)
"""Filing for care away from home (Art 28)."""

BY_FILING = EventDay(APPLIED_ON, "JM-34", "A-JM-24")
"""Approvals and renewals go by the values of the day of the application."""
