"""Cues of a transcript → moments: stretches of speech that a reader can jump to and an editor can judge at a glance."""

from collections.abc import Iterable
from dataclasses import dataclass

MAX_SECONDS = 45.0
MAX_GAP = 4.0
ENDS = "。！？!?；;"


@dataclass(frozen=True, slots=True)
class Moment:
    """Seconds from the beginning, and what is said."""

    start: float
    end: float
    text: str


def moments_of(cues: Iterable[tuple[float, float, str]]) -> list[Moment]:
    """Join cues (start, end, text) into moments: at most `MAX_SECONDS`, cut at pauses and ends of sentences."""
    found: list[Moment] = []
    start, end, parts = 0.0, 0.0, list[str]()
    for first, last, text in sorted(cues):
        text = " ".join(text.split())
        if not text:
            continue
        is_long = last - start > MAX_SECONDS
        is_whole = bool(parts) and parts[-1][-1] in ENDS and end - start > MAX_SECONDS / 3
        if parts and (first - end > MAX_GAP or is_long or is_whole):
            found.append(Moment(start, end, _joined(parts)))
            parts = []
        if not parts:
            start = first
        parts.append(text)
        end = max(last, first)
    if parts:
        found.append(Moment(start, end, _joined(parts)))
    return found


def _joined(parts: list[str]) -> str:
    """Chinese runs on without spaces; Latin words keep theirs."""
    text = parts[0]
    for part in parts[1:]:
        is_latin = text[-1].isascii() and text[-1].isalnum() and part[0].isascii() and part[0].isalnum()
        text += f" {part}" if is_latin else part
    return text
