"""Tells by its first bytes what a file is that should be a Word file."""

import mmap
from pathlib import PurePath
from typing import BinaryIO

from columns.word.refusal import WordRefused

_HEAD = 4096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "rtf"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
)
_OLE_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("WpsDocument", "wps"),
    ("Workbook", "excel"),
    ("PowerPoint Document", "powerpoint"),
)


def require_docx_container(stream: BinaryIO, name: str) -> None:
    """Return for a zip, else raise WordRefused with what the file is.

    `stream` is a real file opened for reading; `name` only chooses between .doc and .wps.
    """
    stream.seek(0)
    head = stream.read(_HEAD)
    stream.seek(0)
    if head.startswith(b"PK\x03\x04"):
        return
    if not head.strip(b"\0"):
        raise WordRefused("empty" if not head else "damaged")
    if head.startswith(_OLE):
        raise WordRefused(_ole_kind(stream, name))
    raise WordRefused(_plain_kind(head))


def _plain_kind(head: bytes) -> str:
    """The refusal for a file that is neither zip nor OLE."""
    if b"%PDF-" in head[:1024]:
        return "pdf"
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    if head[4:8] == b"ftyp" and head[8:12] in {b"heic", b"heix", b"mif1", b"avif"}:
        return "image"
    text = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if text.startswith((b"<!doctype html", b"<html", b"mime-version:")) or b"<html" in text:
        return "html"
    if text.startswith((b"<?xml", b"<pkg:package")):
        return "xml"
    return "text" if _is_text(head) else "not_word"


def _is_text(head: bytes) -> bool:
    """Whether the bytes read as text in an encoding Chinese editors use."""
    for encoding in ("utf-8", "gb18030", "utf-16"):
        try:
            text = head[:-4].decode(encoding) if len(head) == _HEAD else head.decode(encoding)
        except UnicodeDecodeError:
            continue
        return all(char.isprintable() or char in "\r\n\t\f\ufeff" for char in text)
    return False


def _ole_kind(stream: BinaryIO, name: str) -> str:
    """Which program wrote an OLE file: the directory holds stream names in UTF-16."""
    with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as view:
        for stream_name, kind in _OLE_STREAMS:
            if view.find(stream_name.encode("utf-16-le")) >= 0:
                is_wps = kind == "doc" and PurePath(name).suffix.lower() in {".wps", ".wpt"}
                return "wps" if is_wps else kind
    return "wps" if PurePath(name).suffix.lower() in {".wps", ".wpt"} else "ole"
