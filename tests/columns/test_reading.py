"""What stands beside an entry: the one before and after it, and others with the fact that they share."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import City, Unit
from columns.models import ColumnPage
from tests.factories import story
from tests.support.reading import parsed, words


def days_ago(days: int) -> object:
    return timezone.now() - timedelta(days=days)


def test_related_entries_say_what_they_share(client, column, unit):
    other = ColumnPage.objects.get(slug="chucai")
    page = story(column, title="这一篇", unit=unit, city=unit.city, display_date=days_ago(5))
    story(column, title="同栏目的旧稿", display_date=days_ago(6))
    story(other, title="同城的稿件", city=unit.city, display_date=days_ago(40))
    story(other, title="同校的稿件", unit=unit, city=unit.city, display_date=days_ago(90))
    story(other, title="同校的草稿", unit=unit, city=unit.city, live=False)
    story(other, title="别处的稿件", unit=Unit.objects.create(name="别的学校", category="college"))

    tree = parsed(client, f"/gushi/{page.slug}/")

    assert [(words(item.select(".kick")[0]), words(item.h3)) for item in tree.select(".trio .it")] == [
        ("同一学校", "同校的稿件"),
        ("同一城市", "同城的稿件"),
        ("同一栏目", "同栏目的旧稿"),
    ]


def test_neighbours_are_those_of_the_column(client, column):
    other = ColumnPage.objects.get(slug="chucai")
    for title, days in (("旧", 9), ("较旧", 6), ("较新", 4), ("新", 1)):
        story(column, title=title, display_date=days_ago(days))
    page = story(column, title="中间", display_date=days_ago(5), city=City.objects.get(code="3701"))
    story(other, title="别的栏目", display_date=days_ago(5))

    links = [(words(link), link["rel"]) for link in parsed(client, f"/gushi/{page.slug}/").select("aside .ln a[rel]")]

    assert links == [("后一篇：较新", ["next"]), ("前一篇：较旧", ["prev"])]
