"""Corrections: under the text, in the content hash, in the public list."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.models import Correction, SiteSettings
from core.models.people import Byline
from core.publishing.content_hash import content_hash
from editorial.views import corrections as listing
from tests.factories import publish, story
from tests.support.reading import parsed, words


def correct(page, text: str, day: date = date(2026, 3, 9)):
    """Add a correction and publish."""
    page.corrections.add(Correction(day=day, text=text))
    return publish(page)


def lines(client, path: str = "/corrections/") -> list[tuple[str, str, str, str]]:
    found = parsed(client, path).select(".corrs li")
    return [(words(li.time), words(li.a), li.a["href"], words(li.p)) for li in found]


def test_a_correction_stands_under_the_text_and_counts_as_content(client, column):
    page = story(column, title="夜班")
    before = content_hash(page)

    page = correct(page, "第三段“甲”应为“乙”。")

    shown = [words(item) for item in parsed(client, page.url).select(".corr li")]
    assert shown == ["2026-03-09第三段“甲”应为“乙”。"]
    assert page.kept.facts["corrections"] == [["2026-03-09", "第三段“甲”应为“乙”。"]]
    assert content_hash(page) != before


def test_a_page_without_correction_says_nothing_of_it(client, column):
    assert parsed(client, story(column).url).select(".corr") == []


def test_the_list_shows_those_of_public_pages_newest_first(client, column):
    first = correct(story(column, title="甲"), "旧", date(2026, 3, 1))
    second = correct(story(column, title="乙"), "新", date(2026, 3, 2))
    correct(story(column, title="撤下"), "秘密").unpublish()
    draft = story(column, title="草稿", live=False)
    draft.corrections.add(Correction(day=date(2026, 3, 3), text="秘密"))
    draft.save_revision()
    unpublished = story(column, title="丙")
    unpublished.corrections.add(Correction(day=date(2026, 3, 3), text="秘密"))
    unpublished.save_revision()

    assert lines(client) == [
        ("2026-03-02", "乙", second.url, "新"),
        ("2026-03-01", "甲", first.url, "旧"),
    ]


def test_long_lists_have_pages(client, column, monkeypatch):
    monkeypatch.setattr(listing, "PER_PAGE", 2)
    page = story(column)
    for number in range(3):
        page = correct(page, f"第{number}处", date(2026, 3, 1 + number))

    shown = [[line[3] for line in lines(client, f"/corrections/?page={asked}")] for asked in ("1", "2", "9", "x", "²")]

    assert shown == [["第2处", "第1处"], ["第0处"], ["第0处"], ["第2处", "第1处"], ["第2处", "第1处"]]


@pytest.mark.parametrize("number", [1, 3])
def test_two_statements(client, column, number):
    page = story(column)
    for index in range(number):
        page = correct(page, f"第{index}处")
    client.get("/corrections/")

    with CaptureQueriesContext(connection) as captured:
        client.get("/corrections/")

    assert len(captured) == 2


def test_a_correction_is_not_of_tomorrow():
    tomorrow = timezone.localdate() + timedelta(days=1)

    with pytest.raises(ValidationError, match="不能晚于今天"):
        Correction(day=tomorrow, text="x").clean()


@pytest.mark.parametrize("shown", [True, False])
def test_who_answers_for_a_text_stands_at_its_end_if_the_office_wants_it(client, column, shown):
    SiteSettings.objects.create(show_responsible=shown)
    makers = [
        Byline(role=role, name=name)
        for role, name in (("reporter", "孟繁星"), ("responsible_editor", "宋青禾"), ("reviewer", "何清浅"))
    ]
    page = story(column, bylines=makers)

    tree = parsed(client, page.url)

    line = [words(item) for item in tree.select(".resp .meta span")]
    named = ["责任编辑：宋青禾", "审核：何清浅"] if shown else []
    assert line == ["来源：职教齐鲁编辑部", "记者：孟繁星", *named]
    assert tree.text.count("宋青禾") == len(named[:1])
