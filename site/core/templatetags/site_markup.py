"""Template pieces of the public site: icons, phrases, figures, addresses of lists."""

import re
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode, urlsplit

import segno
from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from core import leaving
from core.blocks.sanitise import clean_rich_text
from core.drawing.icons import icon as draw_icon
from core.drawing.portraits import portrait as draw_portrait
from core.drawing.ridge import ridge as draw_ridge
from core.drawing.signs import sign as draw_sign
from core.enums import BylineRole
from core.listing.filters import Filters, feed_query
from core.machines import structured
from core.serving import chrome
from core.serving.visit import Visit

register = template.Library()
PHRASE = re.compile(r"[^，：。？！；]*[，：。？！；]?[”』」）]?")
# Roles whose names the settings may keep back.
RESPONSIBLE = {str(role.label) for role in (BylineRole.RESPONSIBLE_EDITOR, BylineRole.REVIEWER)}
NUMBER = re.compile(r"^([\d.,+\-–~～]+)(.*)$")


@register.simple_tag
def site_head(visit: Visit) -> SafeString:
    """The head of the page."""
    return chrome.site_head(visit)


@register.simple_tag
def site_foot(visit: Visit) -> SafeString:
    """The foot of the page."""
    return chrome.site_foot(visit)


@register.simple_tag
def json_ld(visit: Visit) -> SafeString:
    """Structured data of the page."""
    return structured.json_ld(visit)


@register.simple_tag
def icon(name: str) -> SafeString:
    """An inline icon; always stands beside a word, so readers of the screen skip it."""
    return mark_safe(draw_icon(name))  # noqa: S308  (drawn from a constant)


@register.simple_tag
def ridge() -> SafeString:
    """The ridge of Mount Tai on top of the foot."""
    return mark_safe(draw_ridge())  # noqa: S308


@register.simple_tag
def sign(name: str) -> SafeString:
    """The picture of an error page or an empty list."""
    return mark_safe(draw_sign(name))  # noqa: S308


@register.simple_tag
def portrait(name: str) -> SafeString:
    """Where a portrait is missing: the surname."""
    return mark_safe(draw_portrait(name[:1] or "某"))  # noqa: S308


@register.simple_tag
def qr(url: str) -> SafeString:
    """The address as a QR code in SVG (error level M, quiet zone 4), with a text alternative."""
    return mark_safe(_qr(url))  # noqa: S308  (drawn by segno from our own address)


@lru_cache(maxsize=2000)
def _qr(url: str) -> str:
    code = segno.make(url, error="m", micro=False)
    return code.svg_inline(border=4, omitsize=True, svgclass=None, lineclass=None, svgid="page-qr", title="本页二维码")


@register.filter
def phrases(text: str) -> SafeString:
    """Wrap each phrase of a headline, so that lines break between phrases first (DESIGN §10, 折)."""
    parts = [part for part in PHRASE.findall(str(text)) if part]
    if len(parts) < 2:
        return conditional_escape(text)
    return mark_safe("".join(format_html('<span class="z">{}</span>', part) for part in parts))  # noqa: S308


@register.filter
def outward(url: str) -> str:
    """The address for a link to another site (see `core.leaving`)."""
    return leaving.outward(str(url))


@register.filter
def rich_text(value: Any) -> SafeString:
    """Rich text, reduced to the allow-list."""
    return clean_rich_text(value)


@register.filter
def number_unit(text: str) -> SafeString:
    """`92%` → 92 with a small %."""
    match = NUMBER.match(str(text).strip())
    if not match or not match.group(2):
        return conditional_escape(text)
    return format_html("{}<small>{}</small>", *match.groups())


@register.simple_tag
def listing_query(filters: Filters | str, page: int | None = None, **changes: Any) -> str:
    """`?city=3701&page=2` for a listing with its filters changed; `.` where nothing is left."""
    # A list without filters, such as a month of the archive, has nothing there.
    query = filters.query(**changes) if isinstance(filters, Filters) else ""
    if page and page > 1:
        query = f"{query}&page={page}" if query else f"page={page}"
    return f"?{query}" if query else "."


@register.simple_tag
def feed_address(*listings: Filters | str) -> str:
    """The feed of a listing with exactly its filters, the first that is given; of the whole site where there is none."""
    filters = next((given for given in listings if isinstance(given, Filters)), Filters())
    query = feed_query(filters)
    return f"/feed/?{query}" if query else "/feed/"


@register.simple_tag
def feedback_address(address: str) -> str:
    """The form for errors, about the page at `address` (a path, or an absolute address of this site)."""
    return f"/feedback/?{urlencode({'page': urlsplit(address).path})}"


@register.simple_tag
def responsible(facts: dict[str, Any], settings: Any) -> list[tuple[str, str]]:
    """The line at the end of an entry: source, makers, and who answers for it as far as the settings say so."""
    lines = [tuple(line) for line in facts.get("bylines", [])]
    if not settings.show_responsible:
        lines = [line for line in lines if line[0] not in RESPONSIBLE]
    return [("来源", facts.get("source", "")), *lines]


@register.filter
def makers(bylines: list) -> list:
    """The lines of a byline that stand beside the text; who answers for it stands at the end."""
    return [line for line in bylines if line[0] not in RESPONSIBLE]
