"""Text to read and to search out of cues: sentences, paragraphs, passages, each with its times."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from media.captions.cues import SPEAKER_CHARACTERS, Cue

PASSAGE_MIN = 200  # characters
PASSAGE_MAX = 400
SENTENCE_MAX = 100
# What is gathered below the minimum, a speaker's name and one more part always fit the maximum.
PART_MAX = PASSAGE_MAX - PASSAGE_MIN - SPEAKER_CHARACTERS - 2
PAUSE = 1.5  # seconds of silence that end a sentence where no full stop does

_SENTENCE = re.compile(r"[^。！？!?…；;]*(?:[。！？!?…；;]+[”’」』）)\]》\"']*|$)", re.S)
_ENDS = re.compile(r"[。！？!?…；;][”’」』）)\]》\"']*$")
_LATIN = re.compile(r"[!-~]")


@dataclass(frozen=True, slots=True)
class Passage:
    """Running text spoken from `start` to `end`, in seconds."""

    start: float
    end: float
    text: str


@dataclass(slots=True)
class _Piece:
    """A part of one cue that holds at most one sentence end, at its own end; `stops` where a cut is good."""

    start: float
    end: float
    text: str
    speaker: str
    stops: bool


def passages(cues: Sequence[Cue]) -> list[Passage]:
    """The whole text in passages of 200–400 characters, cut at sentence ends where there are any.

    Only a text that is shorter as a whole, or its last passage, has fewer characters.
    """
    gathered: list[Passage] = []
    waiting: list[_Piece] = []
    size = 0
    for piece in _named(_pieces(cues)):
        # A cut without a sentence end only where the next piece would be too much.
        if size + len(piece.text) + 1 > PASSAGE_MAX:
            gathered.append(_joined(waiting))
            waiting = []
        waiting.append(piece)
        size = len(_text(waiting))
        if size >= PASSAGE_MIN and piece.stops:
            gathered.append(_joined(waiting))
            waiting, size = [], 0
    if waiting:
        last = _joined(waiting)
        if gathered and len(gathered[-1].text) + len(last.text) + 1 <= PASSAGE_MAX:
            before = gathered.pop()
            last = Passage(before.start, last.end, _glued(before.text, last.text))
        gathered.append(last)
    return gathered


def paragraphs(cues: Sequence[Cue]) -> list[Passage]:
    """The text for reading: a new paragraph for a new speaker, and after about 200 characters."""
    return _runs(cues, lambda size, piece: size >= (PASSAGE_MIN if piece.stops else PASSAGE_MAX))


def sentences(cues: Sequence[Cue]) -> list[Passage]:
    """The lines of the transcript beside the player: one sentence, or what is spoken without one in a breath."""
    return _runs(cues, lambda size, piece: piece.stops or size >= SENTENCE_MAX)


def cue_groups(cues: Sequence[Cue]) -> list[tuple[str, tuple[tuple[int, int], ...]]]:
    """The text in groups of whole lines of the transcript, at most 400 characters where the lines allow it.

    With each group: from which of its characters on which second is heard.
    """
    groups: list[tuple[str, tuple[tuple[int, int], ...]]] = []
    text, marks = "", []
    for line in sentences(cues):
        if text and (len(text) >= PASSAGE_MIN or len(text) + len(line.text) + 1 > PASSAGE_MAX):
            groups.append((text, tuple(marks)))
            text, marks = "", []
        joined = _glued(text, line.text)
        marks.append((len(joined) - len(line.text), int(line.start)))
        text = joined
    return [*groups, (text, tuple(marks))] if text else groups


def _runs(cues: Sequence[Cue], is_full) -> list[Passage]:  # noqa: ANN001  (a test of two arguments, only here)
    runs: list[list[_Piece]] = []
    run: list[_Piece] = []
    for piece in _pieces(cues):
        if run and piece.speaker != run[0].speaker:
            runs.append(run)
            run = []
        run.append(piece)
        if is_full(len(_text(run)), piece):
            runs.append(run)
            run = []
    runs.append(run)
    speaker = ""
    found = []
    for run in filter(None, runs):
        text = _text(run)
        if run[0].speaker and run[0].speaker != speaker:
            text = f"{run[0].speaker}：{text}"
        speaker = run[0].speaker
        found.append(Passage(run[0].start, run[-1].end, text))
    return found


def _pieces(cues: Sequence[Cue]) -> Iterator[_Piece]:
    """Every cue cut behind its sentence ends; times inside a cue go by the number of characters."""
    for index, cue in enumerate(cues):
        text = ""
        for line in cue.text.split("\n"):
            text = _glued(text, line)
        following = cues[index + 1].start if index + 1 < len(cues) else cue.end
        position = 0
        parts = list(_parts(text))
        for number, part in enumerate(parts, 1):
            start = _within(cue, position / len(text))
            position += len(part)
            is_pause = number == len(parts) and following - cue.end >= PAUSE
            stops = is_pause or _ENDS.search(part.rstrip()) is not None
            yield _Piece(start, _within(cue, position / len(text)), part.strip(), cue.speaker, stops)


def _parts(text: str) -> Iterator[str]:
    for match in _SENTENCE.finditer(text):
        sentence = match.group()
        for begin in range(0, len(sentence), PART_MAX):
            if sentence[begin : begin + PART_MAX].strip():
                yield sentence[begin : begin + PART_MAX]


def _within(cue: Cue, share: float) -> float:
    return round(cue.start + (cue.end - cue.start) * share, 3)


def _named(pieces: Iterator[_Piece]) -> Iterator[_Piece]:
    """The pieces with the speaker written before the text wherever the speaker changes."""
    speaker = ""
    for piece in pieces:
        if piece.speaker and piece.speaker != speaker:
            piece.text = f"{piece.speaker}：{piece.text}"
        speaker = piece.speaker
        yield piece


def _joined(pieces: list[_Piece]) -> Passage:
    return Passage(pieces[0].start, pieces[-1].end, _text(pieces))


def _text(pieces: list[_Piece]) -> str:
    text = ""
    for piece in pieces:
        text = _glued(text, piece.text)
    return text


def _glued(before: str, after: str) -> str:
    """Chinese runs on; Latin words and figures keep a space between."""
    is_latin = bool(before and after and _LATIN.match(before[-1]) and _LATIN.match(after[0]))
    return f"{before} {after}" if is_latin else before + after
