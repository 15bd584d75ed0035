"""The log of the search counts queries by day and holds nothing about persons."""

import pytest
from django.utils import timezone

from accounts.enums import Role
from delivery.outbox import run_all
from search.domain import log
from search.models import PinnedResult, SearchTally, SiteWord, SynonymGroup
from tests.factories import story
from tests.support.accounts import account


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def tallies() -> list[tuple]:
    return list(
        SearchTally.objects.order_by("query").values_list("query", "asked", "without_hit", "refined", "clicked")
    )


def test_queries_are_counted_by_what_became_of_them(client, column):
    story(column, title="木匠的考场")
    run_all()
    for values in (
        {"q": "考场"},
        {"q": " 考场 "},
        {"q": "考场", "column": column.pk},
        {"q": "量子"},
        {"q": "考场", "page": "2"},
    ):
        client.get("/search/", values)
    client.post("/search/clicked/?q=考场")

    added = log.add_up()

    assert (added, tallies()) == (7, [("考场", 3, 0, 1, 1), ("量子", 1, 1, 0, 0)])
    assert log.add_up() == 0


def test_what_may_be_personal_is_not_kept(db):
    for query in ("13800000000", "某人 370102199001011234", "a@example.invalid", "\0", ""):
        log.note(query, log.ASKED)

    assert (log.add_up(), tallies()) == (0, [])


def test_a_broken_line_is_left_out(db, tmp_path):
    log.note("考场", log.ASKED)
    with (tmp_path / "search-log" / "asked.jsonl").open("a") as file:
        file.write('{broken\n["2026-01-01"]\n["x", "y", ["asked"]]\n')

    log.add_up()

    assert tallies() == [("考场", 1, 0, 0, 0)]


def test_old_counts_are_forgotten(db):
    SearchTally.objects.create(day=timezone.localdate() - log.KEPT * 2, query="旧")
    SearchTally.objects.create(day=timezone.localdate(), query="新")

    log.forget_old()

    assert [row[0] for row in tallies()] == ["新"]


def test_the_desk_sees_the_report_and_teaches_words(client, column):
    SearchTally.objects.create(day=timezone.localdate(), query="量子", asked=3, without_hit=3)
    SearchTally.objects.create(day=timezone.localdate(), query="考场", asked=9)
    page = story(column, title="木匠的考场")
    client.force_login(account(Role.CHIEF_EDITOR))

    report = client.get("/admin/reports/search/")
    saved = [
        client.post("/admin/snippets/search/synonymgroup/add/", {"forms": "考场、试场"}),
        client.post("/admin/snippets/search/siteword/add/", {"text": "墨子班"}),
        client.post("/admin/snippets/search/pinnedresult/add/", {"queries": "推荐", "page": page.pk, "note": "先看"}),
    ]

    assert [row["query"] for row in report.context["object_list"]] == ["量子", "考场"]
    assert [response.status_code for response in saved] == [302] * 3
    assert [model.objects.count() for model in (SynonymGroup, SiteWord, PinnedResult)] == [1, 1, 1]


def test_an_editor_is_refused(client, db):
    client.force_login(account(Role.EDITOR))

    answers = [client.get(path) for path in ("/admin/reports/search/", "/admin/snippets/search/synonymgroup/")]

    assert [answer.status_code for answer in answers] == [302, 302]


def test_a_group_of_one_word_is_refused(client, db):
    client.force_login(account(Role.CHIEF_EDITOR))

    response = client.post("/admin/snippets/search/synonymgroup/add/", {"forms": "考场、“考场”"})

    assert response.context["form"].errors["forms"] == ["至少写两个不同的词。"]
