"""The site map for machines: every public address once, nothing else."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import etree

from core.drawing.pictures import picture_jpeg
from core.machines import sitemap
from core.models import BasePage
from media.models import Image
from tests.factories import publish, story

BASE = settings.SITE_BASE_URL
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "i": "http://www.google.com/schemas/sitemap-image/1.1"}


def rows(response) -> dict[str, tuple[str, list[str]]]:
    """Address → (last change, pictures) of a set of addresses."""
    tree = etree.fromstring(response.content)
    assert tree.tag == f"{{{NAMES['s']}}}urlset"
    found = tree.findall("s:url", NAMES)
    assert len({url.findtext("s:loc", None, NAMES) for url in found}) == len(found)
    return {
        url.findtext("s:loc", None, NAMES): (
            url.findtext("s:lastmod", "", NAMES),
            [image.text for image in url.findall("i:image/i:loc", NAMES)],
        )
        for url in found
    }


def test_every_public_page_and_route_with_its_date_and_picture(client, column):
    photo = Image(title="图")
    photo.file = ContentFile(picture_jpeg(1, "ridges", 48, 30), name="a.jpg")
    photo.save()
    Image.objects.filter(pk=photo.pk).update(files={"wide": ["a.webp", 960, 540], "wide2": ["b.webp", 1600, 900]})
    photo.refresh_from_db()
    entry = story(column, slug="live", cover=photo)
    story(column, slug="draft", live=False)
    story(column, slug="withdrawn").unpublish()
    scheduled = story(column, slug="scheduled", live=False)
    scheduled.go_live_at = timezone.now() + timedelta(hours=1)
    scheduled.save_revision().publish()

    found = rows(client.get("/sitemap.xml"))

    pages = {page.full_url: page for page in BasePage.objects.public()}
    assert {url: date for url, (date, _) in found.items() if date} == {
        url: page.last_published_at.isoformat(timespec="seconds") for url, page in pages.items()
    }
    assert entry.full_url in pages
    assert found[entry.full_url][1] == [f"{BASE}/uploads/b.webp"]
    plain = {url.removeprefix(BASE) for url, (date, _) in found.items() if not date}
    assert "/latest/" in plain
    assert {path: client.get(path).status_code for path in plain} == dict.fromkeys(plain, 200)


def test_many_addresses_become_an_index_of_parts(client, column, monkeypatch):
    monkeypatch.setattr(sitemap, "PER_PART", 3)
    for number in range(4):
        story(column, slug=f"s{number}")
    whole = {page.full_url for page in BasePage.objects.public()}

    index = etree.fromstring(client.get("/sitemap.xml").content)
    parts = [loc.removeprefix(BASE) for loc in index.xpath("//s:sitemap/s:loc/text()", namespaces=NAMES)]
    addresses = [url for path in parts for url, (date, _) in rows(client.get(path)).items() if date]

    assert index.tag == f"{{{NAMES['s']}}}sitemapindex"
    assert len(parts) > 1
    assert sorted(addresses) == sorted(whole)


def test_one_statement_for_the_pages(client, column):
    story(column)
    client.get("/sitemap.xml")

    with CaptureQueriesContext(connection) as captured:
        answer = client.get("/sitemap.xml")
    with CaptureQueriesContext(connection) as repeated:
        same = client.get("/sitemap.xml", headers={"if-none-match": answer["ETag"]})

    assert (len(captured), len(repeated), same.status_code, same.content) == (2, 1, 304, b"")


def test_a_withdrawn_page_is_gone_with_the_next_request(client, column):
    page = story(column, slug="gone")
    before = client.get("/sitemap.xml")

    page.unpublish()

    after = client.get("/sitemap.xml", headers={"if-none-match": before["ETag"]})
    assert (page.full_url in rows(before), page.full_url in rows(after)) == (True, False)
    publish(page)


@pytest.mark.parametrize("part", ["999999", "9" * 30, "-1", "0x1", "", "%00"])
def test_no_such_part(client, home, part):
    assert client.get(f"/sitemap-{part}.xml").status_code in (301, 404)


def test_robots_know_what_to_leave_alone(client, home):
    lines = client.get("/robots.txt").text.splitlines()

    assert lines == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /search/?",
        "Disallow: /preference/",
        "Disallow: /leaving/",
        "Disallow: /feedback/?",
        "",
        f"Sitemap: {BASE}/sitemap.xml",
    ]
