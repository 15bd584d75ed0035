"""Which published texts cite an edition, by the links that are kept in their bodies."""

import re
from dataclasses import dataclass

from core.models import BasePage, KeptPage
from core.serving.state import SiteState
from regulations.reading.catalogue import EditionInfo, InstrumentInfo
from regulations.reading.names import name_of
from regulations.reading.outline import outline_of


@dataclass(frozen=True, slots=True)
class Affected:
    """A live page that cites a place of another edition, and whether the words there are others now."""

    page_id: int
    title: str
    path: str
    name: str
    is_changed: bool


def affected_by(info: InstrumentInfo, edition: EditionInfo, state: SiteState) -> list[Affected]:
    """Citations of all other editions of the text, the changed places first."""
    base = f"/regulations/{info.slug}/"
    link = re.compile(rf'href="{re.escape(base)}([^/"]+)/([^/"#]+)/(?:#([^"]+))?"')
    rows = KeptPage.objects.filter(page__in=BasePage.objects.public(), html__contains=f'href="{base}')
    now = outline_of(edition.id, state)
    found: dict[tuple[int, str], Affected] = {}
    for page_id, title, url_path, html in rows.values_list("page_id", "page__title", "page__url_path", "html"):
        for key, article, anchor in link.findall(html):
            other = info.by_key(key)
            if other is None or other.id == edition.id:
                continue
            before, after = outline_of(other.id, state).article_of(article), now.article_of(article)
            is_changed = before is None or after is None or before.plain != after.plain
            place = name_of(anchor or article)
            found[page_id, place] = Affected(page_id, title, state.path(url_path), place, is_changed)
    return sorted(found.values(), key=lambda one: (not one.is_changed, one.title, one.name))
