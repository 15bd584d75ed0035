"""What stands on the home page."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from columns.models import ColumnPage
from core.models import BasePage, Source
from home.models import HomePage
from tests.factories import activity, case, media_report, notice, publish, story, theory


@pytest.fixture
def bands(client, home):
    """The bands a visitor gets now."""
    return lambda: client.get("/").context["bands"]


def titles(cards) -> list[str]:
    return [card.title for card in cards]


def fresh() -> HomePage:
    return HomePage.objects.get()


def test_without_choices_the_newest_stands(bands, column):
    now = timezone.now()
    for number in range(4):
        story(column, title=f"第{number}篇", slug=f"s{number}", display_date=now - timedelta(hours=number))

    shown = bands()

    assert (shown.headline.title, titles(shown.news)) == ("第0篇", ["第1篇", "第2篇", "第3篇"])


def test_headline_runs_out_at_its_time_without_a_publish(bands, column):
    now = timezone.now()
    old = story(column, title="选定的头条", slug="chosen", display_date=now - timedelta(days=9))
    story(column, title="最新的一篇", slug="newest", display_date=now)
    publish(fresh(), headline=BasePage.objects.get(pk=old.pk), headline_until=now + timedelta(hours=1))

    before = bands().headline.title
    with time_machine.travel(now + timedelta(hours=1, seconds=1), tick=False):
        after = bands().headline.title

    assert (before, after) == ("选定的头条", "最新的一篇")


def test_pinned_entries_lead_the_news_until_their_time(bands, column):
    now = timezone.now()
    pinned = story(column, title="置顶", slug="pinned", display_date=now - timedelta(days=30))
    for number in range(3):
        story(column, title=f"第{number}篇", slug=f"s{number}", display_date=now - timedelta(hours=number))
    home = fresh()
    home.picks.create(entry=BasePage.objects.get(pk=pinned.pk), until=now + timedelta(days=1))
    publish(home)

    before = titles(bands().news)
    with time_machine.travel(now + timedelta(days=1, seconds=1), tick=False):
        after = titles(bands().news)

    assert (before, after) == (["置顶", "第1篇", "第2篇"], ["第1篇", "第2篇", "置顶"])


def test_withdrawn_headline_makes_room(bands, column):
    chosen = story(column, title="选定的头条", slug="chosen")
    story(column, title="另一篇", slug="other", display_date=timezone.now() - timedelta(days=1))
    publish(fresh(), headline=BasePage.objects.get(pk=chosen.pk))

    chosen.unpublish()

    assert bands().headline.title == "另一篇"


def test_notices_stand_apart_and_empty_bands_are_absent(client, bands, notices):
    notice(notices, title="关于示例的通知")

    shown = bands()

    assert (shown.headline, shown.columns, shown.practice, shown.media) == (None, [], [], None)
    assert titles(shown.notices.cards) == ["关于示例的通知"]
    assert [name in client.get("/").text for name in ('id="zl"', 'id="yw"', 'id="tz"', 'id="mt"')] == [
        False,
        False,
        True,
        False,
    ]


def test_media_reports_stand_beside_the_notices_with_their_outlet_and_are_no_news(client, bands, column, desks):
    chenkan = Source.objects.create(name="齐鲁晨刊（示例）")
    media_report(desks["meiti"], title="一所县域职校的十年账本", source=chenkan)
    story(column, title="一篇故事", display_date=timezone.now() - timedelta(days=1))

    shown = bands()

    assert [(card.title, card.outlet) for card in shown.media.cards] == [("一所县域职校的十年账本", "齐鲁晨刊（示例）")]
    assert (shown.headline.title, titles(shown.news), len(shown.columns)) == ("一篇故事", [], 0)
    assert '<span class="src">齐鲁晨刊（示例）</span>' in client.get("/").text


def test_articles_cases_and_activities_are_lists_beside_the_columns(bands, column, desks, unit):
    theory(desks["lilun"], title="课堂在车间里")
    case(desks["anli"], title="一条产线的三年", unit=unit)
    activity(desks["huodong"], title="产教对接会")
    story(column, title="一篇故事")
    story(column, title="又一篇故事", display_date=timezone.now() - timedelta(days=1))

    shown = bands()

    lists = [(band.section.title, [(card.title, card.line) for card in band.cards]) for band in shown.practice]
    assert lists == [
        ("理论研究", [("课堂在车间里", "何清浅（琴屿海洋职业学院轮机系）")]),
        ("典型案例", [("一条产线的三年", "")]),
        ("会议活动", [("产教对接会", "2026年12月3日 09:00 – 11:30 示例会议中心一层")]),
    ]
    assert [band.section.title for band in shown.columns] == ["讲好职教故事"]


def test_a_new_column_appears_by_itself_and_chosen_columns_win(client, bands, column):
    home = fresh()
    fifth = ColumnPage(title="工匠来信", slug="letters", show_in_menus=True)
    BasePage.objects.get(pk=home.pk).add_child(instance=fifth)
    fifth.save_revision().publish()
    story(
        ColumnPage.objects.get(pk=fifth.pk),
        title="第一封信",
        slug="one",
        display_date=timezone.now() - timedelta(days=1),
    )
    story(column, title="一篇故事", slug="two")
    story(column, title="又一篇故事", slug="three")

    everything = [band.section.title for band in bands().columns]
    home.home_columns.create(column=fifth)
    publish(home)
    chosen = [band.section.title for band in bands().columns]

    assert (sorted(everything), chosen) == (["工匠来信", "讲好职教故事"], ["工匠来信"])
    assert '<a href="/letters/">工匠来信</a>' in client.get("/").text


def test_all_sixteen_cities_in_customary_order(bands, column, city):
    story(column, city=city)

    tiles = bands().tiles

    assert [*[tile.city.code for tile in tiles][:3], tiles[-1].city.code] == ["3701", "3702", "3703", "3717"]
    assert [(tile.count, tile.city.short_name) for tile in tiles if tile.count] == [(1, "济南")]
    assert len(tiles) == 16
