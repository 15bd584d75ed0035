"""Reading the demonstration texts: front matter between `+++` lines, then a body in plain marks."""

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).with_name("content")
ENTRY_FOLDERS = ("chucai", "yongwang", "fangtan", "gushi", "notices", "lilun", "anli", "huodong", "meiti")
PAGE_FOLDER = "pages"
TOPIC_FOLDER = "topics"
LECTURE_FOLDER = "lectures"
NUMBERED = re.compile(r"^\d+-")
ANSWER = re.compile(r"^答(?:（(?P<speaker>[^）]+)）)?：")
# 一、二、…: a heading of an official document, when it is no sentence.
ORDINAL_HEADING = re.compile(r"^[一二三四五六七八九十]+、[^。；，]+$")


@dataclass(frozen=True, slots=True)
class Section:
    """Paragraphs, with or without a heading."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A pull quote; without a speaker it is a remark."""

    text: str
    speaker: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of number and label."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A caption and rows, the first of which is the heading."""

    caption: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture that will be drawn."""

    alt: str
    caption: str
    credit: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question; answers are pairs of speaker (may be empty) and paragraphs."""

    label: str
    question: str
    answers: tuple[tuple[str, tuple[str, ...]], ...]


Piece = Section | Quote | Facts | Table | Figure | Question


@dataclass(frozen=True)
class Text:
    """One file: `key` is its folder and slug, for ever the same."""

    folder: str
    slug: str
    path: Path

    @property
    def key(self) -> str:
        """Name of what is made of this file."""
        return f"{self.folder}/{self.slug}"

    @cached_property
    def _parts(self) -> tuple[str, str]:
        _, front, body = self.path.read_text(encoding="utf-8").split("+++\n", 2)
        return front, body

    @cached_property
    def front(self) -> dict[str, Any]:
        """The front matter."""
        return tomllib.loads(self._parts[0])

    @cached_property
    def pieces(self) -> list[Piece]:
        """The body in reading order."""
        return _Body(self._parts[1]).pieces


def all_texts(*folders: str) -> list[Text]:
    """Every text of these folders, in order of the file names; opens none of them."""
    return [
        Text(folder, NUMBERED.sub("", path.stem), path)
        for folder in folders
        for path in sorted((CONTENT / folder).glob("*.md"))
    ]


class _Body:
    """One pass over the lines; text gathers until a heading or another piece ends it."""

    def __init__(self, source: str) -> None:
        self.pieces: list[Piece] = []
        self._heading = ""
        self._paragraphs: list[str] = []
        self._lines = [line.strip() for line in source.splitlines() if line.strip()]
        self._at = 0
        while self._at < len(self._lines):
            self._step(self._lines[self._at])
        self._end_section()

    def _step(self, line: str) -> None:
        self._at += 1
        if line.startswith("## ") or ORDINAL_HEADING.match(line):
            self._end_section()
            self._heading = line.removeprefix("## ")
        elif line.startswith("> "):
            self._add(self._quote(line))
        elif line == "[facts]":
            self._add(Facts(tuple((number, label) for number, label in self._rows("[/facts]"))))
        elif line.startswith("[table "):
            self._add(Table(line[len("[table ") : -1], tuple(self._rows("[/table]"))))
        elif line.startswith("[figure "):
            self._add(Figure(*line[len("[figure ") : -1].split("|")))
        elif line.startswith("?"):
            self._add(self._question(line))
        else:
            self._paragraphs.append(line)

    def _add(self, piece: Piece) -> None:
        self._end_section()
        self.pieces.append(piece)

    def _end_section(self) -> None:
        if self._heading or self._paragraphs:
            self.pieces.append(Section(self._heading, tuple(self._paragraphs)))
        self._heading, self._paragraphs = "", []

    def _rows(self, end: str) -> list[tuple[str, ...]]:
        rows = []
        while (line := self._lines[self._at]) != end:
            rows.append(tuple(line.split("|")))
            self._at += 1
        self._at += 1
        return rows

    def _quote(self, line: str) -> Quote:
        text, speaker = line.removeprefix("> "), ""
        while self._at < len(self._lines) and self._lines[self._at].startswith("> "):
            more = self._lines[self._at].removeprefix("> ")
            if more.startswith("——"):
                speaker = more.removeprefix("——").strip()
            else:
                text += more
            self._at += 1
        return Quote(text, speaker)

    def _question(self, line: str) -> Question:
        label, question = line.removeprefix("?").split("|", 1)
        answers: list[tuple[str, list[str]]] = []
        while self._at < len(self._lines) and not self._lines[self._at].startswith(("?", "> ", "[", "## ")):
            answer = self._lines[self._at]
            if match := ANSWER.match(answer):
                answers.append((match["speaker"] or "", []))
            answers[-1][1].append(ANSWER.sub("", answer))
            self._at += 1
        return Question(label, question, tuple((speaker, tuple(lines)) for speaker, lines in answers))
