"""From the bytes of a file to numbered lines of plain text, whatever encoding and marks they came with."""

import html
import re
from dataclasses import dataclass

from regulations.domain.parsing.refusal import TextRefused

MAX_BYTES = 20 * 1024 * 1024
# White space that stands around a line, never inside the text: also what web pages and Word leave.
BLANK = " \t\r\n\f\v\u00a0\u3000\u2002\u2003\u2009\u200b\u200e\u200f\ufeff\u2028\u2029"
_BREAKS = re.compile("\r\n|[\n\r\v\f\u2028\u2029\u0085]")
_WEB = re.compile(r"\s*(?:<!doctype html|<html|<\?xml|\{\\rtf)", re.I)
# Characters that only a wrong encoding brings into a Chinese text.
_FOREIGN = re.compile("[\ue000-\uf8ff]")
_USUAL = re.compile("[\\s!-~\u2000-\u206f\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_FENCE = re.compile(r"\A\ufeff?---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_HASHES = re.compile(r"(#{1,6})[ \t\u3000]*(?=\S)(.*?)[ \t]*#*\Z")
_BOLD = re.compile(r"(\*\*|__)(?=[^\s*_])(.{1,400}?)(?<=\S)\1")
_LINK = re.compile(r"!?\[([^\[\]]{0,400})\]\([^()\s]{0,2000}\)")
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
    if b"\0" in data[:4000] and len(encodings) > 1:
        encodings = ["utf-16-le", "utf-16-be"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text or (encoding.startswith("utf-16-") and not _is_usual(text)):
            continue
        if encoding == "gb18030" and len(_FOREIGN.findall(text)) * 100 > len(text):
            break
        if _WEB.match(text):
            raise TextRefused("这是网页或者 RTF 文件，不是纯文字。请打开它，复制正文，粘贴到导入页面。")
        return text
    raise TextRefused(
        "这不是文字文件，或者文字编码无法识别。请另存为 UTF-8 编码的文本文件，或导入 Word 文档（.docx）。"
    )


def _is_usual(text: str) -> bool:
    """Whether nearly all characters are those of a Chinese text: a wrong order of bytes gives others."""
    start = text[:4000]
    return len(_USUAL.findall(start)) > 0.95 * len(start)


def _without_comments(text: str) -> tuple[str, int]:
    """Comments become empty lines; the line on which that comment ended which says `INFO END`, or -1."""
    pieces: list[str] = []
    at, lines, note_end = 0, 0, -1
    while (begin := text.find("<!--", at)) >= 0 and (end := text.find("-->", begin + 4)) >= 0:
        before, comment = text[at:begin], text[begin : end + 3]
        lines += len(_BREAKS.findall(before))
        note_end = lines + 1 if _INFO_END in comment else note_end
        lines += comment.count("\n")
        pieces += [before, "\n" * comment.count("\n")]
        at = end + 3
    return "".join([*pieces, text[at:]]), note_end


def lines_of(text: str, is_markdown: bool) -> list[Line]:
    """The lines of `text` that hold something, numbered as in the source, without Markdown marks."""
    text = text.removeprefix("\ufeff")
    note_end = -1
    if is_markdown:
        text = _FENCE.sub(lambda match: "\n" * match[0].count("\n"), text)
        text, note_end = _without_comments(text)
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
