"""Hostile Word files: a clear refusal or a harmless result, within limits, nothing left behind."""

import io
import os
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from columns.word import WordRefused, read_word, reader
from tests.support.ooxml import Docx, cell, item, levels, numbering, para, photo, picture, row, run, table, zipped

TITLE = para("题", style="Title")
SPACES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def with_main(xml: bytes) -> bytes:
    return zipped(Docx().files() | {"word/document.xml": xml})


def billion_laughs() -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return with_main(f'<!DOCTYPE d [<!ENTITY a0 "哈">{entities}]><w:document {SPACES}>&a9;</w:document>'.encode())


def external_entity(encoding: str) -> bytes:
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return with_main(f"{text}<w:document {SPACES}><w:body>&x;</w:body></w:document>".encode(encoding))


def deep(count: int) -> bytes:
    inner = "<w:ins>" * count + "</w:ins>" * count
    return Docx(body=f"<w:p>{inner}</w:p>").data()


def twins() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in Docx(body=para("一")).files().items():
            archive.writestr(name, data)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("word/document.xml", b"<other/>")
    return out.getvalue()


def lying_size() -> bytes:
    """The directory promises 100 bytes for a part that inflates to much more."""
    data = bytearray(Docx(body=para("字" * 200_000)).data())
    at = bytes(data).rindex(b"word/document.xml", 0, bytes(data).rindex(b"PK\x05\x06")) - 46
    data[at + 24 : at + 28] = struct.pack("<I", 100)
    return bytes(data)


