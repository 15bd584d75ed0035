"""Walks over lines in turn: texts in articles, and lines without structure."""

import re
from collections.abc import Sequence

from regulations.domain.parsing.build import Builder
from regulations.domain.parsing.marks import PREAMBLES, UNNUMBERED, Mark, heading_of, item_of, squeezed
from regulations.domain.parsing.sequence import Articles
from regulations.domain.parsing.source import Line

_SENTENCE = re.compile(r"[。；;：！？]")
_DATE_LINE = re.compile(
    r"[\d〇○零一二三四五六七八九十]{4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日\Z"
)


def read_articles(builder: Builder, lines: Sequence[Line], start: int, end: int, articles: Articles) -> None:
    """Headings, articles and what stands between them."""
    accepted = {found.index: found.mark for found in articles.found}
    end_of_text = signature_start(lines, start, end)
    is_preamble = False
    i = start
    while i < end_of_text:
        line = lines[i]
        mark = None if i in articles.quoted else heading_of(line)
        if not line.text:
            pass
        elif i in accepted:
            builder.open_article(line, accepted[i])
            is_preamble = False
        elif mark is not None and (mark.is_sure or _in_turn(builder, mark) or _above_text(lines, i, accepted)):
            taken = _title_below(lines, i, end_of_text, accepted) if not mark.rest else ""
            if taken:
                mark = Mark(mark.kind, mark.ordinal, 0, mark.number, "\n", taken, True)
                i += 1
            builder.heading(line, mark)
            is_preamble = False
        elif (name := _unnumbered(lines, i, accepted, builder)) is not None:
            builder.heading(line, name)
            is_preamble = squeezed(line.text) in PREAMBLES
        elif builder.article >= 0:
            builder.text(line)
        elif is_preamble:
            builder.loose_text(line, "preamble", "pre", builder.above())
        else:
            base = builder.provisions[builder.above()].anchor + "-p" if builder.above() >= 0 else "p"
            builder.loose_text(line, "text", base.removeprefix(builder.prefix), builder.above())
        i += 1
    read_plain(builder, lines, end_of_text, end, "signature", "sign", builder.root)


def read_plain(
    builder: Builder, lines: Sequence[Line], start: int, end: int, level: str, base: str, parent: int
) -> None:
    """Lines as they stand, without structure."""
    for line in lines[start:end]:
        if line.text:
            builder.loose_text(line, level, base, parent)


def _in_turn(builder: Builder, mark: Mark) -> bool:
    """Whether a heading without a blank behind its number is the next of its level."""
    if mark.ordinal == 1:
        return True
    same = [p.ordinal for p in builder.provisions if p.level == mark.kind]
    return bool(same) and mark.ordinal == same[-1] + 1


def _above_text(lines: Sequence[Line], index: int, accepted: dict[int, Mark]) -> bool:
    """Whether an article or another heading follows at once."""
    return index + 1 in accepted or (index + 1 < len(lines) and heading_of(lines[index + 1]) is not None)


def _title_below(lines: Sequence[Line], index: int, end: int, accepted: dict[int, Mark]) -> str:
    """The next line when it is the title of a heading that stands alone."""
    if index + 1 >= end or index + 1 in accepted:
        return ""
    text = lines[index + 1].text
    if (
        not text
        or len(text) > 40
        or _SENTENCE.search(text)
        or heading_of(lines[index + 1])
        or item_of(lines[index + 1])
    ):
        return ""
    return text


def _unnumbered(lines: Sequence[Line], index: int, accepted: dict[int, Mark], builder: Builder) -> Mark | None:
    """附则, 序言, a Markdown heading, or 「一、管辖」 right above an article."""
    line = lines[index]
    name = squeezed(line.text)
    if name in UNNUMBERED or name in PREAMBLES:
        return Mark("division", 0, 0, "", "", line.text, True)
    found = item_of(line)
    is_title = is_title_line(line) and not (found and builder.goes_on(*found))
    above_article = index + 1 in accepted
    if is_title and found is not None and found[0] in ("yi", "bracket") and (line.level > 0 or above_article):
        return Mark("division", 0, 0, found[1].number, found[1].gap, found[1].rest, True)
    if is_title and line.level > 0:
        return Mark("division", 0, 0, "", "", line.text, True)
    return None


def is_title_line(line: Line) -> bool:
    """Whether a line could be a heading: short, no sentence."""
    return len(line.text) <= 60 and not _SENTENCE.search(line.text) and not line.text.endswith((".", ";"))


def signature_start(lines: Sequence[Line], start: int, end: int) -> int:
    """Where 落款 begins: a last line that is only a date, with the bodies above it."""
    last = end
    while last > start and not lines[last - 1].text:
        last -= 1
    if last - 1 <= start or not _DATE_LINE.fullmatch(squeezed(lines[last - 1].text)):
        return end
    first = last - 1
    while (
        first - 1 > start and len(lines[first - 1].text) <= 30 and not re.search(r"[。；，、：]", lines[first - 1].text)
    ):
        if item_of(lines[first - 1]) or heading_of(lines[first - 1]):
            break
        first -= 1
    return first
