"""The upload doors of the asset library: a bad file is an error at the file, in Chinese, and nothing is kept of it."""

import io
import json
import zipfile

import pytest
from django.test import Client
from PIL import Image as Pillow
from wagtail.models import UploadedFile

from accounts.enums import Role
from media.models import Document, Image, Video
from tests.support.accounts import account, visitor_of_admin
from tests.support.pictures import encoded, heic, jpeg, noise, photo_with_place, png_header, upload

PICTURE_DOORS = {
    "single": ("/admin/images/add/", "file", ""),
    "many": ("/admin/images/multiple/add/", "files[]", ""),
    "chooser": ("/admin/images/chooser/create/", "image-chooser-upload-file", "image-chooser-upload-"),
}
DOCUMENT_DOORS = {
    "single": ("/admin/documents/add/", "file", ""),
    "many": ("/admin/documents/multiple/add/", "files[]", ""),
    "chooser": ("/admin/documents/chooser/create/", "document-chooser-upload-file", "document-chooser-upload-"),
}


def office(*names: str, kind: str = "word/document.xml") -> bytes:
    """A zip that looks like an office file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("[Content_Types].xml", kind, *names):
            archive.writestr(name, "<x/>")
    return out.getvalue()


BAD_PICTURES = {
    "bomb.png": png_header(30000, 30000),
    "large.png": png_header(9000, 9000),
    "zero.png": png_header(0, 0),
    "half.jpg": jpeg()[:4000],
    "head.png": b"\x89PNG\r\n\x1a\n",
    "head.webp": b"RIFF\x10\0\0\0WEBPVP8 ",
    "fake.heic": b"\0\0\0\x18ftypheic" + bytes(50),
    "svg.png": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "script.svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "page.jpg": b"<html><script>alert(1)</script></html>",
    "program.jpg": b"MZ" + bytes(300),
    "empty.jpg": b"",
    "picture.php": jpeg(),
    "picture.html": jpeg(),
}
GOOD_PICTURES = {
    "photo.jpg": jpeg(),
    "photo.HEIC": heic(),
    "photo.heif": heic(),
    "wrongly-named.jpg": heic(),
    "seethrough.png": encoded(noise().convert("RGBA"), "PNG"),
    "with-page-behind.jpg": jpeg() + b"<html><script>GEHEIM</script></html>",
    "with-place.jpg": photo_with_place((200, 320)),
}
BAD_DOCUMENTS = {
    "macro.docx": office("word/vbaProject.bin"),
    "program.pdf": b"MZ" + bytes(300),
    "page.pdf": b"<html><script>alert(1)</script></html>",
    "page.txt": b"\0\x01\x02",
    "sheet.docx": office(kind="xl/workbook.xml"),
    "archive.docx": office(kind="a.txt"),
    "text.doc": b"hello",
    "page.html": b"<script>alert(1)</script>",
    "program.exe": b"MZ" + bytes(300),
    "vector.svg": b"<svg/>",
    "empty.pdf": b"",
}
GOOD_DOCUMENTS = {
    "报名表.docx": office(),
    "名单.xlsx": office(kind="xl/workbook.xml"),
    "通知.pdf": b"%PDF-1.7\n%%EOF",
    "说明.txt": "文字".encode(),
}


@pytest.fixture(params=list(Role), ids=str)
def browser(request, client, db) -> Client:
    client.force_login(account(request.param))
    return client


def send(client: Client, door: tuple[str, str, str], name: str, data: bytes, **fields: str):
    url, file_field, prefix = door
    values = {f"{prefix}title": "一份素材", f"{prefix}collection": "1", file_field: upload(name, data)}
    headers = {"x-requested-with": "XMLHttpRequest"} if "single" not in url and not url.endswith("s/add/") else {}
    return client.post(url, values | {f"{prefix}{key}": value for key, value in fields.items()}, headers=headers)


def errors(response) -> list[str]:
    """What the answer says is wrong with the file."""
    if response.headers["content-type"].startswith("application/json"):
        answer = json.loads(response.content)
        if "error_message" in answer:
            return [answer["error_message"]]
    return list(response.context["form"].errors["file"]) if response.context and "form" in response.context else []


def is_chinese(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)


@pytest.mark.parametrize("door", PICTURE_DOORS)
def test_a_bad_picture_is_an_error_at_the_file(door, desk):
    said = {name: errors(send(desk, PICTURE_DOORS[door], name, data)) for name, data in BAD_PICTURES.items()}

    assert {name: (bool(texts), is_chinese("".join(texts))) for name, texts in said.items()} == dict.fromkeys(
        BAD_PICTURES, (True, True)
    )
    assert (Image.objects.count(), UploadedFile.objects.count()) == (0, 0)


@pytest.mark.parametrize("door", PICTURE_DOORS)
def test_a_good_picture_is_stored_anew(door, desk):
    for name, data in GOOD_PICTURES.items():
        send(desk, PICTURE_DOORS[door], name, data)

    stored = [image.file.read() for image in Image.objects.order_by("pk")]
    assert [Pillow.open(io.BytesIO(data)).size for data in stored] == [(320, 200)] * len(GOOD_PICTURES)
    assert [dict(Pillow.open(io.BytesIO(data)).getexif()) for data in stored] == [{}] * len(GOOD_PICTURES)
    assert [b"GEHEIM" in data for data in stored] == [False] * len(GOOD_PICTURES)
    assert {image.file.name.rsplit(".")[-1] for image in Image.objects.all()} == {"jpg", "png"}


@pytest.mark.parametrize("door", DOCUMENT_DOORS)
def test_a_bad_document_is_an_error_at_the_file(door, desk):
    said = {name: errors(send(desk, DOCUMENT_DOORS[door], name, data)) for name, data in BAD_DOCUMENTS.items()}

    assert {name: (bool(texts), is_chinese("".join(texts))) for name, texts in said.items()} == dict.fromkeys(
        BAD_DOCUMENTS, (True, True)
    )
    assert (Document.objects.count(), UploadedFile.objects.count()) == (0, 0)


@pytest.mark.parametrize("door", DOCUMENT_DOORS)
def test_a_good_document_keeps_its_name_and_content(door, desk):
    for name, data in GOOD_DOCUMENTS.items():
        send(desk, DOCUMENT_DOORS[door], name, data)

    stored = {document.filename: document.file.read() for document in Document.objects.all()}
    assert stored == GOOD_DOCUMENTS


@pytest.mark.parametrize("doors", [PICTURE_DOORS, DOCUMENT_DOORS], ids=["pictures", "documents"])
@pytest.mark.parametrize(
    "fields", [{"title": "长" * 300}, {"title": "a\0b"}, {"title": ""}], ids=["long", "NUL", "empty"]
)
def test_the_page_for_many_files_keeps_nothing_of_a_file_with_other_faults(fields, doors, desk):
    name, data = ("photo.jpg", jpeg()) if doors is PICTURE_DOORS else ("a.pdf", b"%PDF-1.7")

    said = errors(send(desk, doors["many"], name, data, **fields))

    assert (len(said), is_chinese(said[0])) == (1, True)
    assert (Image.objects.count(), Document.objects.count(), UploadedFile.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize("url", ["/admin/images/multiple/add/", "/admin/documents/multiple/add/"])
def test_the_page_for_many_files_without_a_file(url, desk):
    assert [desk.post(url, {}).status_code, desk.post(url, {"other": upload("a.jpg", jpeg())}).status_code] == [
        400,
        400,
    ]


def test_a_picture_stored_by_code_is_written_anew(db):
    image = Image(title="由程序存入")

    image.file.save("a.jpg", upload("a.jpg", photo_with_place()), save=False)
    image.save()

    data = Image.objects.get().file.read()
    assert (b"GEHEIM" in data, dict(Pillow.open(io.BytesIO(data)).getexif())) == (False, {})


def test_every_role_may_add_pictures_and_documents(browser):
    send(browser, PICTURE_DOORS["single"], "photo.jpg", jpeg())
    send(browser, DOCUMENT_DOORS["single"], "a.pdf", b"%PDF-1.7")

    assert (Image.objects.count(), Document.objects.count()) == (1, 1)


@pytest.mark.parametrize("door", [*PICTURE_DOORS.values(), *DOCUMENT_DOORS.values()], ids=lambda door: door[0])
def test_an_account_without_rights_adds_nothing(door, client, db):
    client.force_login(visitor_of_admin())

    response = send(client, door, "photo.jpg", jpeg())

    assert response.status_code in (302, 403)
    assert (Image.objects.count(), Document.objects.count(), Video.objects.count()) == (0, 0, 0)
