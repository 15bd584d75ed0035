"""The official texts that citations may mean: their names, their editions, the anchors of each edition."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

_NATION = "中华人民共和国"
# What may stand behind a title without making it another one; 草案 and 修正案 make it another one.
_TAIL = re.compile(
    r"[（(〔\[](?:(?:19|20)?\d\d年?)?(?:试行|暂行|样张|(?:第[一二三四五六]次)?修[订正改]版?|年?版|新版)*[）)〕\]]\Z"
)
# 示范省技能条例 is 技能条例 at home, where no other text is called so.
_REGION = re.compile(r"[^省市区]{1,8}?(?:省|自治区|市)(?=.{4,})")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class KnownEdition:
    """One edition: `key` is the caller's, `since` the day it took effect."""

    key: int
    since: date | None = None


@dataclass(frozen=True, slots=True)
class KnownInstrument:
    """An official text with every name it goes by; `editions` in any order."""

    key: int
    title: str
    short_titles: tuple[str, ...] = ()
    editions: tuple[KnownEdition, ...] = ()
    speaks_in_points: bool = False

    def edition_on(self, day: date | None) -> KnownEdition | None:
        """The edition in force on `day`; before the first one, the first; without a day, the newest."""
        ordered = self._ordered()
        begun = [e for e in ordered if day is None or e.since is None or e.since <= day]
        return (begun or ordered[:1] or [None])[-1]

    def edition_of_year(self, year: int) -> KnownEdition | None:
        """The last edition that took effect in `year` or in the year after, as laws do that pass in autumn."""
        for wanted in (year, year + 1):
            found = [e for e in self._ordered() if e.since is not None and e.since.year == wanted]
            if found:
                return found[-1]
        return None

    def edition_before(self, edition: KnownEdition) -> KnownEdition | None:
        """The edition that `edition` replaced."""
        ordered = self._ordered()
        at = ordered.index(edition)
        return ordered[at - 1] if at else None

    def _ordered(self) -> list[KnownEdition]:
        return sorted(self.editions, key=lambda e: (e.since or date.min, e.key))


class Library:
    """Known instruments by name. `anchors_of(edition key)` gives the anchors of an edition, asked once for each.

    `defaults` are keys of instruments that a bare 条例 means where nothing else was named.
    """

    def __init__(
        self,
        instruments: Sequence[KnownInstrument],
        anchors_of: Callable[[int], Collection[str]],
        defaults: Collection[int] = (),
    ) -> None:
        self.instruments = {instrument.key: instrument for instrument in instruments}
        self.defaults = [self.instruments[key] for key in defaults if key in self.instruments]
        self._anchors_of = anchors_of
        self._anchors: dict[int, frozenset[str]] = {}
        self._by_name: dict[str, list[KnownInstrument]] = {}
        for instrument in instruments:
            for name in _names_of(instrument):
                known = self._by_name.setdefault(name, [])
                if instrument not in known:
                    known.append(instrument)
        self.names = sorted(self._by_name, key=len, reverse=True)

    def named(self, name: str) -> KnownInstrument | None:
        """The instrument of this name, when exactly one has it."""
        for form in (plain_name(name), without_tail(plain_name(name))):
            found = self._by_name.get(form, [])
            if len(found) == 1:
                return found[0]
        return None

    def anchors(self, edition: KnownEdition) -> frozenset[str]:
        """All anchors of an edition."""
        if edition.key not in self._anchors:
            self._anchors[edition.key] = frozenset(self._anchors_of(edition.key))
        return self._anchors[edition.key]


def plain_name(name: str) -> str:
    """A title without white space and inner title marks."""
    return re.sub(r"[\s\u200b〈〉《》]", "", name)


def without_tail(name: str) -> str:
    """A title without 《…（2022年修订）》 or （试行） at its end."""
    return _TAIL.sub("", name)


def year_in_tail(name: str) -> int | None:
    """The year that such a bracket names."""
    tail = _TAIL.search(plain_name(name))
    year = _YEAR.search(tail[0]) if tail else None
    return int(year[0]) if year else None


def _names_of(instrument: KnownInstrument) -> set[str]:
    names = {plain_name(instrument.title), *(plain_name(short) for short in instrument.short_titles)}
    names |= {without_tail(name) for name in names}
    names |= {name.removeprefix(_NATION) for name in names}
    names |= {_REGION.sub("", name, count=1) for name in names if _REGION.match(name) and name.endswith("条例")}
    names |= {f"{_NATION}{name}" for name in names if name.endswith("法") and not name.startswith(_NATION)}
    return {name for name in names if len(name) > 1}
