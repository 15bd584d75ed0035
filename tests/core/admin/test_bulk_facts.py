"""Setting city, unit and theme of several pages at once."""

import pytest
from django.utils import timezone

from accounts.models import City
from columns.models import StoryPage
from core.enums import Theme
from core.models import AuditEntry, BasePage
from tests.factories import notice, paragraph, story
from tests.support.editor import said

ACTION = "/admin/bulk/core/basepage/set_facts/"


def set_facts(desk, pages, query: str = "", **chosen):
    ids = "&".join(f"id={page.pk}" for page in pages)
    return desk.post(f"{ACTION}?{ids}{query}&next=/admin/pages/", chosen, follow=True)


def facts(page) -> tuple:
    """City, unit and theme that readers, or for a draft its editors, see."""
    row = StoryPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return (row.city_id, row.unit_id, row.theme)


def test_public_pages_are_published_and_drafts_stay_drafts(desk, editor, column, city, unit):
    live, draft = story(column, title="公开"), story(column, live=False, title="草稿")

    response = set_facts(desk, [live, draft], city=city.pk, unit=unit.pk, theme=Theme.LIFE)

    rows = {page.title: page for page in BasePage.objects.filter(section=column)}
    assert [facts(page) for page in (live, draft)] == [(city.pk, unit.pk, Theme.LIFE)] * 2
    assert (rows["公开"].city_id, rows["公开"].live, rows["公开"].has_unpublished_changes) == (city.pk, True, False)
    assert rows["草稿"].live is False
    assert AuditEntry.objects.latest("pk").actor == editor
    assert "已设置 2 个页面。" in "".join(said(response))


def test_what_is_not_chosen_stays(desk, column, city, unit):
    page = story(column, city=city, unit=unit)

    set_facts(desk, [page], city=City.objects.get(code="3702").pk)

    assert facts(page) == (City.objects.get(code="3702").pk, unit.pk, "")


def test_waiting_changes_are_not_published_along_with_it(desk, column, city):
    page = story(column, title="公开的标题")
    page.title = "还没定的标题"
    page.save_revision()

    response = set_facts(desk, [page], city=city.pk)

    row = BasePage.objects.get(pk=page.pk)
    assert (row.title, row.city_id, row.has_unpublished_changes) == ("公开的标题", None, True)
    assert facts(page)[0] == city.pk
    assert "有未发布的修改，已存进草稿，没有发布" in "".join(said(response))


def test_one_that_is_refused_holds_up_nobody(desk, column, city):
    good, bad = story(column, title="好的"), story(column, live=False, title="标题丢了的")
    bad.title = ""
    bad.save_revision(clean=False)

    response = set_facts(desk, [bad, good], city=city.pk)

    assert [BasePage.objects.get(pk=page.pk).city_id for page in (good, bad)] == [city.pk, None]
    assert "“标题丢了的”没有改：标题：" in "".join(said(response))


def test_nothing_chosen_says_so_and_changes_nothing(desk, column):
    page = story(column)

    response = set_facts(desk, [page])

    assert "请至少选一项：城市、单位或主题。" in response.content.decode()
    assert page.revisions.count() == 1


def test_columns_and_locked_pages_take_no_part(desk, column, city, superuser):
    locked = story(column, locked=True, locked_by=superuser, locked_at=timezone.now())

    response = set_facts(desk, [BasePage.objects.get(pk=column.pk), locked], city=city.pk)

    assert [BasePage.objects.get(pk=page.pk).city_id for page in (column, locked)] == [None, None]
    assert "已设置" not in "".join(said(response))


@pytest.mark.parametrize("junk", ["0", "x", "9" * 30, "\0"])
def test_junk_is_answered(desk, column, junk):
    page = story(column)

    codes = [set_facts(desk, [page], **{name: junk}).status_code for name in ("city", "unit", "theme")]

    assert (codes, facts(page)) == ([200, 200, 200], (None, None, ""))


def test_all_of_a_filtered_list_means_what_the_list_shows(desk, column, notices, city):
    inside = story(column, title="济南的", city=city)
    outside = story(column, title="没有城市的")
    other = notice(notices, city=city)

    desk.post(f"{ACTION}?id=all&childOf={column.pk}&city={city.pk}", {"theme": Theme.LIFE})

    assert [BasePage.objects.get(pk=page.pk).theme for page in (inside, outside, other)] == [Theme.LIFE, "", ""]


def test_all_of_a_search_means_what_was_found(desk, home, column):
    found, other = story(column, title="灯还亮着"), story(column, title="别的", body=[paragraph("无。")])

    desk.post(f"{ACTION}?id=all&childOf={home.pk}&q=灯还", {"theme": Theme.LIFE})

    assert [BasePage.objects.get(pk=page.pk).theme for page in (found, other)] == [Theme.LIFE, ""]


@pytest.mark.parametrize("parent", ["0", "x", "%00"])
def test_all_below_a_page_that_is_none_is_not_found(desk, home, parent):
    assert desk.get(f"{ACTION}?id=all&childOf={parent}").status_code == 404
