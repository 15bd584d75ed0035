"""What the reader of official texts hands over: plain values that survive JSON."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

HEADING_LEVELS = ("part", "subpart", "chapter", "section", "division")


@dataclass(slots=True)
class Provision:
    """One line of the source with its place in the structure.

    `number`, `heading` and `text` are the line's own characters, disjoint: number + gap + heading + join + text is the
    line, without the white space around it and without Markdown marks. `ordinal` and `suffix` are what the number says
    (第一百二十条之一: 120, 1), never a corrected value. `parent` is the index of the provision above, -1: none.
    An article that has text on its own line is followed by a paragraph of the same line.
    """

    level: str
    anchor: str
    line: int
    number: str = ""
    gap: str = ""
    heading: str = ""
    join: str = ""
    text: str = ""
    ordinal: int = 0
    suffix: int = 0
    parent: int = -1

    @property
    def verbatim(self) -> str:
        """Its own line, character for character."""
        return f"{self.number}{self.gap}{self.heading}{self.join}{self.text}"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person has to look at: `line` counts from 1 in the source, 0: the whole text."""

    code: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the note below a title: when, who, what (通过, 修订, 公布 …)."""

    on: date | None
    body: str
    action: str
    text: str


@dataclass(slots=True)
class ParsedInstrument:
    """One official text as structure. `front` and `contents` are lines before the text, verbatim."""

    title: str = ""
    kind: str = ""
    document_number: str = ""
    issuing_body: str = ""
    adopted_on: date | None = None
    published_on: date | None = None
    effective_on: date | None = None
    note: list[str] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    front: list[str] = field(default_factory=list)
    contents: list[str] = field(default_factory=list)
    provisions: list[Provision] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """How many provisions of each level there are; levels that do not occur are 0 where every law is asked for them."""
        found = Counter(provision.level for provision in self.provisions)
        common = ("part", "chapter", "section", "article", "paragraph", "item", "subitem")
        return {level: found.pop(level, 0) for level in common} | dict(found)

    def body_lines(self) -> list[str]:
        """The text again, line by line, from the provisions: equal to the source's lines after contents."""
        lines: list[str] = []
        opened_at = -1
        for provision in self.provisions:
            if provision.level in ("article", "point") and not provision.text:
                lines.append(provision.verbatim)
                opened_at = provision.line
            elif provision.line == opened_at and provision.level == "paragraph":
                first, *rest = provision.verbatim.split("\n")
                lines[-1] += first
                lines += rest
                opened_at = -1
            else:
                lines.extend(provision.verbatim.split("\n"))
        return lines

    def to_json(self) -> dict[str, Any]:
        """What `import_instrument --json` writes: one entry per line of the source.

        The entry of an article carries its first paragraph (`anchors` names both), so that every character stands
        exactly once.
        """
        data = asdict(self)
        for name in ("adopted_on", "published_on", "effective_on"):
            data[name] = data[name].isoformat() if data[name] else None
        for event in data["events"]:
            event["on"] = event["on"].isoformat() if event["on"] else None
        data["counts"] = self.counts
        data["provisions"] = self._entries()
        return data

    def _entries(self) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = []
        for provision in self.provisions:
            last = entries[-1] if entries else None
            is_same_line = last is not None and last["line"] == provision.line and last["level"] in ("article", "point")
            if is_same_line and provision.level == "paragraph":
                last["text"] = provision.text
                last["anchors"].append(provision.anchor)
                continue
            entry = asdict(provision)
            above = self.provisions[provision.parent].anchor if provision.parent >= 0 else None
            entry["parent"], entry["anchors"] = above, [provision.anchor]
            entries.append(entry)
        return entries
