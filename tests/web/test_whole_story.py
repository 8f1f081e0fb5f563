"""From the kitchen table to the paid month, in a real browser: everybody at a device of their own."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.services.lives import SEVERE
from tests.services.pictures import jpeg
from tests.story import settle
from tests.web.devices import Devices, follow, in_order, press, put, said, unfold
from yiyang.law.questions.agreement import CLAUSES
from yiyang.law.questions.disability import ITEMS
from yiyang.store.models import Booking, Case, Entry, Line, Membership, Person, Role, Statement, User, Visit

pytestmark = pytest.mark.browser
TUESDAY = datetime.fromisoformat("2026-09-08T09:00")
TODAY = "2026-09-07"
HELP = (
    "吃饭需要别人帮助", "大小便控制不住", "洗澡需要别人帮助", "穿衣需要别人帮助", "用厕需要别人帮助",
    "起床、坐椅子需要别人帮助",
)  # fmt: skip


@pytest.fixture
def mother(devices: Devices) -> Person:
    """Somebody insured in the pilot who is no recipient; the daughter acts for her and for nobody else."""
    daughter = User.objects.get(username="daughter")
    Membership.objects.filter(user=daughter).delete()
    insured = Person.objects.filter(grants__kind="coverage", grants__last=None, grants__facts__division="220102")
    person = insured.filter(residence_division="220105").exclude(grants__kind="recipient").order_by("pk")[1]
    Membership.objects.create(user=daughter, role=Role.FAMILY, person=person, relation="女儿")
    return person


class Home:
    """The story, step by step; the last case filed is the one the next person opens."""

    def __init__(self, devices: Devices, mother: Person) -> None:
        self.devices, self.mother, self.case = devices, mother, 0

    def file(self, who: str, code: str, *answers: tuple[str, ...]) -> None:
        """Fill a form in, check the answers, send it."""
        page = self.devices.of(who, f"/cases/new/{code}/?person={self.mother.pk}")
        for answer in answers:
            put(page, *answer)
        press(page, "继续：核对内容")
        expect(page.get_by_role("heading", level=1)).to_have_text("核对填写内容")

    def send(self, who: str) -> None:
        """Send what was checked; the page says the number."""
        page = self.devices.of(who)
        press(page, "提交")
        expect(page.get_by_role("heading", level=1)).to_have_text("申请已提交")
        case = Case.objects.latest("pk")
        said(page, str(case.number))
        self.case = case.pk

    def decide(self, who: str, outcome: str, button: str) -> None:
        """Open the case and answer it."""
        page = self.devices.of(who, f"/cases/{self.case}/")
        page.get_by_label(outcome, exact=True).check()
        press(page, button)

    def apply(self) -> None:
        """First what the gate refuses, then what is so."""
        daughter = self.devices.of("daughter", "/")
        follow(daughter.get_by_role("link", name="办理中的申请"))
        follow(daughter.get_by_role("link", name="提出申请"))
        follow(daughter.get_by_role("link", name="居家照护失能评定申请"))
        where = (("上门评定地址", "二道区示例路1号"), ("联系电话", "0431-0000000"))
        self.file("daughter", "home-care-assessment", ("目前居家生活", "是"), *((h, "否") for h in HELP), *where)
        said(daughter, "按目前内容不能提交", "CC-6.1", "状况变化后可再申请")
        expect(daughter.get_by_role("button", name="提交", exact=True)).to_have_count(0)
        in_order(daughter)
        assert not Case.objects.filter(person=self.mother).exists()
        self.file("daughter", "home-care-assessment", ("目前居家生活", "是"), *((h, "是") for h in HELP), *where)
        self.send("daughter")

    def assess(self) -> None:
        """A team of two, one of whom fills in the seventeen items at the bedside."""
        clerk = self.devices.of("clerk", "/worklist/?scope=group")
        follow(clerk.get_by_role("row", name=self.mother.name).get_by_role("link"))
        put(clerk, "评定团队", "赵评定", "冯评定")
        press(clerk, "完成，转下一步")
        expect(clerk.locator(".message--success")).to_be_visible()
        daughter = self.devices.of("daughter", f"/cases/{self.case}/")
        expect(daughter.locator("[aria-current=step]")).to_contain_text("现场评定")
        assessor = self.devices.of("assessor", "/worklist/?scope=group")
        follow(assessor.get_by_role("link", name="居家照护失能评定申请"))
        put(assessor, "现场评定日期", TODAY)
        for code, score in SEVERE.items():
            put(assessor, ITEMS[code].label.zh, ITEMS[code].scores[score].zh)
        in_order(assessor)
        press(assessor, "完成，转下一步")
        expect(assessor.locator(".message--success")).to_be_visible()

    def recognise(self) -> None:
        """The reviewer sees what the law proposes and why; the daughter reads the same, and may print it."""
        reviewer = self.devices.of("reviewer", f"/cases/{self.case}/")
        said(reviewer, "法规的建议", "CC-6.2", "CC-13.2", "3 级 重度失能Ⅰ级")
        self.decide("reviewer", "同意", "提交决定")
        expect(reviewer.locator(".message--success")).to_be_visible()
        daughter = self.devices.of("daughter", f"/cases/{self.case}/")
        said(daughter, "答复：同意")
        notice = daughter.get_by_role("link", name="打印告知书（PDF）").first.get_attribute("href")
        answer = daughter.context.request.get(f"{notice}")
        assert answer.ok and answer.body().startswith(b"%PDF-")

    def agree(self) -> None:
        """Provider chosen and accepted, needs, a plan too long and one that fits, an agreement of two signatures."""
        self.file("daughter", "provider-choice", ("选定的机构", "示例照护中心1"))
        self.send("daughter")
        self.decide("provider", "同意", "提交决定")
        needs = (
            ("评估日期", TODAY),
            ("疾病情况", "脑梗后遗症"),
            ("身心状况", "卧床，神志清楚"),
            ("健康需求", "清洁与翻身"),
        )
        self.file("provider", "needs-assessment", *needs, ("评估人", "刘主管"))
        self.send("provider")
        self.decide("provider", "同意", "提交决定")
        desk = self.devices.of("provider")
        self.file("provider", "care-plan", ("服务类别", "生活照料"), ("L01 温水擦浴", "90"), ("L05 口腔清洁", "60"))
        said(desk, "按目前内容不能提交", "合计 150 分钟，超过每次 120 分钟", "CC-5.1")
        fits = ("L01 温水擦浴", "50"), ("L02 指/趾甲护理", "20"), ("L05 口腔清洁", "20")
        self.file("provider", "care-plan", ("服务类别", "生活照料"), *fits)
        self.send("provider")
        self.decide("daughter", "同意", "提交答复")
        clauses = ((clause, f"{clause}：按本市试点办法。") for clause in (label.zh for label in CLAUSES.values()))
        self.file("provider", "service-agreement", *clauses, ("机构签字人", "刘主管"), ("机构签字日期", TODAY))
        self.send("provider")
        daughter = self.devices.of("daughter", f"/cases/{self.case}/")
        put(daughter, "签字人身份", "监护人")
        put(daughter, "签字人姓名", "陈华")
        put(daughter, "签字日期", TODAY)
        daughter.get_by_label("已阅读并同意各条款及风险").check()
        self.decide_here("daughter")

    def decide_here(self, who: str) -> None:
        """Agree on the page that is open."""
        page = self.devices.of(who)
        page.get_by_label("同意", exact=True).check()
        press(page, "提交答复")
        said(page, "答复：同意")

    def book(self) -> None:
        """Tomorrow at nine; a second visit that day is one too many, and the page offers the next possible time."""
        daughter = self.devices.of("daughter")
        for at, booked in (("09:00", 1), ("14:00", 1)):
            daughter.goto(f"/bookings/new/?person={self.mother.pk}")
            put(daughter, "日期", f"{TUESDAY:%Y-%m-%d}")
            put(daughter, "开始时间", at)
            put(daughter, "护理人员", "杨玉")
            self.devices.watch.expect_status(422)
            press(daughter, "预约")
            assert Booking.objects.filter(person=self.mother).count() == booked
        said(daughter, "这次服务不能预约", "CC-5.5")
        in_order(daughter)
        expect(daughter.locator(".later button")).to_contain_text("9月9日")

    def visit(self) -> None:
        """At the door: three ticks, the items, a photo, check-out."""
        self.devices.at(TUESDAY)
        carer = self.devices.of("carer", "/carer/app/")
        carer.get_by_role("link", name=self.mother.name).click()
        for tick in ("已核实身份", "已评估肢体", "已向监护人"):
            carer.get_by_role("button", name=tick).click()
        carer.get_by_role("button", name="开始服务").click()
        for item in ("温水擦浴", "指/趾甲护理", "口腔清洁"):
            carer.get_by_role("button", name=item).first.click()
        carer.locator("#photo").set_input_files({"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": jpeg()})
        expect(carer.get_by_text("已拍照片：1 张")).to_be_visible()
        expect(carer.get_by_text("全部已发送")).to_be_visible()  # sent by the clock by which it was done
        self.devices.at(TUESDAY + timedelta(minutes=95))
        carer.get_by_role("button", name="结束服务").click()
        carer.get_by_role("button", name="签退", exact=True).click()
        # "All sent" stands there already while the tap is being written down: what says it arrived is the visit itself.
        expect(carer.get_by_text("这次服务已发送，无需再操作。")).to_be_visible()
        self.devices.put_away("carer")

    def confirm(self) -> None:
        """Was it so? Five stars, and what she owes the provider."""
        self.devices.at(TUESDAY + timedelta(hours=10))
        daughter = self.devices.of("daughter", "/family/")
        visit = Visit.objects.get(person=self.mother, check_in__year=2026)
        follow(daughter.locator(f'main a[href="/visits/{visit.pk}/"]').first)
        daughter.get_by_label("★★★★★ 非常满意").check()
        press(daughter, "确认服务")
        said(daughter, "服务已确认。", "您应付给机构", "¥19.00")

    def settle(self) -> None:
        """The month is settled; the reviewer signs the provider's statement and releases it."""
        self.devices.at(datetime.fromisoformat("2026-10-09T09:00"))
        settle("2026-09")
        reviewer = self.devices.of("reviewer", "/agency/")
        follow(reviewer.get_by_role("link", name="2026年9月").first)
        follow(reviewer.get_by_role("link", name="示例照护中心1").first)
        for step in ("签发", "放款"):
            follow(reviewer.get_by_role("link", name=step, exact=True))
            press(reviewer, step)
            expect(reviewer.locator(".message--success")).to_be_visible()

    def read(self) -> None:
        """The provider finds the line paid, the family every amount and its reasons, each with its article."""
        provider = self.devices.of("provider", "/institution/")
        follow(provider.get_by_role("link", name="2026年9月").first)
        row = provider.get_by_role("row", name=self.mother.name)
        expect(row).to_contain_text("已可支付")
        expect(row).to_contain_text("¥44.33")
        said(provider, "已拨付")
        daughter = self.devices.of("daughter", f"/family/{self.mother.pk}/2026-09/")
        said(daughter, "1 / 8 次生活照料", "44.33元", "19.00元", "基金这一部分已经拨付给服务机构。")
        follow(daughter.get_by_role("link", name="为什么支付"))
        unfold(daughter, "项条件，逐项列明条款")
        said(daughter, "63.33 元 × 70%（城乡居民）= 基金支付 44.33 元", "CC-8.4", "95 分钟 × 40.00 元/小时")
        in_order(daughter)

    def keep_out(self) -> None:
        """What is not theirs stays closed to everybody in this story."""
        other = Visit.objects.exclude(carer__name="杨玉").earliest("pk").pk
        statement = Statement.objects.get(lines__person=self.mother, month="2026-09").pk
        doors = {
            "daughter": ("/worklist/", "/agency/"),
            "carer": ("/family/", f"/visits/{other}/"),
            "assessor": ("/agency/", f"/cases/{self.case}/"),
            "provider": ("/agency/", "/supervision/assessments/"),
            "clerk": (f"/agency/statements/{statement}/sign/", "/finance/"),
        }
        for who, addresses in doors.items():
            for address in addresses:
                self.devices.refused(who, address, 404 if "/cases/" in address or "/visits/" in address else 403)


def test_from_the_kitchen_table_to_the_paid_month(devices: Devices, mother: Person) -> None:
    story = Home(devices, mother)
    story.apply()
    story.assess()
    story.recognise()
    story.agree()
    story.book()
    story.visit()
    story.confirm()
    story.settle()
    story.read()
    story.keep_out()
    line = Line.objects.get(person=mother, visit__check_in__year=2026)
    assert (line.status, line.minutes, line.gross, line.fund, line.own) == ("payable", 95, 6333, 4433, 1900)
    assert {entry.amount for entry in Entry.objects.filter(line=line)} == {4433, 1900}
