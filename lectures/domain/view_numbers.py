"""How often lectures were looked at, for their pages."""

from datetime import datetime, timedelta

from django.apps import apps

from core.serving.state import Kept, SiteState

# How long readers may see an older number.
FRESH = timedelta(minutes=5)


def view_numbers(state: SiteState, now: datetime) -> dict[int, int]:
    """By page; one statement in five minutes, however many lectures are read."""

    def load() -> Kept:
        rows = apps.get_model("lectures", "LectureViews").objects.values_list("page_id", "number")
        return Kept(dict(rows), now + FRESH)

    return state.keep("lecture-views", load, now)
