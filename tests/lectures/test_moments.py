"""From captions to confirmed moments: proposed, ticked, a draft, then on the lecture and ready for the provision."""

from datetime import datetime

import pytest
from bs4 import BeautifulSoup

from accounts.enums import Role
from core.serving.state import current_state
from lectures.models import LecturePage
from lectures.parts import seconds_about
from media.models import CaptionTrack, Video
from regulations.domain.imports import confirm_edition, import_instrument
from regulations.domain.text_files import SourceText
from tests.factories import lecture, publish
from tests.regulations.conftest import SPECIMEN
from tests.support.accounts import account

CUES = [
    [0, 8, "今天讲示范条例。", ""],
    [754, 770, "条例第二条第一款第二项，说的是乙。", ""],
    [900, 910, "我讲三点体会。", ""],
    [1000, 1010, "第九条呢，这里没有。", ""],
]
PAST = {"starts_at": "2026-03-01T09:00+08:00", "ends_at": "2026-03-01T11:00+08:00"}


@pytest.fixture
def instrument(home):
    source = SourceText(SPECIMEN, "specimen.txt")
    edition = import_instrument(source, source.parsed(), facts={})
    confirm_edition(edition, None)
    return edition.instrument


@pytest.fixture
def page(home) -> LecturePage:
    video = Video.objects.create(title="回放", file="videos/a.mp4", duration=2835, type="video")
    video.captions = CaptionTrack.objects.create(video=video, digest="0" * 64, rows=CUES)
    video.save()
    times = {name: datetime.fromisoformat(text) for name, text in PAST.items()}
    return lecture(number=6, video=video, sessions=[times])


def ticks(client, page) -> list[tuple[str, str]]:
    tree = BeautifulSoup(client.get(f"/admin/lectures/{page.pk}/moments/").content, "html.parser")
    rows = tree.select("tr:has(input[name=moment])")
    return [(row.select_one("input")["value"], row.get_text(" ", strip=True)) for row in rows]


def test_an_editor_confirms_and_readers_jump_to_the_second(client, page, instrument):
    client.force_login(account(Role.EDITOR))
    proposed = ticks(client, page)

    client.post(f"/admin/lectures/{page.pk}/moments/", {"moment": [proposed[0][0], "1/2/junk"]})
    before = client.get(page.url).text
    LecturePage.objects.get(pk=page.pk).get_latest_revision().publish()
    after = client.get(page.url).text

    assert [key.split("/")[0::2] for key, _ in proposed] == [["754", "art-2-1-2"], ["1000", "art-9"]]
    assert [("文件里没有这一条" in text) for _, text in proposed] == [False, True]
    assert ['id="m-754"' in text for text in (before, after)] == [False, True]
    assert "第二条第一款第二项" in after
    assert seconds_about(current_state(), instrument.slug) == {
        "art-2-1-2": [
            {"text": "第六讲 12:34", "path": f"{page.url_path.removeprefix('/site')}?t=754", "title": page.title}
        ]
    }
    assert [key for key, _ in ticks(client, page)] == [proposed[1][0]]


def test_moments_about_texts_that_are_not_public_are_not_shown(client, page, instrument):
    page.moments.create(second=5, instrument=instrument, anchor="art-1", label="第一条")
    instrument.editions.update(confirmed_at=None)

    page = publish(page)

    assert (page.kept.facts["moments"], seconds_about(current_state(), instrument.slug)) == ([], {})


def test_strangers_do_not_see_proposals(client, page, instrument):
    assert client.get(f"/admin/lectures/{page.pk}/moments/").status_code == 302


def test_slides_and_answers_lead_to_their_second(client, page):
    page.slides.create(second=61, title="三表法")
    page.answers.create(question="为什么还练锉削？", answer="练的是对平的感觉。", second=2560)
    page.answers.create(question="家长担心怎么办？", answer="请他们来坐半天。")

    text = client.get(publish(page).url).text

    assert [f'href="?t={second}#player"' in text for second in (61, 2560)] == [True, True]
    assert (text.count('<details class="facet"'), "42:40" in text, "01:01" in text) == (2, True, True)
