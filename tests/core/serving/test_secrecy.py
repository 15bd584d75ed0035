"""What is not public is nowhere: not in lists, counts, search, further reading, nor in the page that says so."""

from datetime import timedelta

import pytest
from django.utils import timezone

from columns.models import StoryPage
from delivery.outbox import run_all
from tests.factories import paragraph, story
from tests.support.reading import parsed, words

SECRETS = {
    "draft": "玄武草稿",
    "withdrawn": "朱雀撤下",
    "scheduled": "青龙定时",
    "edited": "白虎改动",
    "expired": "麒麟到期",
}


@pytest.fixture
def secrets(column, city, unit):
    """One page in each state that readers must not see; the live one has unpublished changes. Returns slug by state."""
    facts = {"city": city, "unit": unit, "keywords": "密"}

    def make(state: str, **fields: object) -> StoryPage:
        return story(column, slug=state, title=SECRETS[state], body=[paragraph(SECRETS[state] * 5)], **facts, **fields)

    make("draft", live=False)
    make("withdrawn").unpublish()
    scheduled = make("scheduled", live=False)
    scheduled.go_live_at = timezone.now() + timedelta(hours=1)
    scheduled.save_revision().publish()
    make("expired").unpublish(set_expired=True)
    edited = story(column, slug="edited", title="公开的一篇", **facts)
    edited.title, edited.body = SECRETS["edited"], [paragraph(SECRETS["edited"] * 5)]
    edited.save_revision()
    run_all()
    return edited


def test_what_is_not_public_is_nowhere(client, secrets, column, city, unit):
    live = story(column, title="另外一篇", city=city, unit=unit)
    paths = ["/", "/gushi/", "/latest/", f"/latest/?city={city.code}", "/latest/?unit=泺源", "/gushi/edited/"]
    paths += ["/schools/", f"/schools/{unit.slug}/", "/cities/", "/cities/jinan/", "/archive/", "/sitemap/"]
    paths += [f"/archive/{timezone.localdate():%Y}/", f"/archive/{timezone.localdate():%Y/%m}/"]
    paths += [f"/gushi/{live.slug}/", *(f"/gushi/{state}/" for state in SECRETS)]
    paths += [f"/search/?q={word}" for word in SECRETS.values()]

    leaks = []
    for path in paths:
        text = client.get(path).text
        asked = path.partition("?q=")[2]
        leaks += [(path, word) for word in SECRETS.values() if word in text and (word != asked or text.count(word) > 2)]

    assert leaks == []
    assert {state: client.get(f"/gushi/{state}/").status_code for state in SECRETS} == {
        "draft": 404,
        "scheduled": 404,
        "withdrawn": 410,
        "expired": 410,
        "edited": 200,
    }
    assert [words(parsed(client, f"/search/?q={word}").h1) for word in SECRETS.values()] == [
        f"没有量到“{word}”" for word in SECRETS.values()
    ]


def test_counts_and_further_reading_know_only_what_is_public(client, secrets, column, city, unit):
    live = story(column, title="另外一篇", city=city, unit=unit)

    counts = [
        words(parsed(client, path).select(".chips strong")[0]) for path in ("/gushi/", "/latest/", "/latest/?city=3701")
    ]
    tile = words(parsed(client, "/").select(".c3701 a")[0])
    story_page = parsed(client, f"/gushi/{live.slug}/")
    beside = [words(link) for link in story_page.select(".trio h3 a, aside .ln a")]

    assert (counts, tile) == (["2 篇"] * 3, "济南2篇")
    assert beside == ["前一篇：公开的一篇", "公开的一篇"]


def test_a_draft_cannot_be_told_from_a_missing_page(client, secrets):
    missing, draft = client.get("/gushi/no-such/"), client.get("/gushi/draft/")

    assert (missing.status_code, missing.content, dict(missing.headers)) == (404, draft.content, dict(draft.headers))
