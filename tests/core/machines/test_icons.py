"""Icons and the manifest."""

from io import BytesIO

import pytest
from PIL import Image

from core.drawing.mark import icon_files
from core.models import SiteSettings
from tests.support.house import PROJECT_ROOT
from tests.support.reading import parsed

SIZES = {"favicon.ico": 32, "touch-icon.png": 180, "icon-192.png": 192, "icon-512.png": 512}


@pytest.mark.parametrize("name", SIZES)
def test_the_stored_icon_is_what_is_drawn(name):
    stored = Image.open(PROJECT_ROOT / "site" / "static" / "img" / name)
    drawn = Image.open(BytesIO(icon_files()[name]))

    assert stored.size == drawn.size == (SIZES[name], SIZES[name])
    assert stored.convert("RGB").tobytes() == drawn.convert("RGB").tobytes()


def test_every_page_names_icons_manifest_and_feed(client, home):
    links = [(tag["rel"][0], tag["href"]) for tag in parsed(client, "/").select("head link[href]")]

    found = {rel: [href for name, href in links if name == rel] for rel in ("icon", "apple-touch-icon", "manifest")}
    assert found == {
        "icon": ["/favicon.ico", "/static/img/favicon.svg"],
        "apple-touch-icon": ["/static/img/touch-icon.png"],
        "manifest": ["/manifest.webmanifest"],
    }


def test_the_manifest_bears_the_name_of_the_site(client, home):
    SiteSettings.objects.create(site_name="示例职教网", tagline="一句话")

    answer = client.get("/manifest.webmanifest")

    data = answer.json()
    assert answer["Content-Type"] == "application/manifest+json; charset=utf-8"
    assert (data["name"], data["description"], data["lang"], data["start_url"]) == (
        "示例职教网",
        "一句话",
        "zh-CN",
        "/",
    )
    assert [icon["sizes"] for icon in data["icons"]] == ["any", "192x192", "192x192", "512x512", "512x512"]


@pytest.mark.parametrize(
    ("asked", "name"), [("/favicon.ico", "favicon.ico"), ("/apple-touch-icon.png", "touch-icon.png")]
)
def test_addresses_that_browsers_try(client, home, asked, name):
    answer = client.get(asked)

    assert (answer.status_code, answer["Location"]) == (302, f"/static/img/{name}")
