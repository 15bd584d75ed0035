"""Small files at fixed addresses: robots, manifest, icons."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from core.serving.state import current_state

# Nothing of the office; no answers to questions; no address that only leads elsewhere.
CLOSED = ["/admin/", "/search/?", "/preference/", "/leaving/", "/feedback/?"]
PAPER, GREEN = "#fdfefd", "#0b5d52"


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What robots leave alone, and where the site map is."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), ""]
    lines.append(f"Sitemap: {current_state().absolute('/sitemap.xml')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """Name, colours and icons for a home screen."""
    settings = current_state().settings
    icons = [
        {"src": static(f"img/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for size in (192, 512)
        for purpose in ("any", "maskable")
    ]
    data = {
        "name": settings.site_name,
        "short_name": settings.site_name[:12],
        "description": settings.tagline,
        "lang": "zh-CN",
        "start_url": "/",
        "scope": "/",
        "display": "browser",
        "background_color": PAPER,
        "theme_color": GREEN,
        "icons": [{"src": static("img/favicon.svg"), "sizes": "any", "type": "image/svg+xml"}, *icons],
    }
    options = {"ensure_ascii": False}
    return JsonResponse(data, content_type="application/manifest+json; charset=utf-8", json_dumps_params=options)


@require_safe
def icon(request: HttpRequest, name: str) -> HttpResponse:
    """Browsers ask for these addresses without being told; the files lie under names with their hash."""
    return HttpResponseRedirect(static(f"img/{name}"))
