"""The text of a caption file, whichever of the usual encodings it was saved in."""

import codecs
import re

from media.captions.cues import FILE_BYTES, CaptionsRefused, Problem

# First bytes of the characters in daily use.
_GB_EVERYDAY = range(0xB0, 0xD8)
_BIG5_EVERYDAY = range(0xA4, 0xC7)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)


def decoded(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: by byte order mark, else UTF-8, else GB18030.

    Raises CaptionsRefused for an empty or oversized file, for bytes of none of these, for Big5 and for a NUL.
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
            if _is_big5(data, chinese):
                raise CaptionsRefused(
                    [Problem(0, "文字像是 Big5（繁体中文）编码，按 GB18030 读会成乱码。请另存为 UTF-8 编码。")]
                )
            return chinese, None, "GB18030"
    return text, fault, "UTF-8"


def _is_big5(data: bytes, chinese: str) -> bool:
    """Whether these bytes, which are GB18030 by form, hold few everyday characters of it and nearly only those of Big5."""
    other, fault = _strict(data, "big5")
    return (
        fault is None
        and _everyday(chinese, "gb2312", _GB_EVERYDAY) < 0.6
        and _everyday(other, "big5", _BIG5_EVERYDAY) > 0.85
    )


def _everyday(text: str, codec: str, rows: range) -> float:
    """Share of the Chinese characters of `text` that stand in the first level of a character set."""
    characters = [character for character in text if character > "\u2e7f" and character.isalpha()]
    codes = [character.encode(codec, "ignore") for character in characters]
    return sum(1 for code in codes if code and code[0] in rows) / max(len(characters), 1)


def _strict(data: bytes, codec: str) -> tuple[str, UnicodeDecodeError | None]:
    """The whole text, or what precedes the first wrong byte together with the fault."""
    try:
        return data.decode(codec), None
    except UnicodeDecodeError as fault:
        return data[: fault.start].decode(codec, "ignore"), fault


def _line(text_before: str) -> int:
    return len(re.split(r"\r\n|\r|\n", text_before))
