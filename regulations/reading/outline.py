"""Rows of an edition → groups of articles under their headings, loaded by one statement and kept per site version."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from core.serving.state import Kept, SiteState
from regulations.models.provisions import Provision

HEADINGS = frozenset({"part", "subpart", "chapter", "section", "division", "annex"})
UNITS = frozenset({"article", "point"})
_COLUMNS = ("position", "parent", "level", "anchor", "number", "gap", "heading", "join", "text", "ordinal", "suffix")


@dataclass(slots=True)
class Row:
    """One provision as the reader needs it."""

    position: int
    parent: int | None
    level: str
    anchor: str
    number: str
    gap: str
    heading: str
    join: str
    text: str
    ordinal: int
    suffix: int

    @property
    def verbatim(self) -> str:
        """Its own characters."""
        return f"{self.number}{self.gap}{self.heading}{self.join}{self.text}"


@dataclass(slots=True)
class Article:
    """An article or point with everything below it, or loose lines (preamble, annex) that belong to no article."""

    head: Row | None
    rows: list[Row] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        """Anchor of the article, or of its first line."""
        return self.head.anchor if self.head is not None else self.rows[0].anchor

    @property
    def number(self) -> str:
        """第十二条, 4. …; empty for loose lines."""
        return self.head.number if self.head is not None else ""

    @property
    def plain(self) -> str:
        """Its lines, as they stand in the source."""
        lines = [row.verbatim for row in self.rows]
        if self.head is None:
            return "\n".join(lines)
        own = self.head.verbatim
        if lines and self.rows[0].level == "paragraph" and own and not own.endswith(("）", ")", "】")):
            return "\n".join([own + lines[0], *lines[1:]])
        return "\n".join([own, *lines])


@dataclass(slots=True)
class Group:
    """Articles below one heading (None: before the first heading); `depth` counts the headings above it."""

    heading: Row | None
    depth: int
    articles: list[Article] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The heading as one line."""
        return self.heading.verbatim.replace("\n", "　") if self.heading is not None else ""


@dataclass(slots=True)
class Outline:
    """A whole edition in reading order."""

    groups: list[Group]
    articles: list[Article]
    by_anchor: dict[str, Article]

    def article_of(self, anchor: str) -> Article | None:
        """The article that holds a provision."""
        return self.by_anchor.get(anchor)


def outline_of(edition_id: int, state: SiteState) -> Outline:
    """The edition's outline: one statement, once per site version."""
    return state.keep(("outline", edition_id), lambda: Kept(_load(edition_id)))


def _load(edition_id: int) -> Outline:
    rows = Provision.objects.public().filter(edition_id=edition_id).order_by("position").values_list(*_COLUMNS)
    return built(Row(*values) for values in rows)


def built(rows: Iterable[Row]) -> Outline:
    """Sort rows in order of position into groups and articles."""
    groups: list[Group] = []
    depths: dict[int, int] = {}
    articles: list[Article] = []
    by_anchor: dict[str, Article] = {}
    group: Group | None = None
    article: Article | None = None
    for row in rows:
        if row.level in HEADINGS:
            depths[row.position] = depths.get(row.parent if row.parent is not None else -1, -1) + 1
            group = Group(row, depths[row.position])
            groups.append(group)
            article = None
            continue
        if group is None:
            group = Group(None, 0)
            groups.append(group)
        is_loose = row.level not in ("paragraph", "item", "subitem")
        if row.level in UNITS or article is None or (is_loose and article.head is not None):
            article = Article(row if row.level in UNITS else None)
            group.articles.append(article)
            if article.head is not None:
                articles.append(article)
        if row is not article.head:
            article.rows.append(row)
        by_anchor[row.anchor] = article
    return Outline(groups, articles, by_anchor)
