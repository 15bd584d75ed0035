"""第十二条第二款第（三）项、第三至五条 in running text: places inside an official text, with where they stand."""

import re
from dataclasses import dataclass, replace

from regulations.domain.parsing.numerals import NUMERAL, number_of

_GAP = r"[ \t\u3000\u00a0]*"
_ELEMENT = re.compile(
    rf"(第{_GAP})?([（(〔]{_GAP})?({NUMERAL}{{1,9}})({_GAP}[）)〕])?{_GAP}(条|款|项|目|点|分编|编|章|节)?"
    rf"(?:{_GAP}之{_GAP}({NUMERAL}{{1,2}})(?![般些切定致律半起方道际后前间]))?"
)
_SIGN = re.compile(r"(第)?([㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩])(项)?")
_JOIN = re.compile(rf"{_GAP}(?:(至|到|[-－—–～~]+)|以及|或者|[、,，和及与或])?{_GAP}")
_LINK = re.compile(r"(?:里面的?|[中里]的?|的)?")
_LEVELS = {"编": 0, "分编": 0, "章": 1, "节": 2, "条": 3, "点": 3, "款": 4, "项": 5, "目": 6}
ARTICLE, PARAGRAPH, ITEM = 3, 4, 5
_FIELDS = ("part", "chapter", "section", "article", "paragraph", "item", "subitem")


@dataclass(frozen=True, slots=True)
class Place:
    """A place inside a text; 0 means that this level is not named."""

    part: int = 0
    chapter: int = 0
    section: int = 0
    article: int = 0
    suffix: int = 0
    paragraph: int = 0
    item: int = 0
    subitem: int = 0

    def at(self, level: int, number: int, suffix: int = 0) -> "Place":
        """This place with everything below `level` dropped and `level` set."""
        kept = dict.fromkeys(_FIELDS[level:], 0) | {_FIELDS[level]: number}
        kept["suffix"] = suffix if level == ARTICLE else self.suffix if level > ARTICLE else 0
        return replace(self, **kept)


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """A place that `text[start:end]` names; a range goes on to `last`, the place found next."""

    start: int
    end: int
    place: Place
    opens_range: bool = False


@dataclass(frozen=True, slots=True)
class _Element:
    """第 + number + unit at one spot; `level` -1: the unit stands further on, as in 第三、四条."""

    start: int
    end: int
    number: int
    level: int
    suffix: int
    has_di: bool
    is_bracketed: bool


def places_at(text: str, start: int, inside: Place = Place()) -> list[PlaceFound]:
    """The run of places that begins at `start`, `inside` what is named before it; empty when none does."""
    run = _Run(text, inside)
    element = _element(text, start)
    if element is None or (element.level < 0 and not run.finds_unit(element)):
        return []
    while element is not None:
        run.take(element)
        element = run.after(element)
    return run.found


class _Run:
    """What is found so far, and numbers that wait for their unit."""

    def __init__(self, text: str, inside: Place) -> None:
        self.text = text
        self.place = inside
        self.found: list[PlaceFound] = []
        self.waiting: list[tuple[_Element, bool]] = []
        self.goes_on = False
        self.range_starts: set[int] = set()

    def take(self, element: _Element) -> None:
        """Add an element; a unit also serves the numbers that waited for one."""
        if element.level < 0:
            self.waiting.append((element, self.goes_on))
            return
        for waiting, goes_on in self.waiting:
            self._add(waiting, element.level, goes_on)
        self.waiting = []
        self._add(element, element.level, self.goes_on)

    def _add(self, element: _Element, level: int, goes_on: bool) -> None:
        self.place = self.place.at(level, element.number, element.suffix)
        start = self.found.pop().start if goes_on and self.found else element.start
        self.found.append(PlaceFound(start, element.end, self.place, element.start in self.range_starts))

    def after(self, element: _Element) -> _Element | None:
        """The element that continues the run behind `element`."""
        link = _LINK.match(self.text, element.end)
        direct = _element(self.text, link.end()) if link else None
        if direct is not None and self._extends(element, direct, is_linked=link.end() > element.end):
            self.goes_on = self._is_lower(element, direct)
            return direct
        join = _JOIN.match(self.text, element.end)
        following = _element(self.text, join.end()) if join and join.end() > element.end else None
        if following is None or not self._joins(element, following, is_range=bool(join[1])):
            return None
        if join[1]:
            self._open_range(element)
        self.goes_on = False
        return following

    def _is_lower(self, element: _Element, following: _Element) -> bool:
        level = following.level if following.level >= 0 else self._unit_after(following)
        return element.level >= 0 and level > element.level

    def _extends(self, element: _Element, following: _Element, is_linked: bool) -> bool:
        """第二款 right behind 第十二条; （二） right behind （一）."""
        if element.level < 0 or following.level < 0:
            both = following.is_bracketed and element.is_bracketed
            is_list = (following.is_bracketed or following.has_di) and self._is_lower(element, following)
            return not is_linked and (both or is_list)
        if following.is_bracketed and element.is_bracketed and following.level == element.level == ITEM:
            return not is_linked
        if following.level <= element.level:
            return False
        is_sure = following.has_di or following.is_bracketed
        return is_sure or ((following.level == PARAGRAPH or element.level == PARAGRAPH) and not is_linked)

    def _joins(self, element: _Element, following: _Element, is_range: bool) -> bool:
        """Whether the list goes on: 第五条、第六条; 第三至五条; not 第三条、两项工作."""
        if following.level < 0:
            is_sure = following.has_di or following.is_bracketed or element.level < 0
            return is_sure and self.finds_unit(following)
        if following.has_di or following.is_bracketed or element.level < 0:
            return True
        return (is_range and following.level == element.level) or following.level == element.level == ARTICLE

    def _open_range(self, element: _Element) -> None:
        if element.level < 0:
            self.range_starts.add(element.start)
        elif self.found:
            self.found[-1] = replace(self.found[-1], opens_range=True)

    def finds_unit(self, element: _Element) -> bool:
        """Whether a number without unit gets one from what follows."""
        return self._unit_after(element) >= 0

    def _unit_after(self, element: _Element) -> int:
        at = element.end
        for _ in range(30):
            join = _JOIN.match(self.text, at)
            following = _element(self.text, join.end()) if join else None
            if following is None or not (following.is_bracketed or join.end() > at):
                return -1
            if following.level >= 0:
                is_same_way = following.is_bracketed == element.is_bracketed
                return following.level if is_same_way and not (following.has_di and element.is_bracketed) else -1
            at = following.end
        return -1


def _element(text: str, start: int) -> _Element | None:
    sign = _SIGN.match(text, start)
    if sign is not None:
        return _Element(
            start, sign.end(), ord(sign[2]) - ord("㈠") + 1, ITEM if sign[3] else -1, 0, bool(sign[1]), True
        )
    match = _ELEMENT.match(text, start)
    if match is None or bool(match[2]) != bool(match[4]) or "两" in match[3]:
        return None
    number = number_of(match[3])
    if number is None or not 0 < number < 10_000:
        return None
    if match[5] == "点" and not match[1]:
        return None
    suffix = (number_of(match[6]) or 0) if match[6] and match[5] == "条" else 0
    end = match.end() if suffix or not match[6] else match.end(5) if match[5] else match.end(3)
    level = _LEVELS[match[5]] if match[5] else -1
    if level < 0:
        end = match.end(4) if match[4] else match.end(3)
    return _Element(start, end, number, level, suffix, bool(match[1]), bool(match[2]))
