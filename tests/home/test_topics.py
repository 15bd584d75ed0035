"""专题: chosen and found entries, the state by the clock, home band, lists, and nothing that is not public."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import City
from home.models import StandardPage
from tests.factories import notice, paragraph, publish, story, topic
from tests.support.reading import parsed, titles, words


def sections(client, path: str = "/topic-one/") -> list[tuple[str, list[str]]]:
    """Heading and titles of every list of entries."""
    return [
        (words(part.h2), [words(link) for link in part.select("h3 a")])
        for part in parsed(client, path).select("main section")
    ]


def hours_ago(hours: int) -> object:
    return timezone.now() - timedelta(hours=hours)


def test_chosen_entries_stand_in_the_editors_order_and_others_follow(client, column, notices):
    first, second = (story(column, title=title, theme="life", display_date=hours_ago(9)) for title in ("甲", "乙"))
    story(column, title="丙", theme="life", display_date=hours_ago(2))
    story(column, title="丁", theme="life", display_date=hours_ago(1))
    story(column, title="戊：别的主题", theme="growth")
    notice(notices, title="己：没有主题")

    topic(entries=(second, first), auto_theme="life")

    assert sections(client) == [("专题稿件", ["乙", "甲"]), ("更多相关稿件", ["丁", "丙"])]


# What an editor fills in → the entries that the topic finds; True stands for the city, unit or column of the test.
FOUND_BY_FACTS = [
    ({}, []),
    ({"auto_keyword": "豆腐"}, ["丙", "甲"]),
    ({"auto_keyword": "豆腐", "auto_count": 1}, ["丙"]),
    ({"auto_keyword": "豆腐", "auto_count": 0}, []),
    ({"auto_city": True}, ["乙", "甲"]),
    ({"auto_unit": True}, ["乙"]),
    ({"auto_column": True}, ["乙", "甲"]),
    ({"auto_city": True, "auto_keyword": "豆腐"}, ["甲"]),
    ({"auto_theme": "growth"}, []),
]


def test_entries_are_found_by_their_facts(client, column, notices, unit):
    qingdao = City.objects.get(code="3702")
    story(column, title="甲", summary="磨豆腐的人。", city=qingdao, display_date=hours_ago(3))
    story(column, title="乙", city=qingdao, unit=unit, display_date=hours_ago(2))
    notice(notices, title="丙", summary="关于豆腐的通知。", display_date=hours_ago(1))
    story(column, title="丁：豆腐草稿", city=qingdao, unit=unit, live=False)
    story(column, title="戊：豆腐撤下", city=qingdao, unit=unit).unpublish()
    objects = {"auto_city": qingdao, "auto_unit": unit, "auto_column": column}

    for number, (condition, _) in enumerate(FOUND_BY_FACTS):
        fields = {name: objects[name] if value is True else value for name, value in condition.items()}
        topic(slug=f"found-{number}", **fields)

    found = [titles(parsed(client, f"/found-{number}/")) for number in range(len(FOUND_BY_FACTS))]
    assert found == [entries for _, entries in FOUND_BY_FACTS]


def test_a_chosen_entry_that_is_withdrawn_leaves_the_topic(client, column):
    kept, gone = story(column, title="留下"), story(column, title="撤下")
    topic(entries=(gone, kept))

    gone.unpublish()

    assert sections(client) == [("专题稿件", ["留下"])]


def test_only_entries_can_be_chosen(column):
    page = topic(live=False)
    row = page.topic_entries.create(entry_id=column.pk)

    with pytest.raises(ValidationError) as refused:
        row.clean()

    assert refused.value.message_dict == {"entry": ["专题里要选稿件，不能选栏目或别的页面。"]}


def test_a_topic_is_archived_by_the_clock(client, column):
    end = timezone.now() + timedelta(hours=1)
    page = topic(archived_from=end)

    def seen() -> tuple:
        home, index, own = (parsed(client, path) for path in ("/", "/topics/", "/topic-one/"))
        return (
            [words(link) for link in home.select(".topics h3 a")],
            [words(part.h2) for part in index.select("main section")],
            [words(stamp) for stamp in own.select(".stamp")],
        )

    before = seen()
    with time_machine.travel(end + timedelta(seconds=1), tick=False):
        after = seen()

    assert before == (["示例专题"], ["进行中的专题"], [])
    assert after == ([], ["已归档"], ["已归档"])
    assert (page.next_change_at(timezone.now()), page.next_change_at(end)) == (end, None)


def test_without_a_topic_there_is_no_band(client, home):
    topic(live=False)

    assert (client.get("/").text.count('id="zt"'), "这里还没有专题" in client.get("/topics/").text) == (0, True)
    assert client.get("/topic-one/").status_code == 404


def test_topics_stand_in_the_site_map_and_not_in_the_foot(client, home):
    page = StandardPage(title="关于我们", slug="about", body=[paragraph()])
    home.add_child(instance=page)
    page.save_revision().publish()
    topic()

    tree = parsed(client, "/sitemap/")

    links = [link["href"] for link in tree.select(".units a")]
    assert {"/topics/", "/topic-one/", "/about/"} < {*links}
    assert [words(line) for line in tree.select("footer .legal li")][-1] == "关于我们"
    assert "示例专题" not in words(tree.footer)


def test_banner_words_and_way_up(client, column):
    topic(body=[paragraph("专题的来由。", heading="来由")])

    tree = parsed(client, "/topic-one/")

    assert words(tree.select(".prose")[0]) == "来由 专题的来由。"
    assert [(words(step), (step.a or {}).get("href")) for step in tree.select(".crumb li")] == [
        ("首页", "/"),
        ("专题", "/topics/"),
        ("示例专题", None),
    ]


def test_a_change_of_the_choice_is_seen_with_the_next_request(client, column):
    entry = story(column, title="甲", theme="life")
    page = topic()
    before = sections(client)

    publish(page, auto_theme="life")

    assert (before, sections(client)) == ([], [("专题稿件", [entry.title])])


def test_a_topic_may_not_take_an_address_of_the_site(home):
    with pytest.raises(ValidationError, match="是网站自己的地址"):
        topic(slug="schools")
