"""Topics as lists show them, and the entries of one topic: worked out once per site version."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.db.models import Q
from django.utils.safestring import SafeString, mark_safe

from core.drawing.covers import cover
from core.listing.cards import Card, cards, in_order
from core.listing.filters import entries
from core.listing.pager import NEWEST_FIRST
from core.registries import site_routes, state_parts
from core.serving.state import Kept, SiteState
from core.serving.visit import Visit
from media.renditions import Picture, picture


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic in a list."""

    id: int
    title: str
    path: str
    summary: str
    files: dict
    archived_from: datetime | None

    @property
    def drawing(self) -> SafeString:
        """What stands where there is no banner."""
        return mark_safe(cover("gui", self.id))  # noqa: S308  (drawn by us from a number)

    @property
    def list_picture(self) -> Picture | None:
        """The banner in lists."""
        return picture(self.files, "list")

    def is_archived(self, now: datetime) -> bool:
        """Whether its time is over."""
        return self.archived_from is not None and self.archived_from <= now


@dataclass(frozen=True, slots=True)
class Choice:
    """What stands in a topic: entries by id, then at most `count` that meet every condition that is given."""

    topic: int
    chosen: tuple[int, ...]
    column: int | None
    city: int | None
    unit: int | None
    theme: str
    keyword: str
    count: int

    def conditions(self) -> Q | None:
        """What further entries must meet; None when nothing is asked."""
        pairs = {"section_id": self.column, "city_id": self.city, "unit_id": self.unit, "theme": self.theme}
        given = {name: value for name, value in pairs.items() if value}
        if not given and not self.keyword:
            return None
        words = Q(title__icontains=self.keyword) | Q(summary__icontains=self.keyword) if self.keyword else Q()
        return Q(**given) & words


@state_parts.register("topics")
def load_topics(state: SiteState) -> list[Topic]:
    """Every live topic, the newest first: one statement."""
    rows = (
        apps.get_model("home", "TopicPage")
        .objects.public()
        .filter(url_path__startswith=state.root_path)
        .order_by(*NEWEST_FIRST)
        .values_list("pk", "title", "url_path", "summary", "cover_files", "archived_from")
    )
    return [
        Topic(pk, title, state.path(path), summary, files, until) for pk, title, path, summary, files, until in rows
    ]


@site_routes.register
def topic_routes(state: SiteState) -> list[str]:
    """The list, when there is something in it."""
    return ["/topics/"] if state.part("topics") else []


def current_topics(topics: Iterable[Topic], now: datetime) -> list[Topic]:
    """Those that are not archived."""
    return [topic for topic in topics if not topic.is_archived(now)]


def entries_of_topic(choice: Choice, visit: Visit) -> tuple[list[Card], list[Card]]:
    """(chosen entries in the editors' order, further ones newest first); a preview works them out afresh."""
    if visit.is_preview:
        return _entries(choice, visit.state)
    return visit.state.keep(("topic", choice), lambda: Kept(_entries(choice, visit.state)))


def _entries(choice: Choice, state: SiteState) -> tuple[list[Card], list[Card]]:
    """All of them in one statement; what is withdrawn is not among them."""
    wanted, conditions = Q(pk__in=choice.chosen), choice.conditions()
    if conditions is not None and choice.count:
        further = entries().filter(conditions).exclude(pk__in=choice.chosen).order_by(*NEWEST_FIRST)
        wanted |= Q(pk__in=further.values("pk")[: choice.count])
    if not choice.chosen and conditions is None:
        return [], []
    found = cards(entries().filter(wanted).order_by(*NEWEST_FIRST), state)
    return in_order(choice.chosen, found), [card for card in found if card.id not in choice.chosen]
