"""Visits of lectures: once a visitor and day, nothing kept that tells tomorrow who it was."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lectures.domain.views import count_view, forget_days
from lectures.models import DaySalt, LecturePage, LectureViews, ViewTrace
from tests.factories import lecture, publish

pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture
def page(home) -> LecturePage:
    return lecture(title="机器会做的事", number=9)


def test_a_visitor_counts_once_a_day(page):
    visits = [("10.0.0.1", "甲"), ("10.0.0.1", "甲"), ("10.0.0.1", "乙"), ("10.0.0.2", "甲")]

    counted = [count_view(page, *visit) for visit in visits]

    assert (counted, LectureViews.objects.get().number) == ([True, False, True, True], 3)


def test_tomorrow_the_same_visitor_counts_again_and_nothing_of_today_is_left(page, monkeypatch):
    count_view(page, "10.0.0.1", "甲")
    today = timezone.localdate()
    trace = ViewTrace.objects.get().digest

    forget_days(today + timedelta(days=1))
    left = (DaySalt.objects.count(), ViewTrace.objects.count())
    count_view(page, "10.0.0.1", "甲")

    assert (left, LectureViews.objects.get().number, ViewTrace.objects.get().digest == trace) == ((0, 0), 2, False)


def test_the_browser_tells_and_the_page_shows_unless_it_is_hidden(client, page):
    address = f"/lectures/seen/{page.public_id}/"
    answers = [client.post(address), client.post(address, headers={"Origin": "https://evil.example"})]
    shown = client.get(publish(page, summary="又改了。").url).text
    hidden = client.get(publish(page, shows_views=False).url).text

    assert [(answer.status_code, dict(answer.cookies)) for answer in answers] == [(204, {}), (204, {})]
    assert ["浏览 1" in text for text in (shown, hidden)] == [True, False]
    assert (LectureViews.objects.get().number, client.get(address).status_code) == (1, 405)


def test_numbers_cost_no_statement_of_their_own(client, page):
    path = page.url
    client.get(path)

    with CaptureQueriesContext(connection) as captured:
        client.get(path)

    assert len(captured) == 1


def test_a_draft_is_not_counted(client, page):
    page.unpublish()

    assert (client.post(f"/lectures/seen/{page.public_id}/").status_code, LectureViews.objects.count()) == (404, 0)
