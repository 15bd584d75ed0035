"""Which provisions are explained for whom, and which points have been reported on: the gaps of the desk."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from core.serving.state import SiteState
from regulations.enums import Audience, InterpretationForm, Relation
from regulations.reading.catalogue import InstrumentInfo
from regulations.reading.links import Linked
from regulations.reading.outline import outline_of


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One article or point: counts by column, their sum, and the day of the newest page."""

    number: str
    heading: str
    path: str
    cells: list[int]
    total: int
    newest: date | None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows for every provision, gaps included; columns are forms of interpretation, or relations of reports."""

    columns: list[str]
    rows: list[MatrixRow]
    audiences: list[tuple[str, int]]

    @property
    def covered(self) -> int:
        """How many rows have at least one page."""
        return sum(bool(row.total) for row in self.rows)


def matrix_of(info: InstrumentInfo, state: SiteState, audience: str = "") -> Matrix:
    """Counts of live pages per article; a page linked to two lines of one article counts once."""
    links = state.part("provision_links").get(info.id, [])
    by_points = info.speaks_in_points
    kinds = Relation if by_points else InterpretationForm
    names = [str(label) for label in kinds.labels]
    articles: dict[str, dict[tuple[int, str], Linked]] = {}
    for link in links:
        kind = link.relation if by_points else link.form
        if not kind or (audience and audience not in link.audiences):
            continue
        article = "-".join(link.anchor.split("-")[:2])
        articles.setdefault(article, {})[link.page_id, kind] = link
    rows = []
    for article in outline_of(info.on(timezone.localdate()).id, state).articles:
        found = articles.get(article.anchor, {})
        counts = Counter(kind for _, kind in found)
        cells = [counts[value] for value in kinds.values]
        newest = max((timezone.localdate(link.date) for link in found.values()), default=None)
        heading = article.head.heading if article.head else ""
        pages = len({page for page, _ in found})
        rows.append(MatrixRow(article.number, heading, f"{info.path}{article.anchor}/", cells, pages, newest))
    per_page = {link.page_id: link for link in links}
    heard = Counter(value for link in per_page.values() for value in link.audiences)
    return Matrix(names, rows, [(str(label), heard[value]) for value, label in Audience.choices])
