"""The Word import in the admin: as an editor without script uses it, and as strangers try to."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.enums import Role
from columns.models import ColumnPage, StoryPage
from core.models import BasePage
from media.models import Image
from tests.factories import story
from tests.support.accounts import account, visitor_of_admin
from tests.support.editor import edit_url
from tests.support.ooxml import zipped
from tests.support.word import story_docx

CHOOSE = "/admin/import-word/"


def into(column: BasePage) -> str:
    return f"/admin/import-word/{column.pk}/"


def _without_token(page: bytes) -> bytes:
    return re.sub(rb"CSRF_TOKEN&quot;: &quot;[^&]*|\"CSRF_TOKEN\": \"[^\"]*", b"", page)


def word(data: bytes | None = None, name: str = "来稿.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, story_docx().data() if data is None else data)


def test_an_upload_leads_to_the_report_and_from_there_to_the_draft(desk, column):
    response = desk.post(into(column), {"file": word()}, follow=True)

    page = StoryPage.objects.get()
    html = response.content.decode()
    assert response.redirect_chain == [(f"/admin/import-word/report/{page.pk}/", 302)]
    assert response.context["report"]["warnings"][0] == "有 1 张图片没有替代文字，发布前请补上。"
    assert f'href="{edit_url(page)}"' in html
    assert desk.get(edit_url(page)).status_code == 200


def test_the_form_works_without_script(desk, column):
    html = desk.get(into(column)).content.decode()

    assert 'enctype="multipart/form-data"' in html
    assert '<label class="w-field__label" for="id_file" id="id_file-label">' in html
    assert re.search(r'<form method="post"[^>]*>.*<button type="submit"', html, re.DOTALL)


def test_from_the_dashboard_the_column_is_chosen(desk, column, interviews):
    form = desk.get(CHOOSE).context["form"]

    desk.post(CHOOSE, {"file": word(), "column": column.pk})

    assert [choice for _, choice in form.fields["column"].choices] == [
        "请选择栏目",
        *BasePage.objects.type(ColumnPage).order_by("path").values_list("title", flat=True),
    ]
    assert StoryPage.objects.get().get_parent().pk == column.pk


@pytest.mark.parametrize("chosen", ["", "abc", "0", "999999"])
def test_a_wrong_column_is_an_error_at_the_field(chosen, desk, home):
    response = desk.post(CHOOSE, {"file": word(), "column": chosen})

    assert response.context["form"].errors["column"] == [
        "请选择稿件要放进哪个栏目。" if chosen == "" else "请选择列表里的栏目。"
    ]
    assert StoryPage.objects.count() == 0


REFUSED = {
    "nothing": (b"", "a.docx", "这个文件是空的"),
    "pdf": (b"%PDF-1.7\n%", "a.pdf", "这是 PDF 文件"),
    "pdf called docx": (b"%PDF-1.7\n%", "a.docx", "这是 PDF 文件"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "a.doc", "这是旧版"),
    "wps": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "a.wps", "这是 WPS"),
    "program": (b"MZ" + bytes(500), "a.docx", "无法识别这个文件"),
    "text": ("稿件".encode() * 50, "a.docx", "这不是 Word 文件"),
    "archive": (zipped({"a.txt": b"x"}), "a.docx", "这是压缩包"),
    "broken archive": (b"PK\x03\x04" + bytes(100), "a.docx", "文件已损坏"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_foreign_or_broken_file_is_an_error_at_the_field(name, desk, column):
    data, file_name, message = REFUSED[name]

    response = desk.post(into(column), {"file": word(data, file_name)})

    [error] = response.context["form"].errors["file"]
    assert (response.status_code, error[: len(message)]) == (200, message)
    assert (StoryPage.objects.count(), Image.objects.count()) == (0, 0)


def test_no_file_is_an_error_at_the_field(desk, column):
    response = desk.post(into(column), {})

    assert response.context["form"].errors["file"] == ["请选择一个 Word 文件。"]


def test_a_file_that_is_too_large_is_refused_before_it_is_read(desk, column, monkeypatch):
    monkeypatch.setattr("columns.word.limits.FILE_BYTES", 100)

    response = desk.post(into(column), {"file": word()})

    assert response.context["form"].errors["file"] == [
        "文件超过 50 MB，无法导入。请先压缩图片，或把大图另外上传到图片库。"
    ]


def test_a_full_disk_is_said_at_the_field(desk, column, monkeypatch):
    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("columns.views.import_word.import_word", full)
    response = desk.post(into(column), {"file": word()})

    assert response.context["form"].errors["file"] == [
        "服务器暂时不能保存文件（磁盘可能已满），没有导入任何内容。请联系系统管理员。"
    ]


def test_a_column_that_takes_nothing_importable_says_so(desk, column, monkeypatch):
    # What a later app's type of entry will do: the column takes entries, but none that a Word file can become.
    for module in ("columns.views.import_word", "columns.domain.import_word"):
        monkeypatch.setattr(f"{module}.importable_type", lambda column: None)

    shown, sent = desk.get(into(column)), desk.post(into(column), {"file": word()})

    assert shown.context["takes_nothing"] is True
    assert sent.context["form"].errors["file"] == [
        "栏目“讲好职教故事”不接受可以由 Word 导入的稿件（故事、访谈、通知公示、理论文章、典型案例）。"
    ]


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_column_without_rights_is_answered_like_a_missing_one(method, client, column):
    client.force_login(visitor_of_admin())

    foreign = getattr(client, method)(into(column), {"file": word()} if method == "post" else {})
    missing = getattr(client, method)("/admin/import-word/999999/", {"file": word()} if method == "post" else {})

    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert _without_token(foreign.content) == _without_token(missing.content)
    assert StoryPage.objects.count() == 0


def test_a_page_that_is_no_column_is_missing(desk, home, column):
    answers = [desk.get(into(page)).status_code for page in (home, story(column))]

    assert answers == [404, 404]


def test_without_any_column_the_chooser_is_missing(client, home):
    client.force_login(visitor_of_admin())

    assert client.get(CHOOSE).status_code == 404


@pytest.mark.parametrize("address", [CHOOSE, "/admin/import-word/7/", "/admin/import-word/report/7/"])
def test_strangers_are_sent_to_the_login(address, client, home):
    response = client.get(address)

    assert (response.status_code, response.headers["location"]) == (302, f"/admin/login/?next={address}")


def test_the_report_of_another_page_is_missing(desk, client, column):
    plain = story(column)
    desk.post(into(column), {"file": word()})
    imported = StoryPage.objects.exclude(pk=plain.pk).get()
    address = "/admin/import-word/report/{}/"

    answers = [desk.get(address.format(pk)).status_code for pk in (plain.pk, column.pk, 999_999, imported.pk)]
    client.force_login(visitor_of_admin())
    foreign = client.get(address.format(imported.pk)).status_code

    assert (answers, foreign) == ([404, 404, 404, 200], 404)


def test_the_button_stands_above_columns_only(desk, home, column):
    page = story(column)

    shown = {
        name: f"/admin/import-word/{column.pk}/" in desk.get(address).content.decode()
        for name, address in {
            "column": f"/admin/pages/{column.pk}/",
            "edit column": edit_url(column),
            "entry": edit_url(page),
        }.items()
    }

    assert shown == {"column": True, "edit column": True, "entry": False}


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_every_role_finds_the_import_in_the_menu(role, client, home):
    client.force_login(account(role))

    html = client.get("/admin/").content.decode()

    assert json.dumps("导入 Word")[1:-1] in html


def test_the_history_of_the_draft_names_the_import(desk, column):
    desk.post(into(column), {"file": word()})
    page = StoryPage.objects.get()

    html = desk.get(f"/admin/pages/{page.pk}/history/").content.decode()

    assert "由 Word 文件导入" in html
