"""Every command about a file: what cannot be opened is said in Chinese, with exit code 1, and none of them hangs."""

import io
import json
import os

import pytest
from django.core.management import call_command, load_command_class

from delivery.file_command import FileCommand

COMMANDS = {
    "check_captions": "media",
    "import_instrument": "regulations",
    "import_word": "columns",
    "ingest_video": "media",
}


def run(name: str, *arguments: object) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command(name, *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as end:
        return end.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.fixture
def places(tmp_path, monkeypatch) -> dict[str, str]:
    """Paths that are no file, and the reason that is told."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    return {
        "none.mp4": "没有这个文件",
        "folder": "这是文件夹，请写明其中的一个文件",
        "file/inside": "路径中有一段不是文件夹",
        "pipe": "不是普通文件",
        "/dev/zero": "不是普通文件",
        "loop": "符号链接绕成了圈",
        "x" * 300: "文件名太长",
        "a\0b": "没有这个文件",
        "-": "不能从标准输入读取，请写明文件",
        os.fsdecode(b"\xff\xfe.mp4"): "没有这个文件",
    }


@pytest.mark.parametrize("name", COMMANDS)
def test_what_is_no_file_is_said_to_be_none(name, places):
    for path, why in places.items():
        code, out, err = run(name, path)

        assert (code, out, f"：{why}。" in err) == (1, "", True), (path, err)
        assert not any("\ud800" <= character <= "\udfff" for character in err)


@pytest.mark.parametrize("name", COMMANDS)
def test_json_holds_the_message_and_nothing_else_is_printed(name, places):
    code, out, _ = run(name, "none.mp4", "--json")

    said = json.loads(out)
    message = said["errors"][0]["message"] if "errors" in said else said["error"]
    assert (code, out.count("\n"), message) == (1, 1, "打不开文件 none.mp4：没有这个文件。")


@pytest.mark.parametrize(("name", "app"), COMMANDS.items())
def test_they_share_one_shape(name, app):
    command = load_command_class(app, name)

    assert isinstance(command, FileCommand)
    assert command.missing_args_message == "请写明一个文件，用 --help 看用法。"
