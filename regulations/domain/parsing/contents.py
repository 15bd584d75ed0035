"""The table of contents that official texts print before the body, and its comparison with the body."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from regulations.domain.parsing.document import HEADING_LEVELS, Problem, Provision
from regulations.domain.parsing.marks import PREAMBLES, UNNUMBERED, annex_of, heading_of, squeezed
from regulations.domain.parsing.source import Line

_TITLE = {"目录", "目次", "目錄"}
_LEADERS = re.compile(r"[\s.…·．。\-—_（(]+\d{1,4}[）)]?\Z|[.…·．]{2,}\Z")
_Key = tuple[str, int] | tuple[str, str]


@dataclass(frozen=True, slots=True)
class Contents:
    """Lines `start` to `end` (exclusive) are a table of contents; `has_title`: 目录 stands above it."""

    start: int
    end: int
    has_title: bool


def _entry(line: Line) -> tuple[Line, _Key] | None:
    """A line as an entry of a table of contents: without dots and page number; its key."""
    plain = Line(line.number, _LEADERS.sub("", line.text) or line.text, line.level)
    if mark := heading_of(plain):
        return plain, (mark.kind, mark.ordinal)
    name = squeezed(plain.text)
    if name in UNNUMBERED or name in PREAMBLES or (annex_of(plain) is not None and len(plain.text) <= 40):
        return plain, ("name", name)
    return None


def contents_of(lines: Sequence[Line], first_article: int) -> Contents | None:
    """The table of contents before the first article, with or without 目录 above it."""
    titled = next((i for i in range(first_article) if squeezed(lines[i].text).strip("【】[]：:") in _TITLE), -1)
    start = titled + 1
    if titled < 0:
        start = next((i for i in range(first_article) if _entry(lines[i]) is not None), -1)
        if start < 0:
            return None
    seen: list[_Key] = []
    end = start
    for i in range(start, first_article):
        entry = _entry(lines[i])
        if entry is None and lines[i].text:
            if not (titled >= 0 and seen and len(lines[i].text) <= 40 and _later_entry(lines, i, first_article)):
                break
        elif entry is not None:
            if seen and entry[1] == seen[0]:
                return Contents(titled if titled >= 0 else start, i, titled >= 0)
            seen.append(entry[1])
        end = i + 1
    kinds = [key[0] for key in seen]
    top = kinds[0] if kinds else ""
    if titled >= 0 and seen:
        return Contents(titled, end, True)
    is_run = end == first_article and top != "name" and kinds.count(top) >= 3
    return Contents(start, end, False) if is_run else None


def _later_entry(lines: Sequence[Line], index: int, end: int) -> bool:
    return index + 1 < end and _entry(lines[index + 1]) is not None


def entries_of(lines: Sequence[Line]) -> list[Line]:
    """The headings that a table of contents names, without page numbers."""
    return [entry[0] for line in lines if (entry := _entry(line)) is not None]


def compared(contents: Sequence[Line], provisions: Sequence[Provision]) -> list[Problem]:
    """Headings that contents and body do not have in common."""
    body = [p for p in provisions if p.level in HEADING_LEVELS and (p.number or squeezed(p.heading) in UNNUMBERED)]
    wanted = [(squeezed(line.text), line) for line in contents if heading_of(line) is not None]
    if not wanted:
        return []
    problems = []
    left = [(squeezed(p.number + p.heading), p) for p in body if p.number.startswith("第")]
    levels = {mark.kind for _, line in wanted if (mark := heading_of(line))}
    at = 0
    for name, line in wanted:
        place = next((i for i in range(at, len(left)) if left[i][0] == name), -1)
        if place >= 0:
            for _, extra in left[at:place]:
                if extra.level in levels:
                    problems.append(Problem("not_in_contents", extra.line, f"正文有“{_shown(extra)}”，目录里没有。"))
            at = place + 1
            continue
        mark = heading_of(line)
        same = next(
            (
                i
                for i in range(at, len(left))
                if mark and (left[i][1].level, left[i][1].ordinal) == (mark.kind, mark.ordinal)
            ),
            -1,
        )
        if same == at:
            problems.append(
                Problem(
                    "heading_differs", left[same][1].line, f"目录写“{line.text}”，正文写“{_shown(left[same][1])}”。"
                )
            )
            at += 1
        else:
            problems.append(Problem("missing_heading", line.number, f"目录里的“{line.text}”在正文中没有找到。"))
    for _, extra in left[at:]:
        if extra.level in levels:
            problems.append(Problem("not_in_contents", extra.line, f"正文有“{_shown(extra)}”，目录里没有。"))
    return problems


def _shown(provision: Provision) -> str:
    return f"{provision.number}{provision.gap}{provision.heading}".replace("\n", " ")
