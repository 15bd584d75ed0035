"""From the bytes of a file to numbered lines of plain text, whatever encoding and marks they came with."""

import html
import re
from dataclasses import dataclass

from regulations.domain.parsing.refusal import TextRefused

MAX_BYTES = 20 * 1024 * 1024
# White space that stands around a line, never inside the text: also what web pages and Word leave.
BLANK = " \t\r\n\f\v\u00a0\u3000\u2002\u2003\u2009\u200b\u200e\u200f\ufeff\u2028\u2029"
_BREAKS = re.compile("\r\n|[\n\r\v\f\u2028\u2029\u0085]")
_COMMENT = re.compile(r"<!--(.*?)-->", re.S)
_FENCE = re.compile(r"\A\ufeff?---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_HASHES = re.compile(r"(#{1,6})[ \t\u3000]*(?=\S)(.*?)[ \t]*#*\Z")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)")
_BULLET = re.compile(r"(?:[-*+][ \t]+|>[ \t]?)+")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BREAK_TAG = re.compile(r"<br\s*/?>|</?p>|</?center>|<a [^>]*>|</a>", re.I)
_RULE = re.compile(r"(?:[-*_][ \t]*){3,}\Z|[-=]{3,}\Z")
_INFO_END = "INFO END"


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not empty: `number` in the source, `level` of a Markdown heading (0: none), `bold` its bold lead."""

    number: int
    text: str
    level: int = 0
    bold: str = ""
    is_note_end: bool = False


def decoded(data: bytes) -> str:
    """The text of a file: UTF-8 or UTF-16 with or without mark, else GB18030.

    Raises `TextRefused` for what is no text.
    """
    if len(data) > MAX_BYTES:
        raise TextRefused("文件超过 20 MB，无法导入。请确认这是文字文件。")
    encodings = ["utf-16"] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise TextRefused(
        "这不是文字文件，或者文字编码无法识别。请另存为 UTF-8 编码的文本文件，或导入 Word 文档（.docx）。"
    )


def lines_of(text: str, is_markdown: bool) -> list[Line]:
    """The lines of `text` that hold something, numbered as in the source, without Markdown marks."""
    text = text.removeprefix("\ufeff")
    note_end = -1
    if is_markdown:
        text = _FENCE.sub(lambda match: "\n" * match[0].count("\n"), text)
        found = _COMMENT.search(text)
        while found is not None:
            before = len(_BREAKS.findall(text[: found.start()]))
            note_end = before + 1 if _INFO_END in found[1] else note_end
            text = text[: found.start()] + "\n" * found[0].count("\n") + text[found.end() :]
            found = _COMMENT.search(text)
    lines = []
    for number, raw in enumerate(_BREAKS.split(text), 1):
        if number == note_end:
            lines.append(Line(number, "", is_note_end=True))
        line = _markdown(number, raw) if is_markdown else Line(number, raw.strip(BLANK))
        if line.text:
            lines.append(line)
    return lines


def _markdown(number: int, raw: str) -> Line:
    """One line of Markdown; the marks go, every other character stays."""
    text = _BREAK_TAG.sub("", raw).strip(BLANK)
    if _RULE.fullmatch(text):
        return Line(number, "")
    bullet = _BULLET.match(text)
    text = text[bullet.end() :].strip(BLANK) if bullet else text
    hashes = _HASHES.match(text)
    level, text = (len(hashes[1]), hashes[2].strip(BLANK)) if hashes else (0, text)
    bold = _BOLD.match(text)
    lead = _plain(bold[2]) if bold else ""
    return Line(number, _plain(_BOLD.sub(r"\2", text)).strip(BLANK), level, lead)


def _plain(text: str) -> str:
    text = _LINK.sub(r"\1", text)
    return html.unescape(_ESCAPED.sub(r"\1", text)) if "\\" in text or "&" in text else text
