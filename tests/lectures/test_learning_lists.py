"""Learning lists: in order, only what is public, with progress for a learner who comes by the signed address."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.models import BasePage
from lectures.domain.registration import Person, register
from lectures.models import Learning, LearningListPage, LearningStep
from media.models import Video
from regulations.domain.imports import confirm_edition, import_instrument
from regulations.domain.text_files import SourceText
from tests.factories import interpretation, learning_list, lecture, story
from tests.regulations.conftest import SPECIMEN
from tests.support.reading import parsed, words

pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture
def edition(home):
    source = SourceText(SPECIMEN, "specimen.txt")
    edition = import_instrument(source, source.parsed(), facts={})
    confirm_edition(edition, None)
    return edition


@pytest.fixture
def talk(home):
    video = Video.objects.create(title="回放", file="videos/a.mp4", duration=600, type="video")
    begin = timezone.now() - timedelta(days=3)
    times = [{"starts_at": begin, "ends_at": begin + timedelta(hours=2)}]
    return lecture(number=9, video=video, sessions=times, learning_hours=Decimal("1.5"), learning_percent=50)


@pytest.fixture
def page(talk, edition) -> LearningListPage:
    first = interpretation(edition, title="先读这一篇")
    return learning_list(
        {"target": first, "note": "五分钟。"},
        {"target": talk},
        {"instrument": edition.instrument, "place": "第二条第一款第二项"},
        title="教师的第一课",
    )


def steps(client, path: str) -> list[str]:
    return [words(item.h2) for item in parsed(client, path).select(".steps > li")]


def test_steps_stand_in_their_order_and_lead_to_their_places(client, page, talk, edition):
    links = parsed(client, page.url).select(".steps h2 a")

    assert steps(client, page.url) == ["先读这一篇", talk.title, f"《{edition.title}》第二条第一款第（二）项"]
    assert links[2]["href"] == f"{edition.instrument.path}art-2/#art-2-1-2"
    assert "1.5 学时" in client.get(page.url).text


def test_what_is_withdrawn_leaves_the_list(client, page, talk):
    talk.unpublish()

    assert talk.title not in steps(client, page.url)


def test_all_lists_by_audience(client, page, talk):
    learning_list({"target": talk}, title="家长看什么", audience="parents")

    tree = parsed(client, "/lectures/lists/")

    assert [words(heading) for heading in tree.select("main h2")] == ["写给家长", "写给教师"]
    assert [words(link) for link in tree.select("main .ln a span")] == ["家长看什么", "教师的第一课"]


@pytest.mark.parametrize("fields", [{}, {"instrument": True, "place": "第九百条"}, {"instrument": True, "place": ""}])
def test_a_step_is_a_page_or_a_place_that_exists(edition, fields):
    given = {**fields, **({"instrument": edition.instrument} if "instrument" in fields else {})}

    with pytest.raises(ValidationError):
        LearningStep(**given).clean()


def test_a_step_is_a_lecture_or_an_interpretation(column):
    with pytest.raises(ValidationError, match="只能选讲座或解读"):
        LearningStep(target=BasePage.objects.get(pk=story(column).pk)).clean()


def test_a_learner_sees_what_is_done_of_all_registrations_and_marks_texts(client, page, talk):
    own = register(talk.replay_desk_id, Person("林一", "示例学院", "13800001111"))
    other = register(talk.replay_desk_id, Person("王二", "示例学院", "13800002222"))
    Learning.objects.create(registration=own, seconds=300, reached_at=timezone.now())
    address = f"{own.path}lists/{page.slug}/"
    key = parsed(client, address).select_one("input[name=read]")["value"]

    form = "application/x-www-form-urlencoded"
    marked = client.post(address, f"read={key}", content_type=form)
    junk = client.post(address, "read=page-999", content_type=form)
    tree = parsed(client, address)
    foreign = parsed(client, f"{other.path}lists/{page.slug}/")

    assert (marked.status_code, junk.status_code, dict(marked.cookies)) == (303, 403, {})
    assert words(tree.select_one(".lede")) == "林一，3步里学了2步。"
    assert words(foreign.select_one(".lede")) == "王二，3步里学了0步。"
    assert page.title in client.get(f"{own.path}learn/").text


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_with_one_and_three(client, talk, number):
    for _ in range(number):
        page = learning_list(*[{"target": talk}] * number)
    counted = []

    for path in (page.url, "/lectures/lists/"):
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        counted.append(len(captured))

    assert counted == [1, 1]
