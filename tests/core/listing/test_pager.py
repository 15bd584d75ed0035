"""Numbered pages of a listing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from columns.models import StoryPage
from core.listing import pager
from core.listing.filters import Filters, filters_from
from core.listing.pager import count, list_page
from core.publishing.scope import change_public_state
from core.serving.state import current_state
from tests.factories import story
from tests.support.many_pages import clone_stories


def test_pages_hold_every_entry_once_newest_first(column):
    clone_stories([column], 45)
    state = current_state()

    pages = [list_page(Filters(), str(number), state) for number in (1, 2, 3)]

    dates = [card.date for page in pages for card in page.cards]
    assert [len(page.cards) for page in pages] == [20, 20, 5]
    assert dates == sorted(dates, reverse=True)
    assert len({card.id for page in pages for card in page.cards}) == 45
    assert [(page.previous, page.next) for page in pages] == [(None, 2), (1, 3), (2, None)]


@pytest.mark.parametrize(
    ("asked", "number"),
    [("", 1), ("0", 1), ("-1", 1), ("abc", 1), ("２", 1), ("2", 2), ("99999999999999999999", 3), ("3\0", 1)],
)
def test_broken_page_numbers_are_the_first_and_large_ones_the_last(column, asked, number):
    clone_stories([column], 45)

    assert list_page(Filters(), asked, current_state()).number == number


def test_numbers_leave_gaps_only_where_more_than_one_is_missing(column):
    clone_stories([column], 400)

    shown = list_page(Filters(), "10", current_state()).numbers

    assert shown == [1, None, 8, 9, 10, 11, 12, None, 20]


def test_counts_of_every_combination_equal_the_rows(column, city, unit):
    clone_stories([column], 60)
    story(column, city=city, unit=unit, theme="life", display_date=timezone.now() - timedelta(days=800))
    state = current_state()
    year = (timezone.localtime() - timedelta(days=800)).year

    asked = [
        Filters(),
        Filters(section=column.pk),
        Filters(city="3701"),
        Filters(section=column.pk, city="3702"),
        Filters(theme="life"),
        Filters(year=year),
        Filters(unit="泺源"),
        Filters(kind="columns.storypage", city="3701"),
        Filters(kind="columns.noticepage"),
    ]

    assert [count(f, state) for f in asked] == [len(list_page(f, "1", state, per_page=100).cards) for f in asked]
    assert [count(f, state) for f in asked[4:7]] == [1, 1, 1]


@pytest.mark.parametrize("value", ["", "x", "-1", "0", "9" * 40, "3712", "\0", "济南", "1' or 1=1", "٣", "2026年"])
def test_unknown_values_mean_all(home, value):
    query = QueryDict(mutable=True)
    query.update(dict.fromkeys(["city", "year", "theme", "type", "column"], value))

    assert filters_from(query, current_state(), {"columns.storypage": "故事"}) == Filters()


def test_deep_pages_are_those_of_a_plain_slice(column, monkeypatch):
    monkeypatch.setattr(pager, "STRIDE", 30)
    clone_stories([column], 130)
    same_moment = StoryPage.objects.order_by("-display_date")[28:34]
    with change_public_state(None, "fixture"):
        StoryPage.objects.filter(pk__in=[page.pk for page in same_moment]).update(
            display_date=same_moment[0].display_date
        )
    state = current_state()

    pages = [[card.id for card in list_page(Filters(), str(n), state, per_page=10).cards] for n in range(1, 14)]

    ids = list(StoryPage.objects.order_by("-display_date", "-pk").values_list("pk", flat=True))
    assert pages == [ids[start : start + 10] for start in range(0, 130, 10)]


def test_deep_pages_follow_the_next_publication(column, monkeypatch):
    monkeypatch.setattr(pager, "STRIDE", 30)
    clone_stories([column], 60)
    list_page(Filters(), "4", current_state(), per_page=10)

    newest = story(column, display_date=timezone.now() + timedelta(hours=1))

    deep = list_page(Filters(), "4", current_state(), per_page=10)
    expected = StoryPage.objects.order_by("-display_date", "-pk").values_list("pk", flat=True)[30:40]
    assert [card.id for card in deep.cards] == list(expected)
    assert list_page(Filters(), "1", current_state()).cards[0].id == newest.pk


@pytest.mark.parametrize("filters", [{}, {"city": "3701"}, {"section": True}, {"section": True, "city": "3701"}])
def test_page_150_of_3000_entries_is_read_in_the_order_of_an_index(column, filters):
    clone_stories([column], 3000)
    state = current_state()
    asked = Filters(**({**filters, "section": column.pk} if "section" in filters else filters))
    list_page(asked, "150", state)

    with CaptureQueriesContext(connection) as captured:
        list_page(asked, "150", state)

    (statement,) = [query["sql"] for query in captured.captured_queries]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {'' if connection.vendor == 'postgresql' else 'QUERY PLAN '}{statement}")
        plan = "\n".join(str(row[-1]) for row in cursor.fetchall())
    assert [line for line in plan.splitlines() if "TEMP B-TREE" in line or "Sort" in line] == []
    assert "core_page_" in plan
