"""Files made from cues: WebVTT for the player, SRT and plain text to take away."""

from collections.abc import Iterator, Sequence

from media.captions.cues import Cue
from media.captions.transcript import paragraphs


def as_webvtt(cues: Sequence[Cue]) -> str:
    """A WebVTT file of text and times only: no tag, no setting, no style."""
    blocks = ["WEBVTT\n"]
    for cue, text in _spoken(cues):
        safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        blocks.append(f"{_time(cue.start, '.')} --> {_time(cue.end, '.')}\n{safe}\n")
    return "\n".join(blocks)


def as_srt(cues: Sequence[Cue]) -> str:
    """A SubRip file, numbered from 1."""
    return "\n".join(
        f"{number}\n{_time(cue.start, ',')} --> {_time(cue.end, ',')}\n{text}\n"
        for number, (cue, text) in enumerate(_spoken(cues), 1)
    )


def as_editable(cues: Sequence[Cue]) -> str:
    """The SubRip form that editors change by hand and `parse_captions` takes back whole, speakers included."""
    return "\n".join(
        f"{number}\n{_time(cue.start, ',')} --> {_time(cue.end, ',')}\n{f'<v {cue.speaker}>' if cue.speaker else ''}{cue.text}\n"
        for number, cue in enumerate(cues, 1)
    )


def as_text(cues: Sequence[Cue], title: str = "") -> str:
    """A transcript to read: paragraphs with an empty line between, under `title` if there is one."""
    parts = [title] if title else []
    return "\n\n".join(parts + [passage.text for passage in paragraphs(cues)]) + "\n"


def _spoken(cues: Sequence[Cue]) -> Iterator[tuple[Cue, str]]:
    """Each cue with its text, the speaker before it wherever the speaker changes."""
    speaker = ""
    for cue in cues:
        says = f"{cue.speaker}：{cue.text}" if cue.speaker and cue.speaker != speaker else cue.text
        speaker = cue.speaker
        yield cue, says


def _time(seconds: float, separator: str) -> str:
    whole, milliseconds = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}{separator}{milliseconds:03}"
