"""Finds the title of a document and takes it out of the body."""

import re

from columns.word.pieces import Line, Piece

_MAX_TITLE = 100
_SHORT = 60
_EARLY = 12  # pieces; a title further down is a heading
_BIG = 32  # half points: 三号 and larger
_SHORTENED = 30
_MEANINGLESS = re.compile(
    r"(?:microsoft word.*|word 文档|(?:新建)?\s*(?:microsoft\s*)?(?:word|wps|docx?)\s*文档.*|"
    r"文档\s*\d*|文字文稿\s*\d*|document\s*\d*|untitled.*|无标题.*|未命名.*|标题|题目|title|"
    r"powerpoint.*|幻灯片.*|.*\.(?:docx?|wps|rtf|html?|pdf)|[\x00-\x2f\d:-@\[-`{-~]*)\Z",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"(?:[（(]?[一二三四五六七八九十百]+[、）)．.]|第[一二三四五六七八九十百\d]+[章节条编部]|\d+[.．、]|附件|附：|目\s*录\Z)"
)
# The red head of an official paper, its number, secrecy and urgency stand above the title.
_MASTHEAD = re.compile(
    r"\S{2,30}文件\Z|.{0,30}[〔\[（(]\d{4}[〕\]）)].{0,10}号\Z|(?:绝密|机密|秘密|特急|加急|附件)[\d：:★]*\S{0,6}\Z"
)
_SENTENCE_END = "。；;！!？?，,：:"


def take_title(pieces: list[Piece], core_title: str) -> tuple[str, list[Piece]]:
    """The title and the pieces without it.

    Order: paragraphs of a title style; the file's own title property when the text
    confirms it; the first heading or large centred line before any body text; the property
    alone when it says something; a short first line; the beginning of the first paragraph,
    which then stays.
    """
    core = " ".join(core_title.split())
    core = "" if len(core) > _SHORT or _MEANINGLESS.match(core) else core
    early = [(i, p) for i, p in enumerate(pieces[:_EARLY]) if isinstance(p, Line)]
    for start, end in (_styled(pieces[:_EARLY]), _confirmed(early, core), _outstanding(early)):
        if end > start:
            lines = [p for p in pieces[start:end] if isinstance(p, Line)]
            return _joined(lines), pieces[:start] + pieces[end:]
    if core:
        return core, pieces
    return _from_first_line(pieces)


def _styled(pieces: list[Piece]) -> tuple[int, int]:
    """The first paragraphs of a title style; consecutive ones are lines of one title."""
    for index, piece in enumerate(pieces):
        if isinstance(piece, Line) and piece.role == "title":
            return index, _run_on(pieces, index)
    return 0, 0


def _confirmed(early: list[tuple[int, Line]], core: str) -> tuple[int, int]:
    """The early line that repeats the title property."""
    wanted = "".join(core.split())
    for index, line in early:
        if wanted and "".join(line.text.split()) == wanted:
            return index, index + 1
    return 0, 0


def _outstanding(early: list[tuple[int, Line]]) -> tuple[int, int]:
    """The first heading, or centred bold or large line, before any body text."""
    for place, (index, line) in enumerate(early):
        text = line.text.strip()
        if _MASTHEAD.match(text):
            continue
        stands_out = line.centred and (line.bold or (line.size or 0) >= _BIG)
        may_be = len(text) <= _SHORT and not _SECTION.match(text) and line.number is None
        if may_be and (line.level is not None or stands_out):
            run = [later for step, (at, later) in enumerate(early[place:]) if at == index + step]
            return index, index + _same_look(run)
        if len(text) > _SHORT or text.endswith("。"):
            break
    return 0, 0


def _same_look(lines: list[Line]) -> int:
    """How many centred lines of one size make up a title that is broken into lines."""
    first, total, count = lines[0], 0, 0
    for line in lines:
        total += len(line.text)
        alike = (line.centred, line.size, line.bold, line.level, line.role) == (
            first.centred, first.size, first.bold, first.level, first.role,
        )  # fmt: skip
        if count and (not alike or not line.centred or line.level or total > _SHORT):
            break
        if count and (_SECTION.match(line.text) or line.text.startswith(("（", "(", "——", "—"))):
            break
        count += 1
    return count


def _run_on(pieces: list[Piece], start: int) -> int:
    """The end of the title paragraphs that begin at `start`."""
    total, end = 0, start
    while end < len(pieces):
        piece = pieces[end]
        if not isinstance(piece, Line) or piece.role != "title":
            break
        total += len(piece.text)
        if end > start and total > _MAX_TITLE:
            break
        end += 1
    return end


def _from_first_line(pieces: list[Piece]) -> tuple[str, list[Piece]]:
    for index, piece in enumerate(pieces):
        if not isinstance(piece, Line):
            continue
        text = " ".join(piece.text.split())
        may_be = len(text) <= _SHORT and not text.endswith("。") and piece.number is None
        if may_be and index == 0 and len(pieces) > 1 and not _SECTION.match(text):
            return _joined([piece]), pieces[1:]
        return _shortened(text), pieces
    return "", pieces


def _shortened(text: str) -> str:
    """The first clause, at most 30 characters."""
    if len(text) <= _SHORTENED:
        return text.rstrip(_SENTENCE_END)
    cut = max((text.rfind(mark, 0, _SHORTENED) for mark in _SENTENCE_END), default=-1)
    return text[:cut] if cut >= 8 else text[: _SHORTENED - 1] + "…"


def _joined(lines: list[Line]) -> str:
    """The lines as one title: a space only between words that need one."""
    title = ""
    for line in lines:
        number = line.number.text if line.number is not None and line.number.kind != "bullet" else ""
        for part in (number + line.text).split("\n"):
            part = part.strip()
            glue = " " if title[-1:].isascii() and part[:1].isascii() and title and part else ""
            title += glue + part
    return title
