"""`manage.py import_word`."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command

from columns.models import ColumnPage, StoryPage
from media.models import Image
from tests.support.word import story_docx


@pytest.fixture
def file(tmp_path) -> Path:
    return story_docx(alt="一台机床").save(tmp_path)


def run(*args: object) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    code = 0
    try:
        call_command("import_word", *[str(arg) for arg in args], stdout=out, stderr=err)
    except SystemExit as stop:
        code = stop.code
    return code, out.getvalue(), err.getvalue()


def test_json_holds_exactly_what_was_read(home, file):
    code, out, err = run(file, "--dry-run", "--json")

    told = json.loads(out)
    sha256 = told["images"][0].pop("sha256")
    assert (code, err, len(sha256)) == (0, "", 64)
    assert told == {
        "title": "灯还亮着",
        "html": told["html"],
        "images": [{"name": "image-001.jpg", "width": 64, "height": 48, "alt": "一台机床", "caption": "图1 调试间"}],
        "dropped": [],
        "warnings": [],
    }
    assert told["html"].startswith(
        '<p>凌晨四点，调试间的灯还亮着。</p>\n<figure><img src="image-001.jpg" alt="一台机床">'
    )
    assert out.count("\n") == 1


def test_a_dry_run_saves_nothing(home, file):
    run(file, "--dry-run")

    assert (StoryPage.objects.count(), Image.objects.count()) == (0, 0)


def test_a_dry_run_needs_no_column(db, file):
    assert run(file, "--dry-run", "--json")[0] == 0


def test_without_a_column_the_first_that_accepts_stories_is_used(home, file):
    first = next(column for column in ColumnPage.objects.order_by("path") if column.accepts(StoryPage))

    code, out, _ = run(file)

    page = StoryPage.objects.get()
    assert (code, page.get_parent().pk, page.live) == (0, first.pk, False)
    assert out.splitlines()[-1] == f"已存为草稿：灯还亮着（编号 {page.pk}，栏目 {first.title}）"


def test_json_while_saving_is_the_same_object_and_nothing_else(column, file):
    _, dry, _ = run(file, "--dry-run", "--json")

    code, out, _ = run(file, "--column", "gushi", "--json")

    assert (code, json.loads(out)) == (0, json.loads(dry))
    assert StoryPage.objects.get().get_parent().pk == column.pk


def test_an_unknown_column_is_refused_in_chinese(home, file):
    assert run(file, "--column", "nirgends") == (1, "", "没有网址名为“nirgends”的栏目。\n")


def test_a_missing_file_is_refused_in_chinese(home, tmp_path):
    code, out, err = run(tmp_path / "fehlt.docx", "--json")

    assert (code, json.loads(out)) == (1, {"error": err.rstrip("\n")})
    assert err.startswith("打不开文件 ")


def test_a_foreign_file_is_refused_in_chinese_and_in_json(home, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7\n%")

    code, out, err = run(path, "--json")

    assert (code, json.loads(out)) == (1, {"error": err.rstrip("\n")})
    assert err.startswith("这是 PDF 文件，无法直接导入。")


def test_no_column_for_stories_is_refused(home, file):
    for column in ColumnPage.objects.all():
        column.accepted_types = ["columns.noticepage"]
        column.save()

    assert run(file)[0::2] == (1, "没有接受故事的栏目，请用 --column 指定一个栏目。\n")
