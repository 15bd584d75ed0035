"""Entries as lists show them: one statement for any mix of types, no model instances."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from core.drawing.covers import cover
from core.listing.sections import Section
from core.models import BasePage
from core.serving.state import SiteState
from media.renditions import Picture, picture

COLUMNS = (
    "pk",
    "title",
    "short_title",
    "summary",
    "url_path",
    "display_date",
    "section_id",
    "city_id",
    "unit__name",
    "theme",
    "cover_files",
    "content_type_id",
    # What the type adds (`EntryPage.list_line`), kept at publication.
    "kept__facts__line",
)


@dataclass(frozen=True, slots=True)
class Stage:
    """A state with the word for it."""

    value: str
    label: str


@dataclass(slots=True)
class Card:
    """One entry in a list."""

    id: int
    title: str
    list_title: str
    summary: str
    path: str
    date: datetime
    section: Section | None
    city: str
    unit: str
    kind: str
    files: dict
    more: dict

    @property
    def line(self) -> str:
        """What the type says of itself: the time of an activity, the outlet of a report, the author of an article."""
        return self.more.get("text", "")

    @property
    def outlet(self) -> str:
        """The medium of a report."""
        return self.more.get("outlet", "")

    @property
    def state(self) -> str:
        """The state of an activity at this moment (see `state_between`); empty for everything else."""
        if not self.more.get("from"):
            return ""
        start, end = datetime.fromisoformat(self.more["from"]), datetime.fromisoformat(self.more["until"])
        return state_between(start, end, timezone.now(), self.more.get("cancelled", False))

    @property
    def stage(self) -> "Stage | None":
        """Where an entry stands that goes through stages by the clock, such as a lecture; None for everything else."""
        now, found = timezone.now(), None
        for since, value, label in self.more.get("stages", []):
            if not since or datetime.fromisoformat(since) <= now:
                found = Stage(value, label)
        return found

    @property
    def drawing(self) -> SafeString:
        """The generated cover, the same for ever: the seed is the page's id."""
        kind = self.section.cover_kind if self.section else "jian"
        return mark_safe(cover(kind, self.id))  # noqa: S308  (drawn by us from a number)

    def picture(self, key: str = "list") -> Picture | None:
        """The cover photograph in the given size, or None: then `drawing` stands in."""
        return picture(self.files, key)

    @property
    def list_picture(self) -> Picture | None:
        """The 8:5 photograph."""
        return self.picture("list")

    @property
    def wide_picture(self) -> Picture | None:
        """The 16:9 photograph."""
        return self.picture("wide")


def state_between(start: datetime | None, end: datetime | None, now: datetime, is_cancelled: bool = False) -> str:
    """`before`, `running` or `over`; `cancelled` whatever the clock says; empty while a time is missing."""
    if start is None or end is None:
        return ""
    if is_cancelled:
        return "cancelled"
    return "before" if now < start else "running" if now < end else "over"


def cards(pages: QuerySet[BasePage], state: SiteState) -> list[Card]:
    """Run `pages` and return its rows as cards, in its order. One statement."""
    return cards_from(pages.values_list(*COLUMNS), state)


def cards_from(rows: Iterable[tuple], state: SiteState) -> list[Card]:
    """Cards out of rows of `COLUMNS`."""
    return [_card(row, state) for row in rows]


def in_order(ids: Iterable[int], found: Iterable[Card]) -> list[Card]:
    """`found` in the order of `ids`; ids without a card are left out."""
    by_id = {card.id: card for card in found}
    return [by_id[pk] for pk in ids if pk in by_id]


def _card(row: tuple, state: SiteState) -> Card:
    pk, title, short, summary, url_path, date, section_id, city_id, unit, _theme, files, content_type_id, more = row
    city = state.part("cities").get(city_id)
    model = ContentType.objects.get_for_id(content_type_id).model_class()
    return Card(
        pk,
        title,
        short or title,
        summary,
        state.path(url_path),
        date,
        state.part("sections").get(section_id),
        city.short_name if city else "",
        unit or "",
        str(model._meta.verbose_name) if model else "",
        files,
        more or {},
    )
