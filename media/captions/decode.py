"""The text of a caption file, whichever of the usual encodings it was saved in."""

import codecs
import re

from media.captions.cues import FILE_BYTES, CaptionsRefused, Problem

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)


def decoded(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: by byte order mark, else UTF-8, else GB18030.

    Raises CaptionsRefused for an empty or oversized file, for bytes of none of these, and for a NUL.
    """
    if not data.strip():
        raise CaptionsRefused([Problem(0, "文件是空的。")])
    if len(data) > FILE_BYTES:
        raise CaptionsRefused([Problem(0, f"文件超过 {FILE_BYTES // 1024 // 1024} MB，不像字幕文件。")])
    text, fault, name = _read(data)
    if fault is not None and "\0" not in text:
        raise CaptionsRefused([Problem(_line(text), f"这里的字节不是 {name} 文字。请把文件另存为 UTF-8 编码。")])
    if "\0" in text:
        line = _line(text[: text.index("\0")])
        raise CaptionsRefused(
            [Problem(line, "有空字符（NUL）。文件不是文本，或是没有标记的 UTF-16；请另存为 UTF-8 编码。")]
        )
    return text, name


def _read(data: bytes) -> tuple[str, UnicodeDecodeError | None, str]:
    """The text, the first fault and the name of the encoding that fits best."""
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return *_strict(data[len(mark) :], codec), name
    text, fault = _strict(data, "utf-8")
    if fault is not None and b"\0" not in data:
        chinese, chinese_fault = _strict(data, "gb18030")
        if chinese_fault is None:
            return chinese, None, "GB18030"
    return text, fault, "UTF-8"


def _strict(data: bytes, codec: str) -> tuple[str, UnicodeDecodeError | None]:
    """The whole text, or what precedes the first wrong byte together with the fault."""
    try:
        return data.decode(codec), None
    except UnicodeDecodeError as fault:
        return data[: fault.start].decode(codec, "ignore"), fault


def _line(text_before: str) -> int:
    return len(re.split(r"\r\n|\r|\n", text_before))
