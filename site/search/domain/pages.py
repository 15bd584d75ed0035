"""Public pages as texts of the index."""

import hashlib
import json
from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone

from core.kept.passages import Passage, passages_of
from core.models import BasePage
from core.registries import search_passages, search_texts
from search.domain.kinds import OTHERS
from search.domain.store import Piece, Text

OWNER = "page"
# Raised when documents are made in another way: every stored fingerprint is then of the past.
RECIPE = "2"


def findable_pages() -> QuerySet[BasePage]:
    """Public pages that readers look for: all but the home page."""
    return BasePage.objects.public().filter(depth__gt=2)


def texts_of_pages(page_ids: Iterable[int]) -> list[Text]:
    """The texts of those pages that are public at this moment."""
    pages = findable_pages().filter(pk__in=list(page_ids)).order_by("pk").specific()
    return [text_of_page(page) for page in pages]


def text_of_page(page: BasePage) -> Text:
    """Title, summary, kept body, and what other apps know of a page."""
    kept = getattr(page, "kept", None)
    pieces = [Piece(page.summary)] if page.summary else []
    pieces += pieces_of(passages_of(kept.html if kept else ""))
    pieces += [Piece(extra) for function in search_texts if (extra := function(page))]
    pieces += pieces_of(p for function in search_passages for p in function(page))
    pieces += [Piece(names)] if (names := _names(page)) else []
    columns = {
        "kind": page._meta.label_lower if page.is_entry or page._meta.label_lower in OTHERS else "",
        "section_id": page.section_id,
        "city_id": page.city_id,
        "unit_id": page.unit_id,
        "theme": page.theme,
    }
    text = Text(OWNER, page.pk, page.title, pieces, page.pk, page.display_date, columns)
    return Text(**{name: getattr(text, name) for name in Text.__slots__} | {"fingerprint": fingerprint_of(text)})


def _names(page: BasePage) -> str:
    """Whose page it is, where and when: readers ask for a year, a month, a city."""
    kept = getattr(page, "kept", None)
    day = timezone.localtime(page.display_date) if page.display_date and page.is_entry else None
    date = f"{day.year}年{day.month}月{day.day}日" if day else ""
    unit, city = kept.facts.get("unit", "") if kept else "", page.city.name if page.city_id else ""
    return " ".join(filter(None, [unit, city, date]))


def pieces_of(passages: Iterable[Passage]) -> list[Piece]:
    """Passages as the index stores them."""
    return [Piece(p.text, p.landing, p.label, p.seconds) for p in passages]


def fingerprint_of(text: Text) -> str:
    """What a document is made from, in short."""
    source = [
        RECIPE,
        text.title,
        [[piece.text, piece.landing, piece.label, *piece.seconds] for piece in text.pieces],
        text.date.isoformat() if text.date else "",
        text.columns,
    ]
    return hashlib.sha256(json.dumps(source, ensure_ascii=False, sort_keys=True).encode("utf-8", "ignore")).hexdigest()
