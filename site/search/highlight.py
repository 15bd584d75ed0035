"""Marking what was found, the same for every engine: in the text as it was written, whatever was folded to find it."""

import re
from collections.abc import Iterable

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from search.analysis.fold import fold_characters
from search.analysis.query import Query
from search.analysis.words import words

EXCERPT = 96
BEFORE = 28
ORDINAL_FORM = re.compile(r"第(\d+)")
NUMERALS = "零一二三四五六七八九"


def patterns_of(query: Query) -> list[str]:
    """What is marked: every form of every term, and the shorter words inside the terms; longest first."""
    forms = {form for term in query.terms for form in term.forms if len(form) > 1 or len(query.terms) == 1}
    return sorted(forms, key=len, reverse=True)


def finer_patterns_of(query: Query) -> list[str]:
    """What is marked where no whole term stands."""
    found = {word for term in query.terms for word in words(term.text)} | set(patterns_of(query))
    return sorted(found, key=len, reverse=True)


def spans(text: str, patterns: Iterable[str]) -> list[tuple[int, int]]:
    """Places of the patterns in `text`, joined where they touch."""
    patterns = list(patterns)
    if not patterns or not text:
        return []
    flat, origin = _flat(text)
    expression = re.compile("|".join(_expression(pattern) for pattern in patterns))
    out: list[tuple[int, int]] = []
    for match in expression.finditer(flat):
        if match.start() == match.end():
            continue
        start, end = origin[match.start()], origin[match.end() - 1] + 1
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


def marked(text: str, patterns: Iterable[str]) -> SafeString:
    """`text`, escaped, with the patterns in `<mark>`."""
    return _marked(text, spans(text, patterns))


def excerpt(text: str, patterns: Iterable[str], size: int = EXCERPT) -> SafeString:
    """About `size` characters around the first place of a pattern, else the beginning, escaped and marked."""
    places = spans(text, patterns)
    start = max(0, places[0][0] - BEFORE) if places and len(text) > size else 0
    start = min(start, max(0, len(text) - size))
    end = min(len(text), start + size)
    inside = [(max(a, start) - start, min(b, end) - start) for a, b in places if a < end and b > start]
    piece = _marked(text[start:end].replace("\n", " "), inside)
    return mark_safe(f"{'……' if start else ''}{piece}{'……' if end < len(text) else ''}")  # noqa: S308  (escaped)


def _marked(text: str, places: list[tuple[int, int]]) -> SafeString:
    out, at = [], 0
    for start, end in places:
        out += [conditional_escape(text[at:start]), "<mark>", conditional_escape(text[start:end]), "</mark>"]
        at = end
    out.append(conditional_escape(text[at:]))
    return mark_safe("".join(out))  # noqa: S308  (every piece is escaped above)


def _flat(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the place in `text` that it comes from."""
    flat: list[str] = []
    origin: list[int] = []
    for place, character in enumerate(text):
        for folded in fold_characters(character):
            flat.append(folded)
            origin.append(place)
    return "".join(flat), origin


def _expression(pattern: str) -> str:
    """A pattern with both ways of writing an ordinal."""
    escaped = re.escape(pattern)
    return ORDINAL_FORM.sub(lambda match: rf"第\s?(?:{match[1]}|{_numeral(int(match[1]))})\s?", escaped)


def _numeral(number: int) -> str:
    """A number below ten thousand as it is written in articles; others digit by digit."""
    if not 0 < number < 10_000:
        return "".join(NUMERALS[int(digit)] for digit in str(number))
    out, pending_zero = "", False
    for unit, value in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, number = divmod(number, value)
        if digit:
            out += ("零" if pending_zero and out else "") + NUMERALS[digit] + unit
            pending_zero = False
        else:
            pending_zero = True
    return out.removeprefix("一") if out.startswith("一十") else out
