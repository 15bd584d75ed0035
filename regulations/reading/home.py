"""What the home page shows of official texts: an article with its notes, and the points with what was published on each."""

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from core.registries import home_bands
from core.serving.bands import HomeBand
from core.serving.visit import Visit
from regulations.reading.catalogue import InstrumentInfo, featured
from regulations.reading.matrix import matrix_of
from regulations.reading.notes import notes_of
from regulations.reading.outline import outline_of

NOTES = 3
LINES = 3
BAR = 100


@home_bands.register
def law_band(visit: Visit) -> HomeBand | None:
    """The featured regulation: the article with the most notes, large, its notes beside it."""
    state, today = visit.state, timezone.localdate(visit.now)
    info = featured(state, points=False)
    if info is None:
        return None
    outline = outline_of(info.on(today).id, state)
    if not outline.articles:
        return None
    noted = [(article, notes_of(info.id, article, state)) for article in outline.articles]
    article, notes = max(noted, key=lambda item: len(item[1]))
    lines = [row.number + row.text for row in article.rows][:LINES]
    context = {"info": info, "article": article, "lines": lines, "notes": notes[:NOTES]}
    return HomeBand("regulations/home_law.html", context, _change_of(info, today))


@home_bands.register
def points_band(visit: Visit) -> HomeBand | None:
    """The featured work points: a slip each, as long as what was published on it."""
    info = featured(visit.state, points=True)
    if info is None:
        return None
    rows = matrix_of(info, visit.state).rows
    most = max((row.total for row in rows), default=0)
    slips: list[dict[str, Any]] = [
        {
            "row": row,
            "length": round(BAR * row.total / most) if most else 0,
            "is_most": bool(most) and row.total == most,
        }
        for row in rows
    ]
    today = timezone.localdate(visit.now)
    return HomeBand("regulations/home_points.html", {"info": info, "slips": slips}, _change_of(info, today))


def _change_of(info: InstrumentInfo, today: date) -> datetime | None:
    """The instant at which another edition comes into force."""
    day = info.next_change_at(today)
    return timezone.make_aware(datetime.combine(day, time.min)) if day else None
