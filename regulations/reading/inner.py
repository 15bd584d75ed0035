"""Links inside official texts: places that a provision cites, and the first use of each defined term in an article."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils import timezone

from core.serving.state import Kept, SiteState
from regulations.domain.citations import Context, Reading
from regulations.domain.definitions import Definition, definitions_in
from regulations.reading.catalogue import EditionInfo, InstrumentInfo
from regulations.reading.citing import address_of, library_of
from regulations.reading.outline import Article, Outline, Row

# What a line must hold to be worth reading: most lines cite nothing.
_CITING = "条章节款"
SHORT = 2
MOST_LINKED = 400
# After these a short term begins a word of its own.
BEFORE = "，。；：、（“”》的是对向在由与和及给为或将使按该各"


@dataclass(frozen=True, slots=True)
class Inner:
    """`text[start:end]` of a line leads somewhere: in this edition to `anchor` of `article`, else to `path`.

    `told`: the definition, for a term.
    """

    start: int
    end: int
    article: str
    anchor: str
    path: str = ""
    told: str = ""


class InnerLinks:
    """The links of one edition, worked out article by article when they are asked for, and its definitions."""

    def __init__(self, info: InstrumentInfo, edition: EditionInfo, outline: Outline, state: SiteState) -> None:
        self.definitions = definitions_in(
            (article.anchor, row.anchor, row.text) for article in outline.articles for row in article.rows
        )
        self._edition, self._outline, self._state = edition, outline, state
        day = edition.edition.since or timezone.localdate()
        self._context = Context(day, info.id, edition.id, is_own_text=True)
        # Names that the text gives to others count from there on.
        first = Reading(library_of(state), self._context)
        for article in outline.articles:
            for row in article.rows:
                if "以下简称" in row.text:
                    first.passage(row.text)
        self._aliases = first.aliases
        self._known: dict[str, dict[str, list[Inner]]] = {}

    @property
    def is_short(self) -> bool:
        """Whether all of it may be linked at once: reading a whole code costs a quarter of a second."""
        return len(self._outline.articles) <= MOST_LINKED

    def of(self, article: Article) -> dict[str, list[Inner]]:
        """The links of an article by the anchor of their line."""
        if article.anchor not in self._known:
            self._known[article.anchor] = self._found(article)
        return self._known[article.anchor]

    def _found(self, article: Article) -> dict[str, list[Inner]]:
        head = article.head
        own = (head.ordinal, head.suffix) if head is not None else (0, 0)
        reading = Reading(library_of(self._state), replace(self._context, article=own[0], suffix=own[1]))
        reading.aliases = dict(self._aliases)
        fresh = {told.term: told for told in self.definitions if told.article != article.anchor}
        found: dict[str, list[Inner]] = {}
        for row in article.rows:
            cited = _cited(row, self._edition, self._outline, reading, self._state)
            if kept := _apart([*cited, *_terms(row, fresh)]):
                found[row.anchor] = kept
        return found

    def used_in(self, article: Article) -> list[Definition]:
        """Definitions of the terms that an article uses and does not define itself."""
        return [
            told
            for told in self.definitions
            if told.article != article.anchor and any(told.term in row.text for row in article.rows)
        ]


def inner_of(info: InstrumentInfo, edition: EditionInfo, outline: Outline, state: SiteState) -> InnerLinks:
    """Kept per site version."""
    return state.keep(("inner", edition.id), lambda: Kept(InnerLinks(info, edition, outline, state)))


def _cited(row: Row, edition: EditionInfo, outline: Outline, reading: Reading, state: SiteState) -> Iterator[Inner]:
    if not any(char in row.text for char in _CITING) and "《" not in row.text:
        return
    for found in reading.passage(row.text):
        if not found.anchor:
            continue
        if found.edition != edition.id:
            yield Inner(found.start, found.end, "", "", address_of(found, state))
        elif (there := outline.article_of(found.anchor)) is not None and there.head is not None:
            yield Inner(found.start, found.end, there.anchor, found.anchor)
        elif any(group.heading and group.heading.anchor == found.anchor for group in outline.groups):
            yield Inner(found.start, found.end, "", found.anchor)


def _terms(row: Row, fresh: dict[str, Definition]) -> Iterator[Inner]:
    for term in [term for term in fresh if term in row.text]:
        at = _first_use(term, row.text)
        if at < 0:
            continue
        told = fresh.pop(term)
        yield Inner(at, at + len(term), told.article, told.anchor, told=told.text)


def _first_use(term: str, text: str) -> int:
    """Where a term stands by itself; 学校 within 职业学校 is another word. -1: nowhere."""
    at = text.find(term)
    while at > 0 and len(term) <= SHORT and text[at - 1] not in BEFORE:
        at = text.find(term, at + 1)
    return at


def _apart(links: list[Inner]) -> list[Inner]:
    """In order and without overlap; of two that overlap the earlier, longer one stays."""
    kept: list[Inner] = []
    for link in sorted(links, key=lambda link: (link.start, -link.end)):
        if not kept or link.start >= kept[-1].end:
            kept.append(link)
    return kept
