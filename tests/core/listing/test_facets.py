"""Choices of the filter form with their numbers."""

from datetime import UTC, datetime

from accounts.models import City, Unit
from core.listing.facets import choices, facets_of
from core.listing.filters import Filters
from core.serving.state import current_state
from tests.factories import notice, story

KINDS = {"columns.storypage": "故事", "columns.noticepage": "通知公示"}


def numbers(group: list) -> dict[str, int]:
    return {choice.value: choice.count for choice in group}


def made(column, notices, unit) -> None:
    """Three live entries in two columns, two cities and two Shanghai years, and what must not be counted."""
    qingdao = City.objects.get(code="3702")
    # 16:00 in Greenwich is midnight in Shanghai: the first of these two is of the new year.
    story(column, city=unit.city, unit=unit, theme="life", display_date=datetime(2025, 12, 31, 16, 0, tzinfo=UTC))
    story(column, city=qingdao, display_date=datetime(2025, 12, 31, 15, 59, tzinfo=UTC))
    notice(notices, city=qingdao, display_date=datetime(2026, 5, 4, tzinfo=UTC))
    story(column, live=False, city=City.objects.get(code="3703"), theme="growth")
    story(column, city=unit.city).unpublish()


def test_every_choice_that_leaves_something_has_its_number(column, notices, unit):
    made(column, notices, unit)

    facets = facets_of(Filters(), current_state(), KINDS)

    assert facets.total == 3
    assert numbers(facets.sections) == {str(column.pk): 2, str(notices.pk): 1}
    assert numbers(facets.cities) == {"3701": 1, "3702": 2}
    assert numbers(facets.years) == {"2026": 2, "2025": 1}
    assert numbers(facets.themes) == {"life": 1}
    assert numbers(facets.kinds) == {"columns.storypage": 2, "columns.noticepage": 1}


def test_a_choice_is_counted_under_the_other_filters(column, notices, unit):
    made(column, notices, unit)

    facets = facets_of(Filters(city="3702"), current_state(), KINDS)

    assert facets.total == 2
    assert numbers(facets.cities) == {"3701": 1, "3702": 2}
    assert numbers(facets.sections) == {str(column.pk): 1, str(notices.pk): 1}
    assert numbers(facets.years) == {"2026": 1, "2025": 1}
    assert numbers(facets.themes) == {}


def test_a_chosen_value_without_entries_stays_to_be_taken_back(column, notices, unit):
    made(column, notices, unit)

    context = choices(Filters(city="3705", year=1999), current_state(), KINDS)

    assert (context["facets"].total, context["chosen"]) == (0, ["东营", "1999年"])


def test_numbers_of_one_unit_by_its_short_or_full_name(column, notices, unit):
    made(column, notices, unit)
    story(column, unit=Unit.objects.create(name="琴屿海洋职业学院", category="college"))

    by_name = [facets_of(Filters(unit=text), current_state(), KINDS) for text in ("泺源工院", "泺源", "海洋", "职业")]

    assert [facets.total for facets in by_name] == [1, 1, 1, 2]
    assert numbers(by_name[0].cities) == {"3701": 1}
