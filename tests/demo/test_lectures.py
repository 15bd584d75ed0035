"""The demonstration lectures: past and coming ones, namesakes, one that is postponed; all of it goes again."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from demo.domain.lectures import make_lecture
from demo.domain.load import load_accounts
from demo.domain.places import Places, ensure_sources, ensure_units
from demo.domain.remove import remove_demo
from demo.texts import LECTURE_FOLDER, all_texts
from lectures.enums import State
from lectures.models import LecturePage, Season, Speaker

AS_OF = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def lectures(settings, tmp_path, db) -> list[LecturePage]:
    settings.VAR_DIR = tmp_path
    load_accounts()
    texts = all_texts(LECTURE_FOLDER)
    ensure_units()
    ensure_sources(texts)
    places = Places()
    for text in texts:
        make_lecture(text, places, AS_OF)
    return list(LecturePage.objects.order_by("number"))


def test_they_show_what_lectures_can_be_and_leave_nothing(client, lectures):
    states = [page.state(NOW) for page in lectures]
    namesakes = sorted(str(person) for person in Speaker.objects.filter(name="尹小满"))
    with time_machine.travel(NOW, tick=False):
        codes = [client.get(page.url).status_code for page in lectures]

    remove_demo(lambda line: None)

    assert states == [
        *[State.AWAITING] * 3,
        State.ENDED,
        State.OPEN,
        State.ANNOUNCED,
        State.POSTPONED,
    ]
    assert (namesakes, codes) == (["尹小满", "尹小满（检验）"], [200] * 7)
    assert (LecturePage.objects.count(), Speaker.objects.count(), Season.objects.count()) == (0, 0, 0)
