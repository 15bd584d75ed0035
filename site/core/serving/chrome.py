"""Head and foot of every page, rendered once per site version, view, theme and current navigation item."""

from urllib.parse import urlencode

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from core.serving.parts import MenuItem
from core.serving.state import Kept
from core.serving.visit import Visit

FEEDBACK = "/feedback/"


def site_head(visit: Visit) -> SafeString:
    """Skip link, aids, brand, search, navigation."""
    current = _current_item(visit)
    return _kept(visit, "components/site_head.html", current)


def site_foot(visit: Visit) -> SafeString:
    """Ridge, links, responsible bodies, filing numbers as far as they are given."""
    foot = _kept(visit, "components/site_foot.html", "")
    # The foot is the same everywhere but for the one address in it that says where the reader comes from.
    if visit.page is None:
        return foot
    about = escape(f"{FEEDBACK}?{urlencode({'page': visit.state.path(visit.page.url_path)})}")
    return mark_safe(foot.replace(f'"{FEEDBACK}"', f'"{about}"'))  # noqa: S308  (rendered and escaped by us)


def _kept(visit: Visit, template: str, current: str) -> SafeString:
    visitor = visit.visitor
    key = (template, visitor.elder, visitor.theme, current)

    def build() -> Kept:
        context = {"site": visit.state, "visitor": visitor, "current": current, "menu": visit.state.part("menu")}
        context["settings"] = visit.state.part("settings")
        context["standard_pages"] = visit.state.part("foot_pages")
        return Kept(render_to_string(template, context))

    return visit.state.keep(key, build)


def _current_item(visit: Visit) -> str:
    """Path of the navigation item that the visited address lies under; `/` for the home page, else empty."""
    path = visit.state.path(visit.page.url_path) if visit.page and visit.page.url_path else visit.request.path_info
    if path in ("", "/"):
        return "/" if visit.page is not None else ""
    items: list[MenuItem] = visit.state.part("menu")
    return next((item.path for item in items if path.startswith(item.path)), "/latest/" if path == "/latest/" else "")
