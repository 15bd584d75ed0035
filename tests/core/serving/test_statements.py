"""How many SQL statements a reader costs: literal figures, the same with three entries and with three thousand."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from columns.models import ColumnPage, StoryPage
from core.models import SiteSettings
from core.serving.state import forget_state
from tests.factories import activity, case, interview, lecture, media_report, notice, publish, story, theory, topic
from tests.support.many_pages import clone_stories

# (address, statements of the second request, statements of the first request after a publish)
EXPECTED = {
    "home": (1, 11),
    "column": (2, 8),
    "column, page 2": (2, 8),
    "latest": (2, 7),
    "schools": (1, 5),
    "school": (2, 8),
    "cities": (1, 5),
    "city": (2, 8),
    "archive": (1, 4),
    "month": (2, 7),
    "site map": (1, 10),
    "topics": (1, 4),
    "topic": (1, 7),
    "story": (1, 7),
    "interview": (1, 7),
    "notice": (1, 7),
    "theory article": (1, 7),
    "case": (1, 7),
    "activity": (1, 7),
    "media report": (1, 7),
    "column of activities": (2, 8),
    "hall": (1, 9),
    "lecture": (1, 8),
    "speakers": (1, 5),
    "speaker": (2, 7),
}


@pytest.fixture
def addresses(request, home, column, notices, interviews, desks, unit):
    """Public paths of one page of each kind, with so many stories beside them."""
    settings = SiteSettings.objects.create(organiser="示例单位")
    settings.friend_links.create(name="甲", url="https://a.example.invalid/")
    settings.friend_links.create(name="乙", url="https://b.example.invalid/")
    first = story(column, unit=unit, city=unit.city)
    clone_stories(
        list(ColumnPage.objects.filter(slug__in=["chucai", "yongwang", "gushi"])), getattr(request, "param", 3)
    )
    return {
        "home": "/",
        "column": "/gushi/",
        "column, page 2": "/gushi/?page=2",
        "latest": "/latest/",
        "schools": "/schools/?q=泺源",
        "school": f"/schools/{unit.slug}/",
        "cities": "/cities/",
        "city": "/cities/jinan/",
        "archive": "/archive/",
        "month": f"/archive/{timezone.localdate():%Y/%m}/",
        "site map": "/sitemap/",
        "topics": "/topics/",
        "topic": f"/{topic(entries=(first,), auto_theme='growth').slug}/",
        "story": f"/gushi/{first.slug}/",
        "interview": f"/fangtan/{interview(interviews, unit=unit).slug}/",
        "notice": f"/notices/{notice(notices).slug}/",
        "theory article": f"/lilun/{theory(desks['lilun']).slug}/",
        "case": f"/anli/{case(desks['anli'], unit=unit).slug}/",
        "activity": f"/huodong/{activity(desks['huodong']).slug}/",
        "media report": f"/meiti/{media_report(desks['meiti']).slug}/",
        "column of activities": "/huodong/",
        "hall": "/dajiangtang/",
        "lecture": f"/dajiangtang/{lecture().slug}/",
        "speakers": "/lectures/speakers/",
        "speaker": "/lectures/speakers/gu-heng-zhi/",
    }


def statements(client, path: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    assert response.status_code == 200
    return [query["sql"] for query in captured.captured_queries]


@pytest.mark.parametrize("addresses", [3, pytest.param(3000, marks=pytest.mark.slow)], indirect=True)
def test_second_request_and_first_after_a_publish(client, addresses):
    """All kinds in one test: thousands of stories are made once."""
    counts, repeated = {}, {}

    for kind, path in addresses.items():
        client.get(path)
        warm = statements(client, path)
        publish(StoryPage.objects.order_by("pk").first(), summary=f"新的摘要：{kind}。")
        cold = statements(client, path)
        counts[kind] = (len(warm), len(cold))
        repeated[kind] = (len(warm) - len(set(warm)), len(cold) - len(set(cold)))

    assert counts == EXPECTED
    assert repeated == dict.fromkeys(EXPECTED, (0, 0))


def test_a_fresh_process_needs_no_more(client, addresses):
    client.get("/")
    forget_state()

    cold = statements(client, "/")

    assert len(set(cold)) == len(cold)
    assert len(cold) <= 11


def test_renamed_unit_is_seen_in_lists_with_the_next_request(client, column, unit):
    story(column, unit=unit, city=unit.city)
    assert "泺源工业职业学院" in client.get("/gushi/").text

    unit.name = "泺源应用技术职业学院"
    unit.save()

    text = client.get("/gushi/").text
    assert ("泺源应用技术职业学院" in text, "泺源工业职业学院" in text) == (True, False)
