"""Days of mourning: colour goes and returns by the clock, without anybody touching the site."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError

from core.models import SiteSettings
from core.serving.state import current_state
from core.serving.visit import Visit
from tests.factories import story
from tests.support.reading import parsed

START = datetime(2026, 12, 12, 16, 0, tzinfo=UTC)
END = START + timedelta(days=1)
MINUTE = timedelta(minutes=1)


def classes(client, path: str, query: str = "") -> list[str]:
    return parsed(client, path + query).html.get("class", [])


@pytest.mark.parametrize(("scope", "others"), [("home", []), ("site", ["grey"])])
def test_between_the_two_times_only(client, column, scope, others):
    path = story(column).url
    SiteSettings.objects.create(grey_scope=scope, grey_from=START, grey_until=END)

    seen = []
    for at in (START - MINUTE, START, END - MINUTE, END):
        with time_machine.travel(at, tick=False):
            seen.append((classes(client, "/"), classes(client, path), classes(client, "/latest/")))

    mourning = (["grey"], others, others)
    assert seen == [([], [], []), mourning, mourning, ([], [], [])]


def test_together_with_the_elder_view(client, home):
    SiteSettings.objects.create(grey_from=START, grey_until=END)

    with time_machine.travel(START, tick=False):
        assert classes(client, "/", "?view=elder") == ["elder", "grey"]


def test_half_an_order_changes_nothing(client, home):
    SiteSettings.objects.create(grey_from=START)

    with time_machine.travel(START + MINUTE, tick=False):
        assert classes(client, "/") == []


def test_an_answer_knows_when_it_goes_stale(rf, home):
    SiteSettings.objects.create(grey_from=START, grey_until=END)
    found = []

    for at in (START - MINUTE, START, END):
        with time_machine.travel(at, tick=False):
            found.append(Visit(rf.get("/"), current_state(), None).next_change_at)

    assert found == [START, END, None]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"grey_from": START}, ["grey_until"]),
        ({"grey_until": START}, ["grey_from"]),
        ({"grey_from": END, "grey_until": START}, ["grey_until"]),
        ({"grey_from": START, "grey_until": START}, ["grey_until"]),
        ({"grey_from": START, "grey_until": END}, []),
        ({"known_hosts": "a.example.cn\nhttp://b.example.cn/x"}, ["known_hosts"]),
        ({"known_hosts": "a.example.cn\n\n B.example.cn \n"}, []),
        ({"known_hosts": "localhost"}, ["known_hosts"]),
    ],
)
def test_settings_that_make_no_sense_are_refused(fields, wrong):
    try:
        SiteSettings(**fields).clean()
        found = []
    except ValidationError as error:
        found = list(error.message_dict)

    assert found == wrong
