"""`/feed/`: the newest entries as Atom, of the whole site or of a listing with exactly the filters of its address."""

from dataclasses import replace
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from columns.entry_types import entry_choices
from core.enums import Theme
from core.listing.filters import Filters, apply, entries, feed_query, filters_from
from core.listing.pager import NEWEST_FIRST
from core.machines.clean import xml_text
from core.machines.conditional import stamped, unchanged
from core.serving.state import SiteState, current_state

SIZE = 30
# The date of a feed in which nothing has ever stood; the format asks for one, and the clock would change it daily.
NEVER = datetime(2000, 1, 1, tzinfo=UTC)
FIELDS = ("public_id", "title", "summary", "url_path", "display_date", "last_published_at", "section_id", "city_id")


class DatedFeed(Atom1Feed):
    """An Atom feed whose date is that of its newest entry, never that of the request."""

    def latest_post_date(self) -> datetime:
        """The newest date of all entries."""
        return max((item["updateddate"] for item in self.items), default=NEVER)


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """At most thirty entries; one statement beside that of the version."""
    state = current_state()
    kinds = dict(entry_choices())
    filters = replace(filters_from(request.GET, state, kinds), unit_id=_unit_id(request.GET.get("unit_id", ""), state))
    variant = f"feed-{feed_query(filters)}"
    if (answer := unchanged(request, state, variant)) is not None:
        return answer
    text = _atom(filters, state, kinds).writeString("utf-8")
    return stamped(HttpResponse(text, content_type="application/atom+xml; charset=utf-8"), state, variant)


def _unit_id(asked: str, state: SiteState) -> int:
    """The id of a unit that has a page, as the feed of that page names it; anything else is every unit."""
    if not (asked.isascii() and asked.isdigit() and len(asked) <= 12):
        return 0
    return next((unit.id for unit in state.part("units") if unit.id == int(asked) and unit.count), 0)


def _atom(filters: Filters, state: SiteState, kinds: dict[str, str]) -> DatedFeed:
    query = feed_query(filters)
    address = state.absolute(f"/feed/?{query}" if query else "/feed/")
    section = state.part("sections").get(filters.section)
    own = filters.query(section=0) if section else filters.query()
    unit = next((unit for unit in state.part("units") if unit.id == filters.unit_id), None) if filters.unit_id else None
    place = unit or section
    own = filters.query() if unit else own
    link = state.absolute((place.path if place else "/latest/") + (f"?{own}" if own else ""))
    atom = DatedFeed(
        title=_clean(
            " · ".join([state.settings.site_name, *([unit.name] if unit else []), *_labels(filters, state, kinds)])
        ),
        link=link,
        description=None,
        subtitle=_clean(state.settings.tagline) or None,
        language="zh-CN",
        feed_url=address,
        feed_guid=address,
        author_name=_clean(state.settings.site_name),
    )
    pages = apply(entries(), filters, state).order_by(*NEWEST_FIRST)[:SIZE]
    for row in pages.values_list(*FIELDS, "kept__facts"):
        _add(atom, row, state)
    return atom


def _add(atom: DatedFeed, row: tuple, state: SiteState) -> None:
    public_id, title, summary, url_path, date, published, section_id, city_id, facts = row
    section, city = state.part("sections").get(section_id), state.part("cities").get(city_id)
    facts = facts or {}
    words = [section.title if section else "", city.name if city else "", facts.get("unit", "")]
    atom.add_item(
        title=_clean(title),
        link=state.absolute(state.path(url_path)),
        description=_clean(summary) or None,
        unique_id=f"urn:uuid:{public_id}",
        pubdate=date.replace(microsecond=0),
        updateddate=max(published or date, date).replace(microsecond=0),
        author_name=_clean(facts.get("source", "")) or None,
        categories=[_clean(word) for word in words if word],
    )


def _labels(filters: Filters, state: SiteState, kinds: dict[str, str]) -> list[str]:
    """What the listing is narrowed to, in words."""
    section = state.part("sections").get(filters.section)
    city = next((city.name for city in state.part("cities").values() if city.code == filters.city), "")
    found = [section.title if section else "", city, filters.unit, f"{filters.year}年" if filters.year else ""]
    found += [Theme(filters.theme).label if filters.theme else "", kinds.get(filters.kind, "")]
    return [str(label) for label in found if label]


def _clean(text: str) -> str:
    return xml_text(str(text)).strip()
