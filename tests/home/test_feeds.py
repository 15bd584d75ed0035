"""Atom: of the whole site and of every listing, by equality with the content."""

import time
from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Unit
from columns.models import StoryPage
from core.publishing.scope import change_public_state
from tests.core.serving.test_lists import junk
from tests.factories import interview, notice, publish, story
from tests.support.reading import parsed, titles

BASE = settings.SITE_BASE_URL.rstrip("/")
START = datetime(2026, 3, 9, 4, 0, tzinfo=UTC)


def read(client, address: str = "/feed/") -> feedparser.FeedParserDict:
    """The parsed feed; a feed that is not well-formed fails."""
    answer = client.get(address)
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = feedparser.parse(answer.content)
    assert (feed.bozo, feed.version) == (False, "atom10")
    return feed


def test_the_feed_of_the_site_is_its_newest_entries(client, column, notices, interviews, unit, city):
    first = story(column, title="甲 < & “乙”", unit=unit, city=city, display_date=START)
    second = interview(interviews, title="丙", display_date=START + timedelta(days=1), summary="")
    third = notice(notices, title="丁", display_date=START + timedelta(days=2))
    story(column, title="草稿", live=False)
    story(column, title="撤下").unpublish()

    feed = read(client)

    assert [(e.id, e.title, e.link, e.get("summary")) for e in feed.entries] == [
        (f"urn:uuid:{page.public_id}", page.title, page.full_url, page.summary or None)
        for page in (third, second, first)
    ]
    assert [(e.published, e.updated) for e in feed.entries] == [
        (stamp(page.display_date), stamp(page.last_published_at)) for page in (third, second, first)
    ]
    assert [tag.term for tag in feed.entries[2].tags] == ["讲好职教故事", "济南市", unit.name]
    assert (feed.feed.title, feed.feed.link, feed.feed.id) == ("职教齐鲁", f"{BASE}/latest/", f"{BASE}/feed/")
    assert feed.feed.updated == stamp(max(page.last_published_at for page in (first, second, third)))


def stamp(at: datetime) -> str:
    """As Atom writes it."""
    return at.isoformat(timespec="seconds")


@pytest.mark.parametrize(
    "query", ["", "?city=3701", "?type=columns.noticepage", "?unit=泺源", "?year=2025", "?city=3701&unit=泺源&page=2"]
)
def test_a_feed_has_the_filters_of_its_listing(client, column, notices, unit, city, query):
    story(column, title="甲", unit=unit, city=city, display_date=START)
    story(column, title="乙", display_date=START - timedelta(days=400))
    notice(notices, title="丙", city=city, display_date=START - timedelta(days=1))

    listing = parsed(client, f"/latest/{query}")
    (address,) = {tag["href"] for tag in listing.select('[type="application/atom+xml"]')}

    assert [entry.title for entry in read(client, address).entries] == titles(listing)


def test_a_column_links_its_own_feed(client, column, notices):
    story(column, title="甲")
    notice(notices, title="丙")

    (address,) = {tag["href"] for tag in parsed(client, "/gushi/").select('[type="application/atom+xml"]')}
    feed = read(client, address)

    assert address == f"/feed/?column={column.pk}"
    assert ([entry.title for entry in feed.entries], feed.feed.title) == (["甲"], "职教齐鲁 · 讲好职教故事")
    assert feed.feed.link == f"{BASE}/gushi/"


def test_an_empty_feed_has_a_date_that_does_not_move(client, home):
    assert (read(client).entries, read(client).feed.updated) == ([], "2000-01-01T00:00:00+00:00")


@pytest.mark.parametrize("wrong", ["a\x00b", "a\x0bb", "a\ufffeb", "a\x1fb"])
def test_characters_that_xml_cannot_hold_are_left_out(client, column, wrong):
    if "\0" in wrong and connection.vendor == "postgresql":
        wrong = wrong.replace("\0", "\x01")  # this database cannot hold a NUL either
    page = story(column)
    with change_public_state(page, "test"):
        StoryPage.objects.filter(pk=page.pk).update(title=wrong, summary=wrong)

    (entry,) = read(client).entries

    assert (entry.title, entry.summary) == ("ab", "ab")


def test_not_modified_until_something_changes(client, column):
    page = story(column, title="甲")
    first = client.get("/feed/")
    marks = {"if-none-match": first["ETag"]}, {"if-modified-since": first["Last-Modified"]}

    same = [client.get("/feed/", headers=mark).status_code for mark in marks]
    other_filter = client.get("/feed/?city=3701", headers=marks[0]).status_code
    publish(page, title="乙")
    changed = client.get("/feed/", headers=marks[0])

    assert (same, other_filter, changed.status_code) == ([304, 304], 200, 200)
    assert "乙" in changed.text


@pytest.mark.parametrize("number", [1, 3])
def test_two_statements_whatever_is_in_it(client, column, unit, city, number):
    for _ in range(number):
        story(column, unit=unit, city=city)
    client.get("/feed/")

    with CaptureQueriesContext(connection) as captured:
        client.get("/feed/")

    assert len(captured) == 2


@pytest.mark.slow
def test_no_value_in_the_address_breaks_it(client, column):
    story(column)
    broken, slow = [], []

    for value in junk(column.pk):
        for name in ("column", "city", "unit", "unit_id", "year", "theme", "type", "page"):
            before = time.process_time()
            status = client.get("/feed/", {name: value}).status_code
            if time.process_time() - before > 0.5:
                slow.append((name, value[:30]))
            if status != 200:
                broken.append((name, value[:30], status))

    assert (broken, slow) == ([], [])


def test_the_feed_of_a_school_is_about_that_school_only(client, column, unit, city):
    other = Unit.objects.create(name=f"{unit.name}附属中学", category="college", city=city)
    mine = story(column, title="本校", unit=unit, city=city)
    story(column, title="别校", unit=other, city=city)

    page = parsed(client, f"/schools/{unit.slug}/")
    (address,) = {tag["href"] for tag in page.select('[type="application/atom+xml"]')}
    feed = read(client, address)

    assert address == f"/feed/?unit_id={unit.pk}"
    assert [entry.title for entry in feed.entries] == titles(page) == [mine.title]
    assert (feed.feed.title, feed.feed.link) == (f"职教齐鲁 · {unit.name}", f"{BASE}/schools/{unit.slug}/")


def test_the_feed_of_a_city_is_that_of_its_page(client, column, city):
    story(column, title="本市", city=city)
    story(column, title="没有城市")

    page = parsed(client, f"/cities/{city.slug}/")
    (address,) = {tag["href"] for tag in page.select('[type="application/atom+xml"]')}

    assert address == f"/feed/?city={city.code}"
    assert [entry.title for entry in read(client, address).entries] == titles(page) == ["本市"]
