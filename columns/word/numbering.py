"""Counts list paragraphs as Word does and writes their numbers."""

import re
from dataclasses import dataclass

from columns.word.names import Element, child_value, q, value, whole
from columns.word.numerals import numeral

_MAX_LEVEL = 8
_MAX_NUMBER = 99_999
_PATTERN_LENGTH = 100
_HTML_TYPES = {
    "decimal": "1",
    "lowerLetter": "a",
    "upperLetter": "A",
    "lowerRoman": "i",
    "upperRoman": "I",
}
_EXPRESSIBLE = re.compile(r"%(\d)[.．]?\Z")
_PLACE = re.compile(r"%(\d)")
_CLOSED_BY = "、）】〕．。：，》」』—"


@dataclass(frozen=True, slots=True)
class Number:
    """The number of one paragraph.

    `kind` is "bullet", "ordered" (an HTML list can show it; `html_type` is the `type` of
    `<ol>`) or "text" (only `text` shows it unchanged). `text` includes the space after it.
    """

    level: int
    kind: str
    html_type: str
    value: int
    text: str


@dataclass(slots=True)
class _Level:
    start: int = 1
    number_format: str = "decimal"
    pattern: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str = ""


class Numbering:
    """The definitions of numbering.xml with the counters of one document."""

    def __init__(self, root: Element | None) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._style_links: dict[str, str] = {}
        self._numbers: dict[str, str] = {}
        self._overrides: dict[str, dict[int, Element]] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._restarted: set[tuple[str, int]] = set()
        if root is not None:
            self._load(root)

    def level_of_style(self, num_id: str, style_id: str) -> int | None:
        """The level whose definition names this paragraph style."""
        levels = self._abstract.get(self._numbers.get(num_id, ""), {})
        return next((index for index, level in levels.items() if level.style == style_id), None)

    def advance(self, num_id: str, index: int) -> Number | None:
        """Count one paragraph of a list; None when the list is not defined or shows nothing."""
        abstract_id = self._numbers.get(num_id)
        if abstract_id is None:
            return None
        index = max(0, min(_MAX_LEVEL, index))
        levels = self._levels(num_id, abstract_id)
        level = levels.get(index)
        if level is None:
            return None
        counters = self._counters.setdefault(abstract_id, {})
        self._count(num_id, index, level, levels, counters)
        return _written(index, level, levels, counters)

    def _load(self, root: Element) -> None:
        for abstract in root.findall(q("w:abstractNum")):
            abstract_id = value(abstract, "w:abstractNumId") or ""
            self._abstract[abstract_id] = _levels_in(abstract)
            style = child_value(abstract, "w:styleLink")
            if style:
                self._style_links[style] = abstract_id
        for abstract in root.findall(q("w:abstractNum")):
            linked = self._style_links.get(child_value(abstract, "w:numStyleLink") or "")
            if linked is not None:
                self._abstract[value(abstract, "w:abstractNumId") or ""] = self._abstract[linked]
        for number in root.findall(q("w:num")):
            num_id = value(number, "w:numId") or ""
            abstract_id = child_value(number, "w:abstractNumId") or ""
            if abstract_id in self._abstract:
                self._numbers[num_id] = abstract_id
                self._overrides[num_id] = {
                    whole(value(o, "w:ilvl"), 0, 0, _MAX_LEVEL): o for o in number.findall(q("w:lvlOverride"))
                }

    def _levels(self, num_id: str, abstract_id: str) -> dict[int, _Level]:
        """The levels of a list with those its own definition replaces."""
        replaced = {
            index: _level(override.find(q("w:lvl")))
            for index, override in self._overrides[num_id].items()
            if override.find(q("w:lvl")) is not None
        }
        return {**self._abstract[abstract_id], **replaced}

    def _count(
        self,
        num_id: str,
        index: int,
        level: _Level,
        levels: dict[int, _Level],
        counters: dict[int, int],
    ) -> None:
        override = self._overrides[num_id].get(index)
        restart = child_value(override, "w:startOverride")
        if restart is not None and (num_id, index) not in self._restarted:
            self._restarted.add((num_id, index))
            counters[index] = whole(restart, 1, 0, _MAX_NUMBER)
        elif index in counters:
            counters[index] = min(_MAX_NUMBER, counters[index] + 1)
        else:
            counters[index] = level.start
        for upper in range(index):
            # Word shows a level that was jumped over with its first number.
            if upper in levels:
                counters.setdefault(upper, levels[upper].start)
        for deeper in range(index + 1, _MAX_LEVEL + 1):
            limit = levels[deeper].restart if deeper in levels else None
            if limit is None or (limit > 0 and index < limit):
                counters.pop(deeper, None)


def _levels_in(abstract: Element) -> dict[int, _Level]:
    return {
        whole(value(element, "w:ilvl"), 0, 0, _MAX_LEVEL): _level(element) for element in abstract.findall(q("w:lvl"))
    }


def _level(element: Element | None) -> _Level:
    if element is None:
        return _Level()
    restart = child_value(element, "w:lvlRestart")
    legal = element.find(q("w:isLgl"))
    return _Level(
        start=whole(child_value(element, "w:start"), 1, 0, _MAX_NUMBER),
        number_format=child_value(element, "w:numFmt") or "decimal",
        pattern=(child_value(element, "w:lvlText") or "")[:_PATTERN_LENGTH],
        suffix=child_value(element, "w:suff") or "tab",
        restart=None if restart is None else whole(restart, 0, 0, _MAX_LEVEL),
        legal=legal is not None and (value(legal) or "1") not in {"0", "false", "off"},
        style=child_value(element, "w:pStyle") or "",
    )


def _written(index: int, level: _Level, levels: dict[int, _Level], counters: dict[int, int]) -> Number | None:
    if level.number_format == "bullet":
        return Number(index, "bullet", "", counters[index], "")

    def place(match: re.Match[str]) -> str:
        wanted = int(match.group(1)) - 1
        number_format = levels[wanted].number_format if wanted in levels else "decimal"
        if level.legal and number_format != "none":
            number_format = "decimal"
        return numeral(counters.get(wanted, 1), number_format)

    shown = _PLACE.sub(place, level.pattern).replace("\u200b", "").strip()
    if not shown:
        return None
    html_type = _HTML_TYPES.get(level.number_format, "")
    expressible = _EXPRESSIBLE.match(level.pattern)
    fits = bool(html_type and expressible and int(expressible.group(1)) == index + 1)
    gap = "" if level.suffix == "nothing" or shown[-1] in _CLOSED_BY else " "
    return Number(index, "ordered" if fits else "text", html_type, counters[index], shown + gap)
