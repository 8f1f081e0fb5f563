"""Bad input of every kind: a refusal that names the field and its provision, and nothing typed is lost."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from tests.services.invented import CODE, GARDEN, registered
from yiyang.intake.identity import check_character
from yiyang.law.filing import Field, Kind
from yiyang.law.words import Text
from yiyang.services import demo
from yiyang.services.access import Viewer, viewer_of
from yiyang.services.cases import acting, filing
from yiyang.services.cases.about import Named
from yiyang.services.errors import BadInput, LinkOver, NotFound
from yiyang.services.uploads.keeping import keep
from yiyang.services.uploads.pictures import MOST_BYTES
from yiyang.store.models import Case, Draft, Grant, Institution, Membership, Person, Upload

PDF = b"%PDF-1.7\n%%EOF\n"
PROVISION = "CC-4.0"
MORE = (
    Field(
        "disease", Text("病种", "Disease"), Kind.CHOICE, PROVISION, choices=(("M03900", Text("糖尿病", "diabetes")),)
    ),
    Field("house", Text("机构", "House"), Kind.PROVIDER, PROVISION, required=False, holds="garden-house"),
    Field("scan", Text("扫描件", "Scan"), Kind.FILE, PROVISION, required=False),
    Field("number", Text("证件号码", "ID number"), Kind.SEALED, PROVISION, required=False),
    Field("mark", Text("说明", "Remark"), Kind.TEXT, PROVISION, required=False),
)
GIVEN = {"wished_on": "2026-10-20", "companions": "2", "shade": "no", "disease": "M03900"}
TODAY = datetime(2026, 9, 30, 9)  # noqa: DTZ001 -- the clock fixture sets the zone
Clock = Callable[[datetime], None]


@pytest.fixture
def garden(settled: None, clock: Clock) -> Iterator[None]:
    clock(TODAY)
    with registered(replace(GARDEN, fields=(*GARDEN.fields, *MORE))):
        yield


def daughter() -> Viewer:
    return demo.viewer("daughter")


def mother() -> Named:
    return Named(person=min(daughter().persons))


def file(**given: str) -> int:
    return filing.file(viewer=daughter(), code=CODE, filing={**GIVEN, **given}, named=mother())


def refused(**given: str) -> BadInput:
    """The one refusal of a filing that is all right but for what is given."""
    filing.save_draft(viewer=daughter(), code=CODE, filing={**GIVEN, "note": "先记下"}, named=mother())
    with pytest.raises(BadInput) as caught:
        file(**given)
    assert not Case.objects.filter(procedure=CODE).exists()
    assert filing.draft(viewer=daughter(), code=CODE, named=mother())[0]["note"] == "先记下"
    return caught.value


@pytest.mark.parametrize(
    ("field", "given", "said"),
    [
        ("disease", "X99999", "X99999"),
        ("house", "NO-SUCH", "NO-SUCH"),
        ("mark", "一" * 100_000, "2000"),
        ("mark", "看\x00不见", "控制字符"),
        ("mark", "看\x1b不见", "控制字符"),
        ("mark", "半个\ud83d", "控制字符"),
        ("wished_on", "2026-02-30", "日期"),
        ("wished_on", "9999-12-31", "2100"),
        ("wished_on", "0001-01-01", "1900"),
        ("companions", "21", "20"),
        ("companions", "²", "整数"),
        ("shade", "maybe", "是或否"),
        ("scan", "999999999", "999999999"),
        ("no_such_field", "1", "没有这一项"),
    ],
)
def test_each_is_refused_by_field_and_provision(garden: None, field: str, given: str, said: str) -> None:
    error = refused(**{field: given})
    assert error.field == field and said in error.reason.zh and len(error.value) <= 40
    assert [one.field for one in error.missing] == [field]
    assert error.missing[0].provision == (
        "CC-3.1" if field in {"wished_on", "companions", "shade"} else error.provision
    )
    assert error.provision in {"CC-3.1", PROVISION}


def id_of(born: date) -> str:
    first = f"220104{born:%Y%m%d}002"
    return first + check_character(first)


def test_an_id_number_of_somebody_not_born_yet_is_refused_and_never_repeated(garden: None) -> None:
    tomorrow = id_of(TODAY.date() + timedelta(days=1))
    error = refused(number=tomorrow)
    assert error.field == "number" and "不能晚于今天" in error.reason.zh
    assert tomorrow not in str(error) + error.text.zh + error.value
    assert file(number=id_of(TODAY.date()))


def test_an_institution_that_lost_its_qualification_yesterday_is_named_with_the_day(garden: None) -> None:
    house = Institution.objects.order_by("pk")[0]
    right = Grant.objects.create(
        kind="garden-house", key="g", institution=house, first=date(2024, 1, 1), last=TODAY.date() - timedelta(days=1)
    )
    error = refused(house=house.code)
    assert error.field == "house" and house.name in error.reason.zh and "2026年9月29日" in error.reason.zh
    right.delete()
    assert "没有办理这一项的资格" in refused(house=house.code).reason.zh
    Grant.objects.create(kind="garden-house", key="h", institution=house, first=date(2024, 1, 1), last=TODAY.date())
    assert file(house=house.code)


def test_somebody_elses_file_and_one_filed_before_are_refused(garden: None) -> None:
    theirs = keep(viewer=demo.viewer("provider"), field="scan", name="a.pdf", content=PDF)
    assert "不是您上传的" in refused(scan=str(theirs)).reason.zh
    own = keep(viewer=daughter(), field="scan", name="a.pdf", content=PDF)
    case = file(scan=str(own))
    acting.withdraw(viewer=daughter(), case_id=case, version=1)
    Case.objects.filter(pk=case).update(procedure="reassessment")
    assert "已用于别的申请" in refused(scan=str(own)).reason.zh


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("病历.jpg", b"MZ\x90\x00" + b"\0" * 2000, "PDF 或 JPEG"),
        ("病历.pdf", b"MZ\x90\x00" + b"\0" * 2000, "PDF 或 JPEG"),
        ("病历.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type", "不完整或已损坏"),
        ("病历.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 200, "无法打开"),
        ("病历.pdf", b"", "空文件"),
        ("病历.pdf", b"%PDF-" + b"\0" * (50 * 1024 * 1024), "10 MB"),
    ],
)
def test_a_scan_that_is_none_is_refused_by_name(settled: None, name: str, content: bytes, said: str) -> None:
    with pytest.raises(BadInput) as caught:
        keep(viewer=daughter(), field="scan", name=name, content=content[: MOST_BYTES * 6])
    assert (caught.value.field, caught.value.value) == ("scan", name) and said in caught.value.reason.zh
    assert not Upload.objects.filter(field="scan").exists()


def test_a_proxy_revoked_while_the_form_was_open_is_told_so(garden: None) -> None:
    known, subject = daughter(), mother()
    filing.save_draft(viewer=known, code=CODE, filing=GIVEN, named=subject)
    Membership.objects.filter(user=known.user_id, person=subject.person).update(revoked_at=timezone.now())
    now = viewer_of(known.user_id)
    with pytest.raises(LinkOver) as caught:
        filing.file(viewer=now, code=CODE, filing=GIVEN, named=subject)
    assert (caught.value.field, caught.value.provision) == ("person", "CC-3.1")
    assert "2026年9月30日" in caught.value.reason.zh and not Case.objects.filter(procedure=CODE).exists()
    over = filing.keep_unsent(viewer=now, code=CODE, filing={**GIVEN, "note": "后来写的"}, named=subject)
    assert over is not None and Draft.objects.get(procedure=CODE).filing["note"] == "后来写的"
    Membership.objects.filter(user=known.user_id, person=subject.person).update(revoked_at=None)
    assert filing.draft(viewer=daughter(), code=CODE, named=subject)[0]["note"] == "后来写的"


def test_an_expired_proxy_is_told_its_last_day_and_a_stranger_nothing(garden: None) -> None:
    known, subject = daughter(), mother()
    Membership.objects.filter(user=known.user_id, person=subject.person).update(last=date(2026, 9, 29))
    with pytest.raises(LinkOver, match="29 September 2026"):
        filing.file(viewer=viewer_of(known.user_id), code=CODE, filing=GIVEN, named=subject)
    Membership.objects.filter(user=known.user_id).update(last=None)
    stranger = Person.objects.exclude(pk__in=daughter().persons)[0]
    with pytest.raises(NotFound):
        filing.file(viewer=daughter(), code=CODE, filing=GIVEN, named=Named(person=stranger.pk))
    assert filing.keep_unsent(viewer=daughter(), code=CODE, filing=GIVEN, named=Named(person=stranger.pk)) is None


def test_a_draft_keeps_a_text_too_long_to_file_and_drops_what_nobody_sees(garden: None) -> None:
    long = "一" * 100_000
    filing.save_draft(viewer=daughter(), code=CODE, filing={**GIVEN, "mark": long, "note": "甲\x00乙"}, named=mother())
    kept = filing.draft(viewer=daughter(), code=CODE, named=mother())[0]
    assert kept["mark"] == long and kept["note"] == "甲乙"


def test_a_draft_leaves_out_what_the_form_no_longer_asks_for(garden: None) -> None:
    filing.save_draft(viewer=daughter(), code=CODE, filing={**GIVEN, "mark": "留"}, named=mother())
    with registered(GARDEN):
        kept, _key = filing.draft(viewer=daughter(), code=CODE, named=mother())
    assert "mark" not in kept and kept["companions"] == "2"


def test_a_later_step_takes_no_field_it_does_not_ask_for(garden: None) -> None:
    case = file()
    with pytest.raises(BadInput, match="no such field") as caught:
        acting.act(viewer=demo.viewer("clerk"), case_id=case, version=1, filing={"weather": "晴", "companions": "9"})
    assert caught.value.field == "companions"
    assert Case.objects.get(pk=case).stage == "looked"


def test_keys_that_no_database_takes_name_nothing(garden: None) -> None:
    with pytest.raises(BadInput):
        filing.file(viewer=daughter(), code=CODE, filing=GIVEN, named=Named(institution="\x00"))
    assert filing.sent(viewer=daughter(), code=CODE, key="\x00") is None
