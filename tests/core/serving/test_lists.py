"""Lists as readers get them: order, filters, pager, and addresses that make no sense."""

import time
import uuid
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, urlencode

import pytest
from django.http import QueryDict
from django.urls import resolve
from django.utils import timezone

from core.models import BasePage
from delivery.outbox import run_all
from tests.factories import interpretation, interview, lecture, notice, official_text, outreach, publish, story, topic
from tests.support.house import PROJECT_ROOT
from tests.support.junk import ELSEWHERE, EVERYWHERE, GUARDED, PATHS, ROUTES, junk
from tests.support.reading import parsed, titles, words
from tests.support.routes import routes_of_readers


@pytest.fixture
def entry(column, interviews, unit) -> BasePage:
    """One page of each kind that the routes of `junk` lead to; the story among them."""
    page = story(column, slug="entry", unit=unit, city=unit.city, display_date=datetime(2026, 3, 9, tzinfo=UTC))
    topic(entries=[page])
    outreach()
    interview(interviews, slug="entry")
    lecture(slug="entry")
    official_text(2001, "三十")
    interpretation(official_text(), "第二条", slug="entry")
    return page


@pytest.mark.slow
@pytest.mark.parametrize("path", ROUTES)
def test_no_value_in_an_address_breaks_a_list(client, entry, column, path):
    names = sorted({*ROUTES[path], *EVERYWHERE})
    slow, broken = [], []
    client.get(path, {"q": "示例"})  # the first request of a process loads what all others use

    for value in junk(column.pk):
        for query in [{name: value} for name in ROUTES[path]] + [
            dict.fromkeys(names, value),
            {f"{names[0]}[]": value, names[0]: [value, value]},
        ]:
            before = time.process_time()
            response = client.get(path, query)
            if time.process_time() - before > 0.5:
                slow.append((value[:30], list(query)))
            if response.status_code != 200:
                broken.append((value[:30], list(query), response.status_code))

    assert (broken, slow) == ([], [])


@pytest.mark.parametrize("path", GUARDED)
def test_no_value_passes_where_only_ours_do(client, home, path):
    names, expected = GUARDED[path]

    statuses = {(name, value[:30]): client.get(path, {name: value}).status_code for name in names for value in junk()}

    assert {case: status for case, status in statuses.items() if status != expected} == {}


def test_no_value_breaks_the_count_of_opened_results(client, home):
    statuses = {client.post(f"/search/clicked/?{urlencode({'q': value})}").status_code for value in junk()}

    assert statuses == {204}


def test_every_name_that_a_route_reads_is_tried(client, entry, monkeypatch):
    read, get = set(), QueryDict.get

    def noting(query: QueryDict, name: str, default: object = None) -> object:
        read.add(name)
        return get(query, name, default)

    monkeypatch.setattr(QueryDict, "get", noting)

    forgotten = {}
    for path, names in ROUTES.items():
        read.clear()
        assert client.get(path).status_code == 200, path
        if more := read - {*names, *EVERYWHERE}:
            forgotten[path] = more

    assert forgotten == {}


def test_every_route_of_readers_is_tried():
    samples = (str(uuid.uuid4()), "jinan", "2026", "03", "x" * 24)
    paths = [*ROUTES, *GUARDED, *(path.format(sample) for path in PATHS for sample in samples)]

    tried = {resolve(path).url_name for path in paths} - {None}

    assert tried | set(ELSEWHERE) == routes_of_readers()
    assert [file for file in ELSEWHERE.values() if not (PROJECT_ROOT / "tests" / file).exists()] == []


def test_no_value_in_a_path_breaks_the_site(client, entry, column):
    statuses = {
        (path, value[:30]): client.get(path.format(quote(value, safe=""))).status_code
        for path in PATHS
        for value in junk(column.pk)
    }

    assert {case: status for case, status in statuses.items() if status not in (200, 301, 404)} == {}


@pytest.mark.parametrize("path", ["/schools/%ED%A0%BD/", "/cities/%FF/", "/archive/%C0%AF/", "/%ED%A0%BD%ED%B8%80/"])
def test_bytes_that_are_no_text_are_a_missing_page(client, home, path):
    assert client.get(path).status_code == 404


def test_a_broken_page_number_is_the_first_and_a_large_one_the_last(client, column):
    made = [story(column, display_date=timezone.now() - timedelta(days=day)).title for day in range(21)]
    broken = ["0", "-1", "abc", "", "１", "0" * 28 + "1"]

    shown = {asked: titles(parsed(client, f"/gushi/?page={asked}")) for asked in [*broken, "9" * 20]}

    assert shown == {**dict.fromkeys(broken, made[:20]), "9" * 20: made[20:]}


def test_a_mixed_list_shows_every_type_newest_first(client, column, notices, interviews, unit, city):
    def days_ago(days: int) -> datetime:
        return datetime(2026, 3, 9, 4, 0, tzinfo=UTC) - timedelta(days=days)

    story(column, title="甲故事", display_date=days_ago(2), unit=unit, city=city)
    interview(interviews, title="乙访谈", display_date=days_ago(1), city=city)
    notice(notices, title="丙通知", display_date=days_ago(0))
    story(column, title="丁故事", display_date=days_ago(3))

    rows = [
        (words(row.select(".kick")[0]), words(row.select("h3")[0]), words(row.select(".meta")[0]))
        for row in parsed(client, "/latest/").select("main li.it")
    ]

    assert rows == [
        ("通知公告", "丙通知", "2026-03-09"),
        ("书记院长访谈", "乙访谈", "济南 / 2026-03-08"),
        ("讲好职教故事", "甲故事", f"{unit.name} / 济南 / 2026-03-07"),
        ("讲好职教故事", "丁故事", "2026-03-06"),
    ]
    found = {
        query: titles(parsed(client, f"/latest/?{query}"))
        for query in ("city=3701", f"column={column.pk}", "type=columns.noticepage", "unit=泺源", "year=2025")
    }
    assert found == {
        "city=3701": ["乙访谈", "甲故事"],
        f"column={column.pk}": ["甲故事", "丁故事"],
        "type=columns.noticepage": ["丙通知"],
        "unit=泺源": ["甲故事"],
        "year=2025": [],
    }


def test_a_change_is_seen_with_the_next_request(client, column):
    page = story(column, title="改之前")
    run_all()
    before = [titles(parsed(client, path)) for path in ("/gushi/", "/latest/", "/search/?q=改之")]

    publish(page, title="改之后")
    run_all()

    assert before == [["改之前"]] * 3
    assert [titles(parsed(client, path)) for path in ("/gushi/", "/latest/", "/search/?q=改之")] == [["改之后"]] * 3
