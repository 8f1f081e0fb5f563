"""Signing up with proof: the same answer whoever is on file, and the link a code or a clerk opens."""

import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.kin import WANG, person_with
from tests.services.pictures import jpeg
from tests.web.markup import read
from tests.web.people import client_of, said, sign_in, user
from yiyang.services import demo
from yiyang.services.access import viewer_of
from yiyang.store.models import Case, Membership, Upload, User

SIGN_UP = "/account/signup/"
NEW = "a long and private phrase"


def signing_up(login: str, **told: object) -> dict[str, object]:
    given = {
        "name": "黄小明",
        "login": login,
        "password": NEW,
        "password_again": NEW,
        "who": "relative",
        "id_type": "resident",
        "person": person_with(WANG).name,
        "id_number": WANG,
        "place": "220100",
        "relation": "儿子",
        "consents": ["read", "book"],
    }
    return {**given, **told}


def test_a_familys_account_from_signing_up_to_the_first_look(settled: None) -> None:
    answer = Client().post(SIGN_UP, signing_up("ming"))
    assert answer.status_code == 200
    case = Case.objects.get(procedure="family-link")
    assert str(case.number) in said(answer)
    client = Client()
    sign_in(client, "ming", NEW)
    assert str(case.number) in said(client.get("/account/links/"))
    assert client.get("/family/").status_code == 403
    assert WANG not in client.get(f"/cases/{case.pk}/").content.decode()
    counter = client_of("clerk")
    assert person_with(WANG).name in said(counter.get("/administration/counter/"))
    there = f"/administration/counter/claims/{case.pk}/"
    answer = counter.post(there, {"link": "yes", "seen": "户口簿原件", "version": case.version})
    assert answer["Location"] == "/administration/counter/"
    month = client.get(f"/family/{person_with(WANG).pk}/{demo.MONTH}/")
    assert month.status_code == 200 and person_with(WANG).name in month.content.decode()
    assert b'class="acting"' in month.content
    link = Membership.objects.get(user=user("ming"))
    client.post(f"/account/links/{link.pk}/revoke/")
    assert client.get("/family/").status_code == 403
    assert "已手动结束" in said(client.get("/account/links/"))


def test_signing_up_says_the_same_whoever_is_on_file(settled: None) -> None:
    texts = set()
    for login, told in (("one", {}), ("two", {"person": "无此人"}), ("six", {"id_number": "11010519491231002X"})):
        answer = said(Client().post(SIGN_UP, signing_up(login, **told)))
        number = Case.objects.filter(procedure="family-link").latest("pk").number
        texts.add(answer.replace(str(number), "#").replace(login, "@"))
        client = Client()
        sign_in(client, login, NEW)
        seen = said(client.get(f"/cases/{Case.objects.latest('pk').pk}/")) + said(client.get("/account/links/"))
        name = "黄" if login == "one" else "无"
        assert person_with(WANG).id_masked not in seen or login != "six", name
    assert len(texts) == 1


def test_the_form_says_what_is_missing_and_keeps_no_password(settled: None) -> None:
    answer = Client().post(SIGN_UP, signing_up("ming", id_number="220102194801206972", relation="", consents=[]))
    text = answer.content.decode()
    assert answer.status_code == 422 and "关联亲属须填写" in text and NEW not in text
    answer = Client().post(SIGN_UP, signing_up("ming", id_number="220102194801206972"))
    assert "校验码不符" in said(answer)
    assert not User.objects.filter(username="ming").exists()
    assert "此登录名不可用" in said(Client().post(SIGN_UP, signing_up("Clerk")))


def kept_in(answer: Any) -> list[str]:
    return re.findall(r'name="proof__kept" value="([^"]+)"', answer.content.decode())


def test_a_proof_survives_a_form_sent_back_and_reaches_the_clerk(settled: None) -> None:
    client = Client()
    assert 'enctype="multipart/form-data"' in client.get(SIGN_UP).content.decode()
    proof = SimpleUploadedFile("户口簿.jpg", jpeg())
    answer = client.post(SIGN_UP, {**signing_up("ming", relation=""), "proof": proof})
    (token,) = kept_in(answer)
    assert answer.status_code == 422 and "户口簿.jpg" in said(answer)
    text = SimpleUploadedFile("x.txt", b"no paper")
    answer = client.post(SIGN_UP, {**signing_up("ming"), "proof": text, "proof__kept": token})
    assert answer.status_code == 422 and kept_in(answer) == [token] and "x.txt" in said(answer)
    assert client.post(SIGN_UP, {**signing_up("ming"), "proof__kept": token}).status_code == 200
    case = Case.objects.get(procedure="family-link")
    paper = Upload.objects.get(case=case)
    desk = client_of("clerk")
    for page in (f"/administration/counter/claims/{case.pk}/", f"/cases/{case.pk}/"):
        assert f"/uploads/{paper.pk}/" in desk.get(page).content.decode()
    assert desk.get(f"/uploads/{paper.pk}/")["Content-Type"] == "image/jpeg"
    assert client_of("daughter").get(f"/uploads/{paper.pk}/").status_code == 404
    sign_in(client, "ming", NEW)
    assert client.get(f"/uploads/{paper.pk}/").status_code == 200


def test_proof_is_sent_with_a_further_claim_and_five_files_are_enough(settled: None) -> None:
    client = client_of("daughter")
    there = "/account/links/new/"
    told = {name: value for name, value in signing_up("x").items() if name not in {"login", "name", "password"}}
    six = [SimpleUploadedFile(f"{n}.jpg", jpeg()) for n in range(6)]
    answer = client.post(there, {**told, "proof": six})
    assert answer.status_code == 422 and kept_in(answer) == []
    six[0].seek(0)
    answer = client.post(there, {**told, "relation": "", "proof": six[:1]})
    assert len(kept_in(answer)) == 1
    six[1].seek(0)
    assert client.post(there, {**told, "proof": six[1], "proof__kept": kept_in(answer)}).status_code == 302
    assert Upload.objects.filter(case__procedure="family-link", by=user("daughter")).count() == 2


def test_signing_up_with_a_code_opens_the_link_at_once(settled: None) -> None:
    counter = client_of("clerk")
    told = {"person": person_with(WANG).name, "id_type": "resident", "id_number": WANG, "seen": ["resident_id"]}
    slip = counter.post("/administration/counter/link/", told)
    code = read(slip.content.decode()).text_of("code")
    assert "链接" in said(slip) or code
    nobody = counter.post("/administration/counter/link/", {**told, "person": "无此人"})
    assert nobody.status_code == 422 and "没有登记的参保人" in said(nobody)
    Client().post(SIGN_UP, signing_up("wang", who="oneself", code=code))
    assert viewer_of(user("wang").pk).persons == {person_with(WANG).pk}
    client = Client()
    sign_in(client, "wang", NEW)
    page = said(client.get("/account/links/"))
    assert "陈华（女儿）" in page
    link = Membership.objects.get(user=user("daughter"))
    client.post(f"/account/links/{link.pk}/revoke/")
    assert not viewer_of(user("daughter").pk).persons
