"""Parts of the in-process state that core itself provides: menu, settings, cities."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from django.templatetags.static import static

from accounts.models import City
from core.models import BasePage, SiteSettings
from core.registries import state_parts
from core.serving.state import SiteState
from media.renditions import picture


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A page directly under the home page; `is_of_site`: it is about the site itself (about, privacy …)."""

    page_id: int
    title: str
    path: str
    is_of_site: bool = False
    full_title: str = ""
    summary: str = ""
    # Label of its page type, such as `columns.columnpage`.
    model: str = ""


@dataclass(frozen=True, slots=True)
class CityInfo:
    """A city as lists and tiles need it; `code` is also the customary order."""

    id: int
    code: str
    name: str
    short_name: str
    slug: str

    @property
    def path(self) -> str:
        """Public path of its page."""
        return f"/cities/{self.slug}/"


@state_parts.register("top_pages")
def load_top_pages(state: SiteState) -> list[tuple[MenuItem, bool]]:
    """Live pages directly under the home page in the order of the tree; the second value: ticked for the navigation."""
    rows = (
        BasePage.objects.public()
        .filter(url_path__startswith=state.root_path, depth=3)
        .order_by("path")
        .values_list("pk", "title", "short_title", "url_path", "content_type_id", "show_in_menus", "summary")
    )
    return [(_item(state, *row), row[5]) for row in rows]


def _item(
    state: SiteState, pk: int, title: str, short: str, url_path: str, type_id: int, ticked: bool, summary: str
) -> MenuItem:
    model = ContentType.objects.get_for_id(type_id).model_class()
    is_of_site, label = (model.is_of_site, model._meta.label_lower) if model else (False, "")
    return MenuItem(pk, short or title, state.path(url_path), is_of_site, title, summary, label)


@state_parts.register("menu")
def load_menu(state: SiteState) -> list[MenuItem]:
    """What editors ticked for the navigation."""
    return [item for item, ticked in state.part("top_pages") if ticked]


@state_parts.register("foot_pages")
def load_foot_pages(state: SiteState) -> list[MenuItem]:
    """Pages of the site itself that stand in the foot: all that are not in the navigation."""
    return [item for item, ticked in state.part("top_pages") if item.is_of_site and not ticked]


@state_parts.register("settings")
def load_settings(state: SiteState) -> SiteSettings:
    """The operator's lines, with the friend links by group, groups in the order of their first link."""
    # One row per link, each with the settings beside it: one statement for both.
    rows = list(
        SiteSettings.objects.order_by("pk", "friend_links__sort_order").annotate(
            link_name=F("friend_links__name"),
            link_url=F("friend_links__url"),
            link_group=F("friend_links__group"),
            share_files=F("share_picture__files"),
            police_files=F("police_icon__files"),
        )
    )
    settings = rows[0] if rows else SiteSettings()
    settings.police_badge = picture(rows[0].police_files or {}, "square") if rows else None
    shared = picture(rows[0].share_files or {}, "square") if rows else None
    settings.share_url = state.absolute(shared.src if shared else static("img/icon-512.png"))
    settings.link_groups = {}
    for row in rows:
        if row.link_url:
            link = {"name": row.link_name, "url": row.link_url}
            settings.link_groups.setdefault(row.link_group.strip(), []).append(link)
    return settings


@state_parts.register("cities")
def load_cities(state: SiteState) -> dict[int, CityInfo]:
    """All cities by id, in customary order."""
    return {c.pk: CityInfo(c.pk, c.code, c.name, c.short_name, c.slug) for c in City.objects.order_by("code")}
