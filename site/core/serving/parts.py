"""Parts of the in-process state that core itself provides: menu, settings, cities, counts."""

from collections import Counter
from dataclasses import dataclass, field

from accounts.models import City
from core.models import BasePage, SiteSettings
from core.registries import state_parts
from core.serving.state import SiteState
from django.db.models import Count


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry of the main navigation."""

    page_id: int
    title: str
    path: str


@dataclass(frozen=True, slots=True)
class CityInfo:
    """A city as lists and tiles need it; `code` is also the customary order."""

    id: int
    code: str
    name: str
    short_name: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many live entries there are: in all, by section, by city, by both."""

    total: int = 0
    by_section: Counter = field(default_factory=Counter)
    by_city: Counter = field(default_factory=Counter)
    by_both: Counter = field(default_factory=Counter)


@state_parts.register("menu")
def load_menu(state: SiteState) -> list[MenuItem]:
    """Live pages directly under the home page that editors ticked for the navigation, in the order of the tree."""
    rows = (
        BasePage.objects.public()
        .filter(url_path__startswith=state.root_path, depth=3, show_in_menus=True)
        .order_by("path")
        .values_list("pk", "title", "short_title", "url_path")
    )
    return [MenuItem(pk, short or title, state.path(url_path)) for pk, title, short, url_path in rows]


@state_parts.register("settings")
def load_settings(state: SiteState) -> SiteSettings:
    """The operator's lines, with the friend links."""
    settings = SiteSettings.objects.prefetch_related("friend_links").first() or SiteSettings()
    settings.links = list(settings.friend_links.all()) if settings.pk else []
    return settings


@state_parts.register("cities")
def load_cities(state: SiteState) -> dict[int, CityInfo]:
    """All cities by id, in customary order."""
    return {c.pk: CityInfo(c.pk, c.code, c.name, c.short_name) for c in City.objects.order_by("code")}


@state_parts.register("counts")
def load_counts(state: SiteState) -> Counts:
    """All counts of listings in one grouped statement."""
    rows = (
        BasePage.objects.public()
        .filter(section__isnull=False)
        .order_by()
        .values_list("section_id", "city_id")
        .annotate(n=Count("pk"))
    )
    counts = {"by_section": Counter(), "by_city": Counter(), "by_both": Counter()}
    total = 0
    for section_id, city_id, number in rows:
        total += number
        counts["by_section"][section_id] += number
        counts["by_city"][city_id] += number
        counts["by_both"][section_id, city_id] += number
    return Counts(total, **counts)
