"""Chapters of a recording: a second and a title each, written by editors one to a line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from media.captions.cues import CaptionsRefused, Problem, clock
from media.captions.plain import plain

CHAPTERS = 100
TITLE_CHARACTERS = 60
_LINE = re.compile(r"(?:([0-9]{1,2})[:：])?([0-9]{1,3})[:：]([0-9]{1,2})[ \t\u3000]+(.*)")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter that begins at `start` whole seconds."""

    start: int
    title: str


def parse_chapters(text: str, duration: float | None = None) -> list[Chapter]:
    """Chapters out of lines such as `04:54 三表法` or `1:02:03 答问`; empty lines are skipped.

    They have to be in order, no two at the same second, inside `duration` (seconds) if it is known. Raises
    CaptionsRefused with every fault by line.
    """
    found: list[Chapter] = []
    errors = []
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        if not line.strip():
            continue
        chapter = _chapter(line.strip())
        if isinstance(chapter, str):
            errors.append(Problem(number, chapter))
            continue
        if found and chapter.start <= found[-1].start:
            errors.append(Problem(number, f"{clock(chapter.start)} 应晚于上一章的 {clock(found[-1].start)}。"))
        elif duration and chapter.start >= duration:
            errors.append(Problem(number, f"{clock(chapter.start)} 超过全长 {clock(duration)}。"))
        found.append(chapter)
        if len(found) > CHAPTERS:
            errors.append(Problem(number, f"分章超过 {CHAPTERS} 个。"))
            break
    if errors:
        raise CaptionsRefused(errors)
    return found


def chapters_as_text(chapters: Sequence[Chapter]) -> str:
    """The lines that `parse_chapters` reads."""
    return "\n".join(f"{clock(chapter.start)} {chapter.title}" for chapter in chapters)


def _chapter(line: str) -> Chapter | str:
    """The chapter in `line`, or what is wrong with it."""
    match = _LINE.fullmatch(line)
    if match is None:
        return "每行写一个时间和一个标题，例如 04:54 三表法。"
    hour, minute, second, title = match.groups()
    if int(second) > 59 or (hour is not None and int(minute) > 59):
        return "时间不对：分和秒都应小于 60。"
    title = plain(title).replace("\n", " ")
    if not title:
        return "没有标题。"
    if len(title) > TITLE_CHARACTERS:
        return f"标题超过 {TITLE_CHARACTERS} 字。"
    return Chapter(int(hour or 0) * 3600 + int(minute) * 60 + int(second), title)
