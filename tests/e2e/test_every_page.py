"""Every kind of page in every mode: accessibility, no sideways scroll, nothing from elsewhere, little to load."""

import gzip
import re

import pytest
from playwright.sync_api import Route

from tests.support.browser_axe import violations
from tests.support.browser_pages import DESKTOP, MODES, NARROWEST, PAGES, PHONE
from tests.support.browser_site import PROJECT_ROOT, errors_in_log

pytestmark = pytest.mark.e2e
LIMIT_BYTES = 40_000
SPACED_OUT = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
LINKED = re.compile(r'(?:<link rel="stylesheet" href|<script type="module" src)="([^"]+)"')


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("kind", PAGES)
def test_page_is_accessible_fits_every_width_and_keeps_to_itself(open_page, kind, mode):
    watched = open_page(PAGES[kind], mode, PHONE)
    found = {"phone": violations(watched.page), "phone, sideways": watched.too_wide()}

    watched.resize(NARROWEST)
    found["narrowest, sideways"] = watched.too_wide()
    # Opened anew: on a phone the script has folded some parts away.
    watched.resize(DESKTOP)
    watched.open(PAGES[kind])
    found |= {"desktop": violations(watched.page), "desktop, sideways": watched.too_wide(), **watched.faults()}

    assert {place: faults for place, faults in found.items() if faults} == {}


@pytest.mark.parametrize("kind", PAGES)
def test_readers_may_space_the_text_out(open_page, kind):
    """WCAG 1.4.12."""
    watched = open_page(PAGES[kind], "light", NARROWEST, bypass_csp=True)

    watched.page.add_style_tag(content=SPACED_OUT)

    assert watched.too_wide() == []


@pytest.mark.parametrize("width", [DESKTOP, PHONE, NARROWEST])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_for_a_broken_server(context_of, site, theme, width):
    text = (PROJECT_ROOT / "site" / "templates" / "500.html").read_text().replace("{{ number }}", "1a2b3c4d")
    page = context_of("light", width, color_scheme=theme).new_page()
    page.route("**/broken/", lambda route: respond_500(route, text))

    page.goto(site.url("/broken/"))

    ground = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    assert ground == {"light": "rgb(253, 254, 253)", "dark": "rgb(15, 22, 20)"}[theme]
    assert violations(page) == []
    assert page.evaluate("() => document.scrollingElement.scrollWidth") == width


def respond_500(route: Route, text: str) -> None:
    route.fulfill(status=500, body=text, content_type="text/html; charset=utf-8")


@pytest.mark.parametrize("kind", PAGES)
def test_page_is_small(site, kind):
    _, html = site.read(PAGES[kind])

    parts = [html, *(site.read(path)[1] for path in LINKED.findall(html.decode()))]

    assert len(parts) in (5, 6, 7)  # the page, three or four style sheets, one script; with a video the player's, too
    assert sum(len(gzip.compress(part, 6)) for part in parts) < LIMIT_BYTES


def test_every_page_answers_as_it_should_and_the_server_does_not_complain(site):
    statuses = {kind: site.read(path)[0] for kind, path in PAGES.items()}

    assert statuses == dict.fromkeys(PAGES, 200) | {"404": 404, "410": 410, "verify-unknown": 404}
    assert errors_in_log(site) == ""
