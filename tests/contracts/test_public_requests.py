"""A reader leaves no trace: no session, no account, no cookie, no token, on any public address."""

from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from columns.models import StoryPage
from core.leaving import outward
from tests.factories import interview, notice, story

PATHS = {
    "home": ("/", HTTPStatus.OK),
    "column": ("/gushi/", HTTPStatus.OK),
    "column filtered": ("/gushi/?city=3701&page=2", HTTPStatus.OK),
    "story": ("/gushi/story/", HTTPStatus.OK),
    "elder view": ("/gushi/story/?view=elder&theme=dark", HTTPStatus.OK),
    "interview": ("/fangtan/interview/", HTTPStatus.OK),
    "notice": ("/notices/notice/", HTTPStatus.OK),
    "latest": ("/latest/", HTTPStatus.OK),
    "schools": ("/schools/?q=学", HTTPStatus.OK),
    "cities": ("/cities/", HTTPStatus.OK),
    "city": ("/cities/jinan/", HTTPStatus.OK),
    "archive": ("/archive/", HTTPStatus.OK),
    "site map": ("/sitemap/", HTTPStatus.OK),
    "search": ("/search/", HTTPStatus.OK),
    "search for a word": ("/search/?q=调试", HTTPStatus.OK),
    "feed": ("/feed/?city=3701", HTTPStatus.OK),
    "site map for machines": ("/sitemap.xml", HTTPStatus.OK),
    "robots": ("/robots.txt", HTTPStatus.OK),
    "manifest": ("/manifest.webmanifest", HTTPStatus.OK),
    "corrections": ("/corrections/", HTTPStatus.OK),
    "notice before another site": (outward("https://other.example.com/"), HTTPStatus.OK),
    "withdrawn": ("/gushi/withdrawn/", HTTPStatus.GONE),
    "draft": ("/gushi/draft/", HTTPStatus.NOT_FOUND),
    "missing": ("/gushi/missing/", HTTPStatus.NOT_FOUND),
    "without slash": ("/gushi/story", HTTPStatus.MOVED_PERMANENTLY),
}


@pytest.fixture
def pages(column, interviews, notices) -> None:
    """One page of each kind, one withdrawn, one draft."""
    story(column, slug="story")
    story(column, slug="withdrawn").unpublish()
    story(column, slug="draft", live=False)
    interview(interviews, slug="interview")
    notice(notices, slug="notice")


def test_anonymous_reader(client, pages):
    statuses = {}

    for name, (path, _) in PATHS.items():
        with CaptureQueriesContext(connection) as captured:
            response = client.get(path)
        statuses[name] = response.status_code
        _assert_no_trace(response, captured)

    assert statuses == {name: status for name, (_, status) in PATHS.items()}


def test_signed_in_editor_is_a_reader_like_any_other(admin_client, pages):
    with CaptureQueriesContext(connection) as captured:
        response = admin_client.get("/gushi/story/")

    assert response.status_code == HTTPStatus.OK
    _assert_no_trace(response, captured)


def test_wish_that_a_reader_saves_is_the_only_cookie(client, pages):
    response = client.get("/preference/?view=elder&next=/gushi/")

    assert (response.status_code, list(response.cookies)) == (HTTPStatus.FOUND, ["view"])
    assert not response.wsgi_request.session.accessed


def test_reading_writes_nothing(client, pages):
    page = StoryPage.objects.get(slug="story")
    client.get(page.url)

    with CaptureQueriesContext(connection) as captured:
        client.get(page.url)

    assert {query["sql"].split()[0].upper() for query in captured} == {"SELECT"}


def _assert_no_trace(response, captured) -> None:
    request = response.wsgi_request
    tables = ("django_session", "accounts_user", "auth_")

    assert (request.session.accessed, request.session.modified) == (False, False)
    assert (dict(response.cookies), response.headers.get("Set-Cookie")) == ({}, None)
    assert "CSRF_COOKIE" not in request.META
    assert "csrfmiddlewaretoken" not in response.content.decode()
    assert [query["sql"] for query in captured if any(table in query["sql"] for table in tables)] == []
