"""Files that are no .docx: recognised by content, refused with a way out in Chinese."""

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from columns.word import WordRefused, read_word
from columns.word.refusal import MESSAGES
from tests.support.ooxml import Docx, para, photo, zipped

FILES = Path(__file__).parent / "files"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + b"\0" * 64


def refused(path: Path, workdir: Path) -> str:
    with pytest.raises(WordRefused) as caught:
        read_word(path, workdir)
    assert str(caught.value) == MESSAGES[caught.value.code]
    assert list(workdir.iterdir()) == []
    return caught.value.code


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.docx", "empty"),
        (ole("EncryptedPackage"), "a.docx", "encrypted"),
        (ole("WordDocument"), "a.docx", "doc"),
        (ole("WordDocument"), "a.wps", "wps"),
        (ole("Workbook"), "a.docx", "excel"),
        (OLE, "a.docx", "ole"),
        (b"%PDF-1.7\n", "a.docx", "pdf"),
        (b"\r\n%PDF-1.4\n", "a.pdf", "pdf"),
        (b"{\\rtf1\\ansi}", "a.docx", "rtf"),
        (b"\xef\xbb\xbf<!DOCTYPE html><html></html>", "a.docx", "html"),
        ("<html><body>网页</body></html>".encode("utf-16"), "a.docx", "html"),
        (b"MIME-Version: 1.0\r\n", "a.docx", "html"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', "a.docx", "xml"),
        ("关于培训的通知".encode("gb18030"), "a.docx", "text"),
        ("关于培训的通知".encode(), "a.txt", "text"),
        (b"Rar!\x1a\x07\x01\x00", "a.docx", "archive"),
        (bytes(range(128, 256)) * 4, "a.docx", "not_word"),
        (b"\0" * 5000, "a.docx", "damaged"),
        (b"PK\x03\x04" + b"\0" * 100, "a.docx", "damaged"),
        (zipped({"a.txt": b"x"}), "a.zip", "archive"),
        (zipped({"xl/workbook.xml": b"<x/>"}), "a.docx", "excel"),
        (zipped({"ppt/presentation.xml": b"<x/>"}), "a.docx", "powerpoint"),
        (zipped({"mimetype": b"application/vnd.oasis", "content.xml": b"<x/>"}), "a.docx", "odt"),
        (zipped({"[Content_Types].xml": b"<x/>"}), "a.docx", "damaged"),
    ],
)
def test_kinds(tmp_path: Path, data: bytes, name: str, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    workdir = tmp_path / "work"

    assert refused(path, workdir) == code


@pytest.mark.parametrize(("suffix", "code"), [("doc", "doc"), ("odt", "odt"), ("rtf", "rtf")])
def test_kinds_as_libreoffice_writes_them(tmp_path: Path, suffix: str, code: str) -> None:
    assert refused(FILES / f"libreoffice-story.{suffix}", tmp_path / "work") == code


def test_a_picture_named_docx(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(photo())

    assert refused(path, tmp_path / "work") == "image"


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with path.open("wb") as stream:
        stream.truncate(50 * 1024 * 1024 + 1)

    assert refused(path, tmp_path / "work") == "too_large"


def test_messages_are_chinese_and_say_what_to_do() -> None:
    unclear = [c for c, text in MESSAGES.items() if not re.search(r"[请无].*[。]\Z", text)]

    assert unclear == []
    assert [c for c in ("doc", "wps", "pdf", "rtf", "odt", "html") if "另存为" not in MESSAGES[c]] == []


def test_a_good_file_leaves_only_its_pictures(tmp_path: Path) -> None:
    path = Docx(body=para("题", style="Title") + para("正文")).save(tmp_path)

    result = read_word(path, tmp_path / "work")

    assert (result.title, result.html) == ("题", "<p>正文</p>")
    assert list((tmp_path / "work").iterdir()) == []


def test_result_survives_json(tmp_path: Path) -> None:
    import json

    from columns.word import WordDocument

    result = read_word(FILES / "libreoffice-story.docx", tmp_path / "work")

    assert WordDocument.from_json(json.loads(json.dumps(result.to_json()))) == result


def test_the_reader_needs_no_django() -> None:
    root = str(Path(__file__).parents[3])
    code = "import sys; sys.path.insert(0, sys.argv[1]); import columns.word, columns.word.convert; print('django' in sys.modules)"

    found = subprocess.run([sys.executable, "-I", "-c", code, root], capture_output=True, text=True, check=True)

    assert found.stdout == "False\n"


def test_an_encrypted_part_is_refused(tmp_path: Path) -> None:
    data = bytearray(Docx(body=para("题")).data())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        offset = archive.getinfo("word/document.xml").header_offset
    central = bytes(data).index(b"word/document.xml", bytes(data).index(b"PK\x01\x02")) - 46
    data[offset + 6] |= 1
    data[central + 8] |= 1
    path = tmp_path / "a.docx"
    path.write_bytes(bytes(data))

    assert refused(path, tmp_path / "work") == "damaged"
