"""Damaged spots of a text: reported with their line, never repaired."""

import re
from collections.abc import Sequence

from regulations.domain.parsing.document import Problem
from regulations.domain.parsing.source import Line

_BRACKET = re.compile(r"[〔\[]\s*\d{2,}")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{0,6}[〔\[]\s*\d{2,}[^〕\]\n]{0,4}")
_NUMBER = re.compile(r"[〔\[]\s*(\d+)\s*[〕\]]\s*(第?)\s*(\d*)\s*(号?)")
# A year with further digits behind it; amounts, numbers of standards and days written together are none.
_DIGITS = re.compile(
    r"(?<![\dA-Za-z.\-—／/])(?<![A-Za-z][ \u00a0])(?:19[4-9]|20[0-4])\d(?!\d*00(?!\d))\d{1,4}"
    r"(?![\d.%‰\-—])(?!\s*(?:多|余)?\s*[元万亿千户名人个件起辆吨米亩克户公平立毫升度瓦位台套号])"
)
_TOGETHER = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\Z")
_HALF = re.compile(r"(?<=[\u4e00-\u9fff”》）])[,;:?!()]|[,;:?!()](?=[\u4e00-\u9fff“《（])")
_FULL = re.compile(r"[，；：？！（）]")
_REPLACEMENT = re.compile("[\ufffd\ue000-\uf8ff]|[?？]{3,}|锟斤拷|烫烫|□{2,}")
_SHOWN = 24


def damage_in(lines: Sequence[Line], raw: str) -> tuple[list[Problem], list[Problem]]:
    """(problems, remarks): lost digits and brackets, unreadable characters, half-width marks, no-break spaces."""
    problems: list[Problem] = []
    remarks: list[Problem] = []
    half, full = [], 0
    for line in lines:
        problems += _numbers(line)
        if found := _REPLACEMENT.search(line.text):
            problems.append(Problem("unreadable", line.number, f"有无法辨认的字符：{_around(line.text, found)}"))
        half += [line.number] * len(_HALF.findall(line.text))
        full += len(_FULL.findall(line.text))
    if half:
        message = f"中文里有 {len(half)} 处半角标点，最早在第 {half[0]} 行。"
        (problems if len(half) > full else remarks).append(Problem("half_width", half[0], message))
    blanks = [number for number, text in enumerate(raw.splitlines(), 1) if "\u00a0" in text]
    if blanks:
        message = f"有 {len(blanks)} 行含不换行空格，最早在第 {blanks[0]} 行。"
        (problems if len(half) > full else remarks).append(Problem("no_break_space", blanks[0], message))
    return problems, remarks


def _numbers(line: Line) -> list[Problem]:
    found, text = [], line.text
    brackets = list(_BRACKET.finditer(text))
    for match in brackets:
        whole = _NUMBER.match(text, match.start())
        if whole is None:
            found.append(Problem("document_number", line.number, f"文号像是缺字：{_around(text, match)}"))
            continue
        year, first, number, sign = whole.groups()
        if len(year) != 4 or not number or not sign or first or number.startswith("0"):
            found.append(Problem("document_number", line.number, f"文号的写法不对：{_around(text, whole)}"))
    spans = [range(*match.span()) for match in brackets]
    for match in _DIGITS.finditer(text):
        if not _TOGETHER.match(match[0]) and not any(match.start() in span for span in spans):
            found.append(Problem("digits", line.number, f"连在一起的数字像是缺字：{_around(text, match)}"))
    return found


def _around(text: str, match: re.Match[str]) -> str:
    start, end = max(0, match.start() - 6), min(len(text), match.end() + 6)
    piece = text[start:end][: _SHOWN * 2]
    return f"{'…' if start else ''}{piece}{'…' if end < len(text) else ''}"