def nested_tables(depth: int) -> bytes:
    body = para("底")
    for _ in range(depth):
        body = table(row(cell(body, "<w:p/>"), cell("旁")))
    return Docx(body=body).data()


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "billion laughs": (billion_laughs, "unsafe"),
    "external entity": (lambda: external_entity("utf-8"), "unsafe"),
    "external entity, utf-16": (lambda: external_entity("utf-16"), "unsafe"),
    "broken xml": (lambda: with_main(b"<w:document"), "damaged"),
    "empty main part": (lambda: with_main(b""), "damaged"),
    "wrong root": (lambda: with_main(b"<html/>"), "damaged"),
    "NUL in text": (lambda: Docx(body=para("a\0b")).data(), "damaged"),
    "unknown encoding": (lambda: with_main(b'<?xml version="1.0" encoding="x-none"?><a/>'), "damaged"),
    "no main part": (lambda: zipped({k: v for k, v in Docx().files().items() if "document.xml" not in k}), "damaged"),
    "100,000 deep": (lambda: deep(100_000), "too_complex"),
    "nested tables": (lambda: nested_tables(60), "too_complex"),
    "three thousand parts": (
        lambda: zipped(Docx().files() | {f"word/{n}.xml": b"" for n in range(3000)}),
        "too_many_parts",
    ),
    "two main parts": (twins, "unsafe"),
    "text bomb": (lambda: Docx(body=para("a" * 60_000_000)).data(), "too_expanded"),
    "ratio bomb": (lambda: Docx(body=para("a" * 30_000_000)).data(), "too_expanded"),
    "total bomb": (
        lambda: zipped(Docx().files() | {f"word/{n}.bin": b"\0" * 40_000_000 for n in range(8)}),
        "too_expanded",
    ),
    "a million cells": (lambda: Docx(body=table(row(*["<w:tc><w:p/></w:tc>"] * 1000) * 1000)).data(), "too_complex"),
    "60,000 cells": (lambda: Docx(body=table(row(*["<w:tc/>"] * 60) * 1000)).data(), "too_complex"),
    "60,000 paragraphs": (
        lambda: Docx(body="".join(f'<w:p w:a="{n % 7919}"/>' for n in range(60_000))).data(),
        "too_complex",
    ),
    "too much text": (lambda: Docx(body="".join(para("字" * 1000 + str(n)) for n in range(1001))).data(), "too_long"),
    "attributes that fill the memory": (
        lambda: Docx(body='<w:p w:a="1" w:b="2" w:c="3" w:d="4" w:e="5" w:f="6" w:g="7"/>' * 400_000).data(),
        "memory",
    ),
    "lying size": (lying_size, "damaged"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_refused_in_chinese_with_nothing_left(tmp_path: Path, name: str) -> None:
    build, code = HOSTILE[name]
    path = tmp_path / "a.docx"
    path.write_bytes(build())
    before = resident()
    started = time.monotonic()

    with pytest.raises(WordRefused) as caught:
        read_word(path, tmp_path / "work")

    assert caught.value.code == code
    assert list((tmp_path / "work").iterdir()) == []
    assert time.monotonic() - started < 30
    assert resident() - before < 50 * 2**20


def resident() -> int:
    """Bytes of memory this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")


HARMLESS: dict[str, tuple[str, str]] = {
    "script in text": (para(run("<script>alert(1)</script>")), "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
    "quotes in a link": (
        para(f'<w:hyperlink r:id="h">{run("网")}</w:hyperlink>'),
        "<p>网</p>",
    ),
    "huge numbers": (item("甲", 1), "<p>99999、甲</p>"),
    "field that never ends": (para('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "字"), "<p>字</p>"),
    "bad attribute values": (
        para(run("字", '<w:b w:val="&lt;x&gt;"/><w:sz w:val="1e9"/>'), properties='<w:outlineLvl w:val="-9"/>'),
        "<h2>字</h2>",
    ),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_harmless_results(html_of: Callable[..., str], name: str) -> None:
    body, expected = HARMLESS[name]
    lists = numbering({1: levels(("decimal", "%1、"), start=999_999_999)})

    assert html_of(body, numbering=lists, links={"h": ("hyperlink", 'http://a/"onclick="x')}) == expected


def test_paths_out_of_the_container_touch_nothing(tmp_path: Path) -> None:
    evil = {"../../evil.txt": b"x", "/etc/evil": b"x", "word\\media\\..\\..\\e.txt": b"x"}
    path = tmp_path / "a.docx"
    path.write_bytes(zipped(Docx(body=TITLE + para("正文")).files() | evil))

    result = read_word(path, tmp_path / "work")

    assert result.html == "<p>正文</p>"
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a.docx", "work"]


def test_pixel_bomb_is_dropped_and_the_text_arrives(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("1", (9_000, 7_000)).save(out, "PNG")
    body = TITLE + para(picture("p")) + para(picture("q")) + para("正文")
    links = {"p": ("image", "media/p.png"), "q": ("image", "media/q.png")}
    parts = {"word/media/p.png": out.getvalue(), "word/media/q.png": photo(9, 9, "PNG")}
    path = Docx(body=body, links=links, parts=parts).save(tmp_path)

    result = read_word(path, tmp_path / "work")

    assert [d["what"] for d in result.dropped] == ["过大的图片"]
    assert [b["type"] for b in result.blocks] == ["image", "paragraph"]
    assert [p.name for p in (tmp_path / "work").iterdir()] == [result.images[0].file]


def stand_in(tmp_path: Path, source: str) -> Path:
    program = tmp_path / "child_stand_in.py"
    program.write_text(source, encoding="utf-8")
    return program


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("import time; time.sleep(60)", "timeout"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "damaged"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "timeout"),
        ("raise MemoryError", "memory"),
        ("import sys; open(sys.argv[1] + '/result.json', 'w').write('{\"refused\": \"internal\"}')", "internal"),
    ],
)
def test_a_child_that_ends_badly_is_a_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, code: str
) -> None:
    monkeypatch.setattr(reader, "_CHILD_PROGRAM", stand_in(tmp_path, source))
    monkeypatch.setattr(reader.limits, "CHILD_WALL_SECONDS", 1)
    path = Docx(body=para("题")).save(tmp_path)

    with pytest.raises(WordRefused) as caught:
        read_word(path, tmp_path / "work")

    assert caught.value.code == code
    assert list((tmp_path / "work").iterdir()) == []


def test_the_child_runs_within_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    probe = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parents[3])!r})
from columns.word import child
child.limit_resources()
import resource, json
names = ("RLIMIT_AS", "RLIMIT_CPU", "RLIMIT_FSIZE", "RLIMIT_CORE")
found = [resource.getrlimit(getattr(resource, n)) for n in names]
open({str(tmp_path / "limits.json")!r}, "w").write(json.dumps(found))
"""
    monkeypatch.setattr(reader, "_CHILD_PROGRAM", stand_in(tmp_path, probe))

    with pytest.raises(WordRefused):
        read_word(Docx(body=para("题")).save(tmp_path), tmp_path / "work")

    megabytes = 1024 * 1024
    expected = f"[[{512 * megabytes}, {512 * megabytes}], [20, 20], [{32 * megabytes}, {32 * megabytes}], [0, 0]]"
    assert (tmp_path / "limits.json").read_text() == expected
