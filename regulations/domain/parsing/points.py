"""Texts in numbered points: work points, decisions, notices."""

from collections.abc import Sequence

from regulations.domain.parsing.build import Builder, lead_title
from regulations.domain.parsing.document import Problem
from regulations.domain.parsing.marks import Mark, item_of
from regulations.domain.parsing.source import Line
from regulations.domain.parsing.walk import read_plain, signature_start


def first_point(lines: Sequence[Line], end: int) -> tuple[int, str] | None:
    """Where the points begin and the style of their numbers: the first number one that a number two follows."""
    found = [(i, *mark) for i in range(end) if (mark := item_of(lines[i])) is not None]
    ones = [(i, style) for i, style, mark in found if mark.ordinal == 1]
    for i, style in ones:
        if any(at > i and other == style and mark.ordinal == 2 for at, other, mark in found):
            return i, style
    return ones[0] if ones else None


def read_points(builder: Builder, lines: Sequence[Line], start: int, end: int, style: str, takes_lead: bool) -> None:
    """Points in turn, with what stands below each."""
    end_of_text = signature_start(lines, start, end)
    accepted = _points_in_turn(builder, lines, start, end_of_text, style)
    for i in range(start, end_of_text):
        line = lines[i]
        if i in accepted:
            builder.open_point(line, accepted[i], *lead_title(line, accepted[i], takes_lead))
        elif line.text and builder.article >= 0:
            builder.text(line)
        elif line.text:
            builder.loose_text(line, "preamble", "pre", -1)
    read_plain(builder, lines, end_of_text, end, "signature", "sign", builder.root)


def _points_in_turn(builder: Builder, lines: Sequence[Line], start: int, end: int, style: str) -> dict[int, Mark]:
    candidates = [(i, found[1]) for i in range(start, end) if (found := item_of(lines[i])) and found[0] == style]
    accepted: dict[int, Mark] = {}
    last = 0
    for at, (i, mark) in enumerate(candidates):
        later = {other.ordinal for _, other in candidates[at + 1 :]}
        if mark.ordinal == last + 1 or (mark.ordinal > last + 1 and last + 1 not in later):
            last = mark.ordinal
        elif mark.ordinal == last and last + 1 in later:
            builder.problems.append(Problem("point_repeat", lines[i].number, f"要点“{mark.number}”的序号重复。"))
        else:
            continue
        accepted[i] = mark
    return accepted
