"""The same templates served as Wagtail's tutorials do it: routing per level, ORM objects, one rendition per card."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from unittest.mock import patch

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import mark_safe
from wagtail.models import AbstractPage, Site, get_page_models

from columns.entry_types import entry_choices
from columns.facts import entry_facts
from columns.models import ColumnPage, StoryPage
from columns.parts import load_sections
from columns.reading import Further, Related
from core.drawing.covers import cover
from core.kept.body import kept_of, render_body
from core.listing.facets import choices
from core.listing.filters import Filters
from core.listing.pager import NEWEST_FIRST, PER_PAGE, Page, page_numbers
from core.models import BasePage
from core.serving.state import Kept, SiteState, current_state
from core.serving.visit import Visit
from core.serving.visitor import visitor_of
from home import bands
from home.models import HomePage
from media.renditions import SIZES, Picture


class StockState(SiteState):
    """Loaded anew at each request, keeps nothing: settings, menu and counts are queried where a template asks."""

    def keep(self, key: Any, build: Any, now: Any = None) -> Any:
        """Build, never keep."""
        value = build()
        return value.value if isinstance(value, Kept) else value


@dataclass
class StockCard:
    """A page in a list, every fact fetched from the model when the template asks for it."""

    page: BasePage

    def __getattr__(self, name: str) -> Any:
        return getattr(self.page, name)

    @property
    def id(self) -> int:
        return self.page.pk

    @property
    def path(self) -> str:
        return self.page.get_url() or ""

    @property
    def date(self) -> Any:
        return self.page.display_date

    @property
    def city(self) -> str:
        return self.page.city.short_name if self.page.city_id else ""

    @property
    def unit(self) -> str:
        return self.page.unit.name if self.page.unit_id else ""

    @cached_property
    def section(self) -> Any:
        parent = self.page.get_parent().specific
        return load_sections(current_state()).get(parent.pk) if isinstance(parent, ColumnPage) else None

    @property
    def drawing(self) -> str:
        return mark_safe(cover(self.section.cover_kind if self.section else "jian", self.page.pk))  # noqa: S308  (drawn by us)

    def _picture(self, key: str) -> Picture | None:
        if not self.page.cover_id:
            return None
        one = self.page.cover.get_rendition(SIZES[key])
        two = self.page.cover.get_rendition(SIZES[f"{key}2"])
        return Picture(one.url, one.width, one.height, two.url, two.width)

    @cached_property
    def list_picture(self) -> Picture | None:
        return self._picture("list")

    @cached_property
    def wide_picture(self) -> Picture | None:
        return self._picture("wide")


def live_entries() -> QuerySet[BasePage]:
    """Stories as a tutorial asks for them."""
    return StoryPage.objects.live().public().order_by(*NEWEST_FIRST)


def _visit(page: BasePage, request: HttpRequest) -> Visit:
    request.visitor = visitor_of(request)
    return Visit(request, StockState(0), page, is_preview=True)


def home_context(page: HomePage, request: HttpRequest) -> dict[str, Any]:
    """The bands, each a query of its own."""
    visit = _visit(page, request)
    sections = load_sections(visit.state)
    column_bands = []
    for column in ColumnPage.objects.live().public().child_of(page):
        newest = [StockCard(p) for p in StoryPage.objects.live().public().child_of(column).order_by(*NEWEST_FIRST)[:3]]
        if newest:
            column_bands.append(bands.ColumnBand(sections[column.pk], newest[0], newest[1:]))
    news = [StockCard(p) for p in live_entries()[:8]]
    tiles = bands.city_tiles(visit.state)
    built = bands.Bands(news[0], [], news[1:], column_bands, [], None, None, tiles, [], [])
    return {**visit.context(), "bands": built}


def column_context(page: ColumnPage, request: HttpRequest) -> dict[str, Any]:
    """Django's paginator over the children."""
    visit = _visit(page, request)
    state = visit.state
    pager = Paginator(StoryPage.objects.live().public().child_of(page).order_by(*NEWEST_FIRST), PER_PAGE)
    part = pager.get_page(request.GET.get("page"))
    listing = Page(
        [StockCard(p) for p in part],
        part.number,
        pager.num_pages,
        pager.count,
        page_numbers(part.number, pager.num_pages),
    )
    filters, kinds = Filters(section=page.pk), dict(entry_choices())
    kinds = {label: name for label, name in kinds.items() if label in page.accepted_types}
    sections = load_sections(state)
    return {
        **visit.context(),
        "section": sections[page.pk],
        "own_filters": Filters(),
        "siblings": [s for s in sections.values() if not s.is_notices],
        **choices(filters, state, kinds),
        "listing": listing,
    }


def story_context(page: StoryPage, request: HttpRequest) -> dict[str, Any]:
    """Body rendered block by block; neighbours and related entries by queries of their own."""
    visit = _visit(page, request)
    body = render_body(page)
    facts = entry_facts(page)
    kept = {"html": body.html, "characters": body.characters, "contents": body.contents}
    return {
        **visit.context(),
        "section": load_sections(visit.state).get(page.get_parent().pk),
        "city": visit.state.part("cities").get(page.city_id),
        "kept": kept,
        "facts": facts,
        "author": "",
        "image_url": "",
        "minutes": max(1, round(body.characters / 400)),
        "further": _further(page),
    }


def _further(page: BasePage) -> Further:
    """Neighbours in the column and entries of the same city, each by a query of its own."""
    siblings = type(page).objects.live().public().sibling_of(page)
    newer = siblings.filter(display_date__gt=page.display_date).order_by("display_date").first()
    older = siblings.filter(display_date__lt=page.display_date).order_by("-display_date").first()
    related = [Related(StockCard(p), "") for p in live_entries().filter(city_id=page.city_id).exclude(pk=page.pk)[:3]]
    return Further(StockCard(newer) if newer else None, StockCard(older) if older else None, related)


def typed_context(page: BasePage, request: HttpRequest) -> dict[str, Any]:
    """Any other type: its own context, with body and rows around it worked out at each request."""
    visit = _visit(page, request)
    page._state.fields_cache["kept"] = kept_of(page)
    context = {**visit.context(), **page.public_context(visit)}
    if "further" in context:
        context["further"] = _further(page)
    for name in ("chosen", "found"):
        if name in context:
            context[name] = [StockCard(p) for p in BasePage.objects.filter(pk__in=[card.id for card in context[name]])]
    return context


@contextmanager
def stock_serving() -> Iterator[None]:
    """Put Wagtail's own `serve` and `get_url_parts` back, with the contexts above."""
    contexts = {model: typed_context for model in get_page_models() if issubclass(model, BasePage)}
    contexts |= {HomePage: home_context, ColumnPage: column_context, StoryPage: story_context}
    with ExitStack() as stack:
        for name in ("serve", "get_url_parts"):
            stack.enter_context(patch.object(BasePage, name, getattr(AbstractPage, name)))
        for model, context in contexts.items():
            stack.enter_context(
                patch.object(
                    model,
                    "get_context",
                    lambda page, request, *args, _c=context, **kwargs: _c(page, request),
                    create=True,
                )
            )
        Site.clear_site_root_paths_cache()
        yield
