"""`manage.py check_captions`."""

import io
import json

import pytest
from django.core.management import call_command


def check(path, *options: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("check_captions", str(path), *options, stdout=out, stderr=err)
    except SystemExit as end:
        return end.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.fixture
def good(tmp_path):
    path = tmp_path / "字幕.srt"
    path.write_bytes("1\n00:00:01,000 --> 00:00:02,000\n第一条\n".encode("gb18030"))
    return path


@pytest.fixture
def bad(tmp_path):
    path = tmp_path / "bad.vtt"
    path.write_text("WEBVTT\n\n00:05.000 --> 00:02.000\na\n")
    return path


def test_a_usable_file_is_reported_with_code_0(good):
    assert check(good) == (
        0,
        "请核对　文件按 GB18030（国标中文编码）读取，请核对文字。\n可以使用：SRT，GB18030，1 条字幕，到 00:02。\n",
        "",
    )


def test_faults_are_reported_with_code_1(bad, tmp_path):
    assert check(bad) == (
        1,
        "",
        "错误　第 3 行：结束时间（00:02）应晚于开始时间（00:05）。\n1 处错误，文件不能使用。\n",
    )
    assert check(tmp_path / "none.vtt")[0] == 1


def test_the_report_as_json(good, bad):
    (code, out, _), (bad_code, bad_out, _) = check(good, "--json"), check(bad, "--json")

    assert (code, bad_code) == (0, 1)
    assert json.loads(out) | {"warnings": []} == {
        "ok": True, "format": "SRT", "encoding": "GB18030", "cues": 1, "errors": [], "warnings": [],
    }  # fmt: skip
    assert json.loads(bad_out)["errors"] == [{"line": 3, "message": "结束时间（00:02）应晚于开始时间（00:05）。"}]
