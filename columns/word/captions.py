"""Gives pictures and tables the caption paragraphs that belong to them."""

import re

from columns.word.pieces import Grid, Line, Picture, Piece

_NUMBER = r"\s*[\d０-９一二三四五六七八九十]+(?:[\-－—.．]\d+)*"
_FIGURE = re.compile(rf"[（(▲△↑]?\s*(?:图{_NUMBER}|figure\s*\d+|fig\.\s*\d+)(?:[\s:：.．、）)]|\Z)", re.IGNORECASE)
_TABLE = re.compile(rf"[（(]?\s*(?:续?表{_NUMBER}|table\s*\d+)(?:[\s:：.．、）)]|\Z)", re.IGNORECASE)
_MARKED_FIGURE = re.compile(r"[（(▲△↑]+\s*图|图为|图中")
_LENGTH = 80
_STYLED_LENGTH = 200


def attach_captions(pieces: list[Piece]) -> list[Piece]:
    """The pieces without caption paragraphs, whose words are now on pictures and tables."""
    kept: list[Piece] = []
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        if isinstance(piece, Line):
            before = kept[-1] if kept else None
            if not _attach(piece, before, following):
                kept.append(piece)
        else:
            kept.append(piece)
        index += 1
    return kept


def _attach(line: Line, before: Piece | None, following: Piece | None) -> bool:
    """Move the line's words to its neighbour when it is a caption; whether it was moved."""
    words = _words(line)
    if line.level is not None or (line.number is not None and line.role != "caption"):
        return False
    if isinstance(before, Picture) and not before.caption and is_figure_caption(line):
        before.caption = words
        return True
    if isinstance(following, Grid) and not following.caption and is_table_caption(line):
        following.caption = words
        return True
    if line.role != "caption":
        return False
    if isinstance(before, Grid) and not before.caption and not _FIGURE.match(line.text):
        before.caption = words
        return True
    if isinstance(following, Picture) and not _TABLE.match(line.text):
        following.caption = words
        return True
    return False


def is_figure_caption(line: Line) -> bool:
    """Whether a line under a picture is its caption."""
    if line.role == "caption":
        return len(line.text) <= _STYLED_LENGTH and not _TABLE.match(line.text)
    if len(line.text) > _LENGTH:
        return False
    if _FIGURE.match(line.text) or _MARKED_FIGURE.match(line.text):
        return True
    return line.centred and line.text.startswith("图")


def is_table_caption(line: Line) -> bool:
    """Whether a line above a table is its caption."""
    if line.role == "caption":
        return len(line.text) <= _STYLED_LENGTH and not _FIGURE.match(line.text)
    return len(line.text) <= _LENGTH and bool(_TABLE.match(line.text))


def _words(line: Line) -> str:
    number = line.number.text if line.number is not None and line.number.kind != "bullet" else ""
    return number + " ".join(line.text.split())
