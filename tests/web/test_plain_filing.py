"""Filing as somebody meets it who has never done it: nothing of the counter's is asked, no code is shown, nothing is
lost, and what the rules will say is said before anything is sent."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.kin import relative
from tests.services import sickbeds
from tests.services.jiangmen import grant, hospital, id_number, insurance_desk, insured
from tests.web.feast import picture
from tests.web.people import said
from yiyang.store.models import Case, Draft, Grant, Institution, Person, User

Clock = Callable[[datetime], None]
BORN = date(1946, 3, 9)
INVOICE = "invoices__invoice__{n}__{part}"


@pytest.fixture
def today(empty: None, clock: Clock) -> None:
    clock(datetime.fromisoformat("2026-11-20T09:00"))


@pytest.fixture
def here(today: None) -> Institution:
    return hospital(qualified=("home-sickbed",))


@pytest.fixture
def mother(today: None) -> Person:
    return insured(born=BORN)


@pytest.fixture
def daughter(mother: Person) -> Client:
    return _signed_in(relative(mother))


@pytest.fixture
def desk(here: Institution, mother: Person) -> Client:
    known = insurance_desk(here)
    grant(mother, "presented", {"voucher": "id_card"}, last=date(2028, 12, 31))
    Grant.objects.filter(kind="presented").update(institution=here)
    return _signed_in(User.objects.get(pk=known.user_id or 0))


def _signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(client: Client, code: str, mother: Person, part: str = "") -> str:
    return f"/cases/new/{code}/{part}?person={mother.pk}"


def claim(**more: Any) -> dict[str, Any]:
    told = {"care": "outpatient", "hospital": "示例二院", "event_on": "2026-10-08", "connected": "no"}
    return {**told, "ground": "elsewhere", **more}


def invoice(n: int, *parts: str) -> dict[str, str]:
    names = ("issuer", "number", "dated", "amount")
    return {INVOICE.format(n=n, part=name): part for name, part in zip(names, parts, strict=True)}


@pytest.mark.parametrize(
    ("code", "name"), [("outpatient-choice", "form3_signed"), ("outpatient-change", "form4_signed")]
)
def test_what_only_a_counter_sees_is_not_asked_online(
    daughter: Client, here: Institution, mother: Person, code: str, name: str
) -> None:
    shown = daughter.get(page(daughter, code, mother))
    assert shown.status_code == 200 and name not in shown.content.decode()


def test_a_hospital_is_not_asked_why_somebody_comes_to_the_counter(desk: Client, mother: Person) -> None:
    shown = desk.get(page(desk, "special-disease", mother)).content.decode()
    for name in ("hindrance", "by_agent", "form2_signed", "institution_elsewhere"):
        assert f'name="{name}' not in shown, name
    assert 'name="criteria_met"' in shown


def test_invoices_are_filled_in_one_by_one(daughter: Client, mother: Person) -> None:
    given = claim(**invoice(1, "示例二院，东院", "0440 0190", "2026-10-08", "￥1,234.5 元"), more="invoices")
    shown = daughter.post(page(daughter, "claim", mother), given)
    assert shown.status_code == 200 and INVOICE.format(n=2, part="issuer") in shown.content.decode()
    assert Draft.objects.get().filing["invoices"] == "示例二院 东院,04400190,2026-10-08,1234.5"
    given = claim(**invoice(1, "示例二院", "04400190", "2026-10-08", "12"), **invoice(2, "示例二院", "", "", "6"))
    again = daughter.post(page(daughter, "claim", mother), given)
    assert again.status_code == 422 and "第 2 张：没有发票号" in said(again)
    assert again.content.decode().count('value="示例二院"') >= 2  # what was typed stands there still


def test_invoices_are_read_back_with_their_sum(daughter: Client, mother: Person) -> None:
    rows = {**invoice(1, "甲院", "01", "2026-10-08", "12.5"), **invoice(2, "乙院", "02", "2026-10-09", "7.5")}
    files = {f"outpatient_{name}__new": picture() for name in ("invoice", "list", "prescription")}
    sent = daughter.post(page(daughter, "claim", mother), {**claim(ground="other"), **rows, **files})
    assert sent.status_code == 302, said(sent)
    shown = said(daughter.get(page(daughter, "claim", mother, "check/")))
    assert "甲院 · 01 · 2026年10月8日 · ¥12.50" in shown and "共 2 张，合计 ¥20.00" in shown


def test_a_file_that_cannot_be_kept_is_named_and_a_paper_is_kept_once(daughter: Client, mother: Person) -> None:
    given = claim(outpatient_list__new=SimpleUploadedFile("清单.txt", b"1"), outpatient_invoice__new=picture())
    shown = daughter.post(page(daughter, "claim", mother), given)
    assert "“清单.txt”：不是可接受的文件" in said(shown) and "outpatient_list：" not in said(shown)
    kept = Draft.objects.get().filing["outpatient_invoice"]
    daughter.post(page(daughter, "claim", mother), claim(outpatient_invoice=kept, outpatient_invoice__new=picture()))
    assert Draft.objects.get().filing["outpatient_invoice"] == kept


def test_what_an_agency_checks_is_no_fault_of_the_filing(daughter: Client, mother: Person) -> None:
    given = {"sub": "retired", "to_place": "500000", "proof": "papers", "settled_proof__new": picture()}
    assert daughter.post(page(daughter, "away-long-term", mother), given).status_code == 302
    shown = said(daughter.get(page(daughter, "away-long-term", mother, "check/")))
    assert "可以提交，其余由经办机构核对" in shown and "由经办人员核对： 材料经核对完整有效" in shown
    assert "不足以判断" not in shown
    assert "settled_proof" not in shown and "异地安置认定材料" in shown


def test_what_would_be_refused_is_said_before_it_is_sent(desk: Client, mother: Person) -> None:
    files = {f"{name}__new": picture() for name in ("certificate", "record", "report")}
    mild = {**sickbeds.WISH, **dict.fromkeys(("dressing", "toilet", "bowel", "bladder"), "10"), "transfer": "15"}
    assert desk.post(page(desk, "home-sickbed", mother), {**mild, "copd_acute": "no", **files}).status_code == 302
    shown = said(desk.get(page(desk, "home-sickbed", mother, "check/")))
    assert "照现在的内容不符合条件；仍可提交，由经办机构决定" in shown
    assert "巴氏指数 70 分" in shown and "JM-07.1.1" in shown
    desk.post(page(desk, "home-sickbed", mother), {**sickbeds.WISH, **files})
    shown = said(desk.get(page(desk, "home-sickbed", mother, "check/")))
    assert "不符合条件" not in shown


def test_a_second_filing_leads_to_the_first(daughter: Client, mother: Person) -> None:
    given = {"sub": "other", "to_place": "500000"}
    for _ in range(2):
        daughter.post(page(daughter, "away-temporary", mother), given)
        shown = daughter.post(page(daughter, "away-temporary", mother, "check/"))
    first = Case.objects.get()
    assert shown.status_code == 409 and "已经申请过了" in said(shown)
    assert f'href="/cases/{first.pk}/"' in shown.content.decode()


def test_who_files_it_instead_is_said(daughter: Client, today: None) -> None:
    refused = daughter.get("/cases/new/outpatient-move/")
    assert refused.status_code == 403 and 'href="/services/outpatient-move/"' in refused.content.decode()
    new = _signed_in(User.objects.create_user(username="new", password=None))
    refused = new.get("/cases/new/claim/")
    assert refused.status_code == 403 and 'href="/account/links/"' in refused.content.decode()
    assert "等待核对的关联" in said(new.get("/"))


def test_what_was_granted_is_told_with_its_days(daughter: Client, here: Institution, mother: Person) -> None:
    given = {"clinic": here.code, "voucher": "id-card"}
    daughter.post(page(daughter, "outpatient-choice", mother), given)
    daughter.post(page(daughter, "outpatient-choice", mother, "check/"))
    shown = said(daughter.get(f"/cases/{Case.objects.get().pk}/"))
    assert "门诊定点机构" in shown and "自2026年11月20日起，长期有效" in shown


def test_form_1_is_there_at_the_admission_of_the_injured_alone(desk: Client, mother: Person) -> None:
    stay = {"admitted_at": "2026-11-19T10:00", "department": "骨科", "diagnosis": "骨折", "admission_type": "ordinary"}
    stay |= {"voucher": "id_card", "voucher_valid": "yes", "work_injury": "none", "injury": "yes"}
    stay |= {"injured_at": "2026-11-19T08:00", "injury_place": "家中", "injury_cause": "摔倒"}
    stay |= {
        "injury_compensation": "无第三方",
        "injury_signed": "yes",
        "injury_proof": "undertaking",
        "undertaking": "无",
    }
    desk.post(page(desk, "inpatient-admission", mother), stay)
    desk.post(page(desk, "inpatient-admission", mother, "check/"))
    case = Case.objects.get(procedure="inpatient-admission")
    shown = desk.get(f"/cases/{case.pk}/").content.decode()
    assert "sheets/form-1.pdf" in shown and "sheets/undertaking.pdf" in shown
    assert "sheets/newborn-form.pdf" not in shown
    assert desk.get(f"/cases/{case.pk}/sheets/newborn-form.pdf").status_code == 404


@pytest.mark.parametrize(
    ("number", "name", "field", "words"),
    [
        ("", "陈秀珍", "id_number", "未填写"),
        ("44070319460309", "陈秀珍", "id_number", "应为18位"),
        (id_number(BORN, number=100), "", "name", "未填写"),
        (id_number(BORN, number=100), "陈秀", "id_number", "没有这样的参保人"),
    ],
)
def test_a_voucher_shown_with_a_mistake_is_told_beside_its_field(
    desk: Client, number: str, name: str, field: str, words: str
) -> None:
    told = {"institution": "H44070300001", "voucher": "id_card", "name": name, "id_number": number}
    shown = desk.post("/cases/present/", told)
    assert shown.status_code == 422
    beside = shown.content.decode().partition(f'id="{field}_error"')[2]
    assert words in beside[:400] and "JM-03.1" in beside[:600]


def test_a_number_may_be_typed_in_groups(desk: Client, mother: Person) -> None:
    number = id_number(BORN, number=100)
    told = {"institution": "H44070300001", "voucher": "id_card", "name": "陈 秀珍"}
    sent = desk.post("/cases/present/", {**told, "id_number": f"{number[:6]} {number[6:14]} {number[14:].lower()}"})
    assert sent.status_code == 302 and f"person={mother.pk}" in sent["Location"]
    chosen = desk.get(sent["Location"])
    assert "办理对象：陈秀珍" in said(chosen)
    assert f"?patient={mother.pk}%3AH44070300001" in chosen.content.decode()


def test_the_desk_checks_nobody_by_mistake(desk: Client, mother: Person) -> None:
    shown = desk.get("/outpatient/check/")
    assert " selected" not in shown.content.decode().partition('id="patient"')[2].partition("</select>")[0]
    refused = desk.post("/outpatient/check/", {"patient": f"{mother.pk}:H44070300001", "visited": ""})
    assert refused.status_code == 422
    assert "JM-21" in refused.content.decode().partition('id="visited_error"')[2][:600]


def test_a_referral_goes_only_to_homes_of_sickbeds(desk: Client, mother: Person) -> None:
    hospital("H2", "只有老年病区", qualified=("geriatric-ward",))
    shown = desk.get(page(desk, "sickbed-referral", mother)).content.decode()
    assert "示例一院" in shown and "只有老年病区" not in shown


def test_the_guide_says_at_a_glance_who_files_it(today: None) -> None:
    shown = said(Client().get("/services/?place=440700"))
    assert "网上可办" in shown and "由医院或机构办理" in shown and "到窗口办理" in shown


def test_a_round_without_anybody_registered_says_where_to(desk: Client, mother: Person) -> None:
    shown = desk.get(page(desk, "sickbed-round", mother)).content.decode()
    assert 'href="/administration/carers/"' in shown and "本机构还没有登记医护人员" in shown
