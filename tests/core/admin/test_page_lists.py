"""Lists of pages in the admin: what they show, find and filter, and at which cost."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import GroupPagePermission

from accounts.models import City, User
from columns.models import ColumnPage
from core.models import BasePage
from tests.factories import interview, notice, paragraph, story

MOST_STATEMENTS = 48
JUNK = ["%00", "9" * 400, "-1", "x" * 10_000, "%ff", "%F0%9F%98%80", "'\"<>", "%5C", "%ED%A0%80"]


def titles(response) -> list[str]:
    """The rows of a list, in its order."""
    assert response.status_code == 200
    return [page.get_admin_display_title() for page in response.context["table"].data]


def rows_of(desk, page, query: str = "") -> list[str]:
    return titles(desk.get(f"/admin/pages/{page.pk}/?{query}"))


def test_a_row_shows_place_state_and_editor(desk, editor, column, city, unit):
    page = story(column, title="灯还亮着", city=city, unit=unit)
    page.summary = "改过的摘要"
    page.save_revision(user=editor)

    html = desk.get(f"/admin/pages/{column.pk}/").content.decode()

    for text in ("灯还亮着", "故事", "济南", "泺源工业职业学院", "已发布", "有未发布的修改", "a-editor"):
        assert text in html, text


def test_the_list_of_drafts_shows_the_draft_not_its_first_version(desk, column, city):
    page = story(column, live=False, title="草稿")
    page.city = city
    page.save_revision()
    live = story(column, title="公开的")
    live.city = city
    live.save_revision()

    found = rows_of(desk, column, f"city={city.pk}")

    assert found == ["草稿"]
    assert BasePage.objects.get(pk=live.pk).city is None


@pytest.mark.parametrize("query", ["", pytest.param("?q=篇", marks=pytest.mark.slow)])
def test_the_number_of_statements_does_not_grow(desk, editor, column, city, unit, query, settings):
    # Wagtail keeps the site's root paths in the cache; the tests run without one.
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "lists"}}

    def statements() -> int:
        for number in range(2 if not story_count() else 6):
            page = story(column, live=number % 2 == 0, title=f"第{number}篇", city=city, unit=unit)
            page.save_revision(user=editor)
        desk.get(f"/admin/pages/{column.pk}/{query}")
        with CaptureQueriesContext(connection) as captured:
            desk.get(f"/admin/pages/{column.pk}/{query}")
        return len(captured)

    few, many = statements(), statements()

    assert (many, few <= MOST_STATEMENTS) == (few, True)


def story_count() -> int:
    return BasePage.objects.filter(section__isnull=False).count()


@pytest.mark.parametrize("query", ["还亮", "调试间", "亮着 摘要", "摘要"])
def test_any_part_of_title_summary_and_body_is_found(desk, home, column, query):
    story(column, title="灯还亮着", body=[paragraph("凌晨四点的调试间。")], summary="一句摘要。")
    story(column, title="别的稿件", body=[paragraph("没有那个词。")], summary="无。")

    assert rows_of(desk, home, f"q={query}") == ["灯还亮着"]


def test_words_of_a_draft_are_found_and_a_word_that_left_it_is_not(desk, home, column):
    page = story(column, live=False, title="未发布", body=[paragraph("夜里的“车间”。")])
    page.body = [("section", {"heading": "", "level": "2", "text": "<p>清晨的校园。</p>"})]
    page.save_revision()

    assert rows_of(desk, home, "q=清晨的校园") == ["未发布"]
    assert rows_of(desk, home, "q=车间") == []


def test_a_word_in_the_title_comes_first(desk, home, column):
    story(column, title="校园里的灯")
    story(column, title="别的", body=[paragraph("说到校园里的灯。")])

    assert rows_of(desk, home, "q=校园里的灯") == ["校园里的灯", "别的"]


@pytest.mark.parametrize("query", ["jianghaozhijiao", "jhzjgs", "讲好"])
def test_a_column_is_found_by_name_and_by_pinyin(desk, home, query):
    assert rows_of(desk, home, f"q={query}") == ["讲好职教故事"]


def test_the_search_page_finds_the_same(desk, column):
    story(column, title="灯还亮着")
    story(column, title="别的稿件", body=[paragraph("没有那个词。")])

    assert titles(desk.get("/admin/pages/search/?q=还亮")) == ["灯还亮着"]


def test_the_chooser_finds_any_part(desk, column):
    story(column, title="灯还亮着")
    story(column, title="别的稿件", body=[paragraph("没有那个词。")])

    html = desk.get("/admin/choose-page/search/?q=还亮").content.decode()
    columns = desk.get("/admin/choose-page/search/?q=jhzj&page_type=columns.columnpage").content.decode()

    assert ("灯还亮着" in html, "别的稿件" in html, "讲好职教故事" in columns) == (True, False, True)


def test_an_account_of_one_column_finds_nobody_elses_drafts(client, column, interviews):
    user = User.objects.create_user("one", password="a-long-Passw0rd")
    group = Group.objects.create(name="一个栏目")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    right = Permission.objects.get(codename="change_basepage")
    GroupPagePermission.objects.create(group=group, page=BasePage.objects.get(pk=column.pk), permission=right)
    user.groups.add(group)
    client.force_login(user)
    story(column, live=False, title="自己的秘密草稿")
    interview(interviews, live=False, title="别人的秘密草稿")
    interview(interviews, title="别人公开的秘密")

    searched = titles(client.get("/admin/pages/search/?q=秘密"))
    chooser = client.get("/admin/choose-page/search/?q=秘密").content.decode()

    assert searched == ["自己的秘密草稿"]
    assert [text in chooser for text in ("自己的秘密草稿", "别人的秘密草稿", "别人公开的秘密")] == [True, False, True]


def test_filters_by_column_city_type_and_period(desk, home, column, notices, city):
    long_ago = timezone.now() - timedelta(days=400)
    story(column, title="济南的故事", city=city)
    story(column, title="去年的故事", display_date=long_ago, city=City.objects.get(code="3702"))
    notice(notices, title="通知")
    day = timezone.localdate().isoformat()
    kind = desk.get(f"/admin/pages/{home.pk}/").context["filters"].form.fields["content_type"].queryset
    notice_type = kind.get(model="noticepage").pk

    found = {
        name: sorted(rows_of(desk, home, query))
        for name, query in {
            "column": f"section={notices.pk}",
            "city": f"city={city.pk}",
            "type": f"content_type={notice_type}",
            "period": f"display_date_from={day}&display_date_to={day}&section={column.pk}",
            "two": f"city={city.pk}&section={notices.pk}",
        }.items()
    }

    assert found == {
        "column": ["通知"],
        "city": ["济南的故事"],
        "type": ["通知"],
        "period": ["济南的故事"],
        "two": [],
    }


def test_filter_by_state(desk, home, column):
    tomorrow = timezone.now() + timedelta(days=1)
    story(column, title="公开")
    changed = story(column, title="改过")
    changed.save_revision()
    story(column, live=False, title="草稿")
    withdrawn = story(column, title="撤下")
    withdrawn.unpublish()
    planned = story(column, live=False, title="定时", go_live_at=tomorrow)
    planned.save_revision().publish()

    found = {
        state: sorted(rows_of(desk, column, f"state={state}"))
        for state in ("live", "changed", "draft", "withdrawn", "scheduled")
    }

    assert found == {
        "live": ["公开", "改过"],
        "changed": ["改过"],
        "draft": ["定时", "草稿"],
        "withdrawn": ["撤下"],
        "scheduled": ["定时"],
    }


def test_a_scheduled_page_says_when(desk, column):
    when = timezone.make_aware(timezone.datetime(2030, 3, 5, 9, 0))
    planned = story(column, live=False, title="定时", go_live_at=when)
    planned.save_revision().publish()
    story(column, title="到期", expire_at=when)

    html = desk.get(f"/admin/pages/{column.pk}/").content.decode()

    assert ("将于 2030年3月5日 09:00 发布" in html, "将于 2030年3月5日 09:00 撤下" in html) == (True, True)


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["q", "city", "section", "state", "content_type", "display_date_from", "p", "ordering"]
)
def test_junk_in_a_filter_is_answered(desk, home, column, name):
    story(column)

    answers = {junk[:9]: desk.get(f"/admin/pages/{home.pk}/?{name}={junk}").status_code for junk in JUNK}

    assert answers == {junk[:9]: 200 for junk in JUNK}


def test_columns_without_entries_are_not_offered(desk, home, column, interviews):
    story(column)

    offered = desk.get(f"/admin/pages/{home.pk}/").context["filters"].form.fields["section"].queryset

    assert [page.title for page in offered] == [ColumnPage.objects.get(pk=column.pk).title]
