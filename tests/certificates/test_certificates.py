"""Certificates: issued with a digest and a seal, checked by code, name and file, revoked, and still checked without files."""

import hashlib
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.enums import Role
from certificates.domain import issuing
from certificates.domain.checking import check_code, check_file
from certificates.domain.issuing import Issuer, issue, revoke
from certificates.kinds import Kind, kinds
from certificates.models import Certificate
from editorial.domain import senders
from tests.support.accounts import account
from tests.support.reading import parsed

pytestmark = pytest.mark.usefixtures("home")
PLAIN = Kind("示例证书", lambda payload: f"读完{payload['book']}。", lambda payload: [("书", payload["book"])])


@pytest.fixture
def certificate(home, monkeypatch) -> Certificate:
    monkeypatch.setitem(kinds._items, "example", PLAIN)
    return issue("example", "林晓月", {"book": "机器会做的事"}, Issuer("示例中心", "https://example.invalid"))


def verdict(response) -> tuple[int, str]:
    tree = BeautifulSoup(response.content, "lxml")
    return response.status_code, tree.select_one("[data-verdict] h2").get_text()


def send(client, **fields):
    token = parsed(client, "/verify/").select_one("input[name=token]")["value"]
    return client.post("/verify/", {"token": token, "website": "", "code": "", "name": "", **fields})


def file_of(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("证书.pdf", content, "application/pdf")


def test_what_is_kept_tells_no_name_but_the_file_embeds_its_type(certificate):
    text = certificate.words() + certificate.seal

    assert (certificate.holder, "林晓月" in text, len(certificate.code)) == ("林＊月", False, 19)
    assert certificate.digest == hashlib.sha256(certificate.pdf).hexdigest()
    assert (certificate.pdf[:5], b"NotoSerifSC" in certificate.pdf, b"/FontFile3" in certificate.pdf) == (
        b"%PDF-",
        True,
        True,
    )
    assert len(certificate.pdf) < 100_000


def test_the_code_leads_to_what_was_issued_without_a_trace(client, certificate):
    answer = client.get(certificate.path)

    assert verdict(answer) == (200, "证书有效")
    assert ["机器会做的事" in answer.text, "林＊月" in answer.text, "林晓月" in answer.text] == [True, True, False]
    assert (dict(answer.cookies), answer["Cache-Control"]) == ({}, "no-store")


def test_one_changed_byte_is_refused_by_code_and_by_file(client, certificate):
    other = certificate.code[:-1] + ("2" if certificate.code[-1] != "2" else "3")
    content = bytearray(certificate.pdf)
    content[len(content) // 2] ^= 1

    answers = [
        client.get(f"/verify/{other}/"),
        send(client, file=file_of(bytes(content))),
        send(client, file=file_of(bytes(certificate.pdf) + b"\n")),
        send(client, file=file_of(bytes(certificate.pdf))),
    ]

    assert [verdict(answer) for answer in answers] == [
        (404, "没有这个验证码"),
        (200, "不是签发的原件"),
        (200, "不是签发的原件"),
        (200, "证书有效"),
    ]


@pytest.mark.parametrize(("name", "told"), [("林晓月", "证书有效"), (" 林 晓月", "证书有效"), ("林小月", "姓名不符")])
def test_a_name_is_compared_with_the_one_of_the_file(client, certificate, name, told):
    answer = send(client, code=certificate.code.lower().replace("-", " "), name=name)

    assert verdict(answer) == (200, told)


@pytest.mark.parametrize(
    "change", [{"payload": {"book": "别的书", "issuer": "示例中心"}}, {"holder": "王＊"}, {"digest": "0" * 64}]
)
def test_a_row_that_was_altered_says_so(client, certificate, change):
    Certificate.objects.update(**change)

    answer = client.get(certificate.path)

    assert verdict(answer) == (200, "登记内容与签发时不符")
    assert "别的书" not in answer.text


def test_revoked_by_those_who_run_the_desk_with_a_reason(client, certificate):
    address = f"/admin/certificates/{certificate.code}/"
    client.force_login(account(Role.EDITOR))
    refused = client.post(address, {"reason": "不许"})
    chief = account(Role.CHIEF_EDITOR)
    client.force_login(chief)
    without = client.post(address, {"reason": "  "})
    client.post(address, {"reason": "重复领取。"})
    client.logout()

    answer = client.get(certificate.path)

    assert (refused.status_code, "请写撤销原因" in without.content.decode()) == (302, True)
    assert verdict(answer) == (200, "证书已经撤销")
    assert "重复领取。" in answer.text
    assert verdict(send(client, file=file_of(bytes(certificate.pdf)))) == (200, "证书已经撤销")
    assert revoke(certificate, "再来", chief) is False


def test_without_its_file_it_is_checked_as_before(certificate):
    content = bytes(certificate.pdf)

    issuing.forget_files([certificate.code])

    stored = Certificate.objects.get()
    assert (bytes(stored.pdf), stored.is_held_by("林晓月")) == (b"", True)
    assert [check_code(stored.code).verdict, check_file(content).verdict, check_file(b"").verdict] == [
        "valid",
        "valid",
        "altered",
    ]


def test_the_file_must_be_that_of_the_code(client, certificate):
    other = issue("example", "王一", {"book": "另一本"}, Issuer("示例中心", "https://example.invalid"))

    answer = send(client, code=other.code, file=file_of(bytes(certificate.pdf)))

    assert verdict(answer) == (200, "不是签发的原件")


def test_an_address_may_not_ask_for_ever_and_large_files_are_refused(client, certificate, monkeypatch):
    large = send(client, file=file_of(b"%PDF-" + b"0" * 2_300_000))
    monkeypatch.setattr(senders.count_sender, "__defaults__", (((senders.LIMITS[0][0], 1),),))

    answers = [send(client, code=certificate.code).status_code for _ in range(2)]

    assert (large.status_code, answers) == (413, [200, 429])


@pytest.mark.parametrize("code", ["", "abc", "\0", "9" * 40, "😀", "A" * 16 + "=", "字" * 40])
def test_junk_codes_are_said_to_be_none(client, home, code):
    answer = send(client, code=code)

    assert answer.status_code in (404, 422, 200)
    assert BeautifulSoup(answer.content, "lxml").select_one("[data-verdict='valid']") is None


def test_a_form_of_another_site_checks_nothing(client, certificate):
    token = parsed(client, "/verify/").select_one("input[name=token]")["value"]

    answer = client.post(
        "/verify/",
        urlencode({"code": certificate.code, "token": token}),
        content_type="application/x-www-form-urlencoded",
        headers={"Origin": "https://evil.example"},
    )

    assert answer.status_code == 403


def test_certificates_in_the_admin_are_for_the_office(client, certificate):
    paths = ["/admin/certificates/", f"/admin/certificates/{certificate.code}/", "/admin/certificates/AAAA/"]
    strangers = [client.get(path).status_code for path in paths]
    client.force_login(account(Role.EDITOR))

    answers = [client.get(path) for path in paths]

    assert (strangers, [answer.status_code for answer in answers]) == ([302] * 3, [200, 200, 404])
    assert "撤销这张证书" not in answers[1].content.decode()
