"""Lists and choosers of the library and of names find any part of a Chinese title, whatever is typed."""

import json

import pytest
from django.urls import reverse

from accounts.enums import Role
from core.models import Source
from lectures.models import Speaker
from media.models import Document, Image, Video
from tests.support.accounts import account
from tests.support.pictures import jpeg, upload

TITLE, PART = "黄河口的现场工程师培养方案", "工程师"
ODD = ["\0", '"', "a" * 10_000, "%", "  ", "'' OR 1", "\ud800工程师"]


@pytest.fixture
def desk(client, home):
    """An editor's browser, with one of each kind in the library, and one of each that does not match."""
    for title in (TITLE, "另一份"):
        Image.objects.create(title=title, file=upload("a.jpg", jpeg()))
        Document.objects.create(title=title, file=upload("a.pdf", b"%PDF-1.7"))
        Video.objects.create(title=title, file="videos/a.mp4", duration=1, type="video")
        Speaker.objects.create(name=title[:14])
        Source.objects.create(name=title)
    client.force_login(account(Role.CHIEF_EDITOR))
    return client


PLACES = {
    "pictures": "/admin/images/results/",
    "documents": "/admin/documents/results/",
    "videos": "/admin/media/",
    "choosing a picture": "/admin/images/chooser/results/",
    "choosing a document": "/admin/documents/chooser/results/",
    "choosing a video": "/admin/media/chooser/video/",
}


def shown(desk, path: str, query: str) -> tuple[int, str]:
    response = desk.get(
        path, {"q": query.encode("utf-8", "surrogatepass")}, headers={"x-requested-with": "XMLHttpRequest"}
    )
    text = response.content.decode()
    return response.status_code, json.loads(text)["html"] if text.startswith("{") else text


@pytest.mark.parametrize("place", PLACES)
def test_any_part_of_the_title_is_found(desk, place):
    status, html = shown(desk, PLACES[place], PART)

    assert (status, TITLE in html, "另一份" in html) == (200, True, False)


@pytest.mark.parametrize("model", [Speaker, Source])
def test_choosers_of_names_find_any_part(desk, model):
    path = reverse(model.snippet_viewset.chooser_viewset.get_url_name("choose_results"))

    status, html = shown(desk, path, PART)

    assert (status, PART in html, "另一份" in html) == (200, True, False)


@pytest.mark.parametrize("place", PLACES)
def test_odd_queries_answer(desk, place):
    answers = {query: shown(desk, PLACES[place], query)[0] for query in ODD}

    assert answers == dict.fromkeys(ODD, 200)
