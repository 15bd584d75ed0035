"""`/sitemap.xml`: every public page with the day it was published last and its picture; an index when there are many."""

from collections.abc import Iterator
from datetime import datetime
from xml.sax.saxutils import escape

from django.db.models import F, Max, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core.machines.clean import xml_text
from core.machines.conditional import stamped, unchanged
from core.models import BasePage
from core.registries import site_routes, state_parts
from core.serving.state import SiteState, current_state
from media.renditions import picture

# Pages by range of their ids: a new page changes one part only. The protocol allows 50,000 addresses in a file.
PER_PART = 10_000
NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)


@state_parts.register("sitemap_parts")
def load_parts(state: SiteState) -> list[tuple[int, datetime | None]]:
    """(number, last publication) of every part that has pages."""
    part = F("pk") / PER_PART
    rows = public_pages(state).order_by().values(part=part).annotate(latest=Max("last_published_at"))
    return sorted((row["part"], row["latest"]) for row in rows)


def public_pages(state: SiteState) -> QuerySet[BasePage]:
    """Every public page of the site."""
    return BasePage.objects.public().filter(url_path__startswith=state.root_path)


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """All addresses, or the index of the parts."""
    state = current_state()
    if (answer := unchanged(request, state, "sitemap")) is not None:
        return answer
    parts = state.part("sitemap_parts")
    if len(parts) > 1:
        lines = (
            f"<sitemap><loc>{state.absolute(f'/sitemap-{number}.xml')}</loc>{_last_change(latest)}</sitemap>"
            for number, latest in parts
        )
        body = f"<sitemapindex {NAMESPACES}>{''.join(lines)}</sitemapindex>"
    else:
        body = _address_set(state, parts[0][0] if parts else 0, with_routes=True)
    return stamped(_xml(body), state, "sitemap")


@require_safe
def sitemap_part(request: HttpRequest, part: int) -> HttpResponse:
    """One part; the first holds the addresses of the site's own views as well."""
    state = current_state()
    parts = [number for number, _ in state.part("sitemap_parts")]
    if part not in parts:
        raise Http404
    variant = f"sitemap-{part}"
    if (answer := unchanged(request, state, variant)) is not None:
        return answer
    return stamped(_xml(_address_set(state, part, with_routes=part == parts[0])), state, variant)


def _address_set(state: SiteState, part: int, with_routes: bool) -> str:
    """Pages of `part` in one statement."""
    first = part * PER_PART
    pages = public_pages(state).filter(pk__gte=first, pk__lt=first + PER_PART).order_by("pk")
    rows = pages.values_list("url_path", "last_published_at", "cover_files")
    lines = [_address(state, state.path(path), at, files) for path, at, files in rows]
    if with_routes:
        lines += [_address(state, path) for path in sorted(set(_routes(state)))]
    return f"<urlset {NAMESPACES}>{''.join(lines)}</urlset>"


def _routes(state: SiteState) -> Iterator[str]:
    for paths in site_routes:
        yield from paths(state)


def _address(state: SiteState, path: str, at: datetime | None = None, files: dict | None = None) -> str:
    shown = picture(files or {}, "wide")
    image = f"<image:image><image:loc>{_text(state.absolute(shown.src2))}</image:loc></image:image>" if shown else ""
    return f"<url><loc>{_text(state.absolute(path))}</loc>{_last_change(at)}{image}</url>"


def _last_change(at: datetime | None) -> str:
    return f"<lastmod>{at.isoformat(timespec='seconds')}</lastmod>" if at else ""


def _text(text: str) -> str:
    return escape(xml_text(text))


def _xml(body: str) -> HttpResponse:
    return HttpResponse(
        f'<?xml version="1.0" encoding="UTF-8"?>\n{body}', content_type="application/xml; charset=utf-8"
    )
