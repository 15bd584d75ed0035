"""`manage.py import_instrument`."""

import io
import json

import pytest
from django.core.management import call_command

from regulations.models import Edition, Provision
from tests.regulations.conftest import SPECIMEN
from tests.support.ooxml import Docx, para
from tests.support.word import TITLE


def run(*args: object) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    code = 0
    try:
        call_command("import_instrument", *[str(arg) for arg in args], stdout=out, stderr=err)
    except SystemExit as stop:
        code = stop.code
    return code, out.getvalue(), err.getvalue()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "条例.txt"
    path.write_text(SPECIMEN)
    return path


def test_json_tells_every_line_once(file):
    code, out, err = run(file, "--dry-run", "--json")

    told = json.loads(out)
    assert (code, err, out.count("\n")) == (0, "", 1)
    assert (told["title"], told["kind"], told["problems"]) == ("示范条例（样张）", "regulation", [])
    assert (told["adopted_on"], told["effective_on"]) == ("2024-01-20", "2024-05-01")
    assert {k: v for k, v in told["counts"].items() if v} == {"chapter": 2, "article": 3, "paragraph": 4, "item": 2}
    entries = [(e["anchor"], e["number"], e["heading"], e["text"]) for e in told["provisions"]]
    assert entries[:5] == [
        ("ch-1", "第一章", "总　则", ""),
        ("art-1", "第一条", "", "为了示范，制定本条例。"),
        ("art-2", "第二条", "", "下列情形适用本条例："),
        ("art-2-1-1", "（一）", "", "甲；"),
        ("art-2-1-2", "（二）", "", "乙。"),
    ]
    lines = [e["number"] + e["gap"] + e["heading"] + e["join"] + e["text"] for e in told["provisions"]]
    assert lines == SPECIMEN.splitlines()[2:]


def test_a_dry_run_needs_no_database_and_tells_in_chinese(file):
    code, out, _ = run(file, "--dry-run")

    assert (code, out.splitlines()[:2]) == (0, ["标题：示范条例（样张）", "种类：法规"])


def test_without_a_dry_run_an_unconfirmed_edition_is_saved(db, file):
    code, out, _ = run(file)

    edition = Edition.objects.get()
    assert (code, edition.confirmed_at, edition.source_name) == (0, None, "条例.txt")
    assert f"编号 {edition.pk}" in out
    assert Provision.objects.public().count() == 0


def test_the_same_file_again_is_refused(db, file):
    run(file)

    code, out, err = run(file, "--json")

    assert (code, Edition.objects.count()) == (1, 1)
    assert "已经导入过" in err
    assert json.loads(out) == {"error": err.strip()}


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [("空.txt", b"", "空的"), ("图.txt", b"\x89PNG\r\n\0\0", "不是文字文件"), ("坏.docx", b"PK\x03\x04zzzz", "损坏")],
)
def test_what_cannot_be_read_is_refused_in_chinese(tmp_path, name, data, words):
    path = tmp_path / name
    path.write_bytes(data)

    code, _, err = run(path, "--dry-run")

    assert code == 1
    assert words in err


def test_a_missing_file_is_told(tmp_path):
    code, _, err = run(tmp_path / "没有.txt", "--dry-run")

    assert code == 1
    assert "打不开文件" in err


def test_a_word_file_reads_like_its_text(tmp_path):
    lines = SPECIMEN.splitlines()
    path = Docx(body=TITLE.format(lines[0]) + "".join(para(line) for line in lines[1:])).save(tmp_path)

    _, out, _ = run(path, "--dry-run", "--json")

    told = json.loads(out)
    assert (told["title"], told["problems"]) == ("示范条例（样张）", [])
    assert [e["number"] + e["gap"] + e["heading"] + e["text"] for e in told["provisions"]] == lines[2:]
