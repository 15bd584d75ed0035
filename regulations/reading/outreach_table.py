"""The ledger as a table for spreadsheets: the same columns for readers and for the desk."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from core.serving.parts import CityInfo
from regulations.reading.outreach import LABELS, Event

HEADINGS = (
    "日期",
    "城市",
    "名称",
    "地点",
    "组织单位",
    "宣讲人",
    *LABELS.values(),
    "合计人数",
    "材料",
    "现场提问",
    "已答",
)
WIDTHS = (12, 10, 40, 28, 30, 30, *(10 for _ in LABELS), 10, 30, 50, 8)


def table_of(
    events: Iterable[Event], cities: Mapping[int, CityInfo], answers: Mapping[str, Any]
) -> list[list[str | int]]:
    """One row for each event."""
    return [_row(event, cities.get(event.city_id), answers) for event in events]


def _row(event: Event, city: CityInfo | None, answers: Mapping[str, Any]) -> list[str | int]:
    facts = event.facts
    questions = facts.get("questions", ())
    return [
        f"{timezone.localtime(event.held_at):%Y-%m-%d}",
        city.name if city else "",
        event.title,
        event.venue,
        "；".join(facts.get("organisers", ())),
        "；".join(facts.get("speakers", ())),
        *(event.heads.get(value, 0) for value in LABELS),
        sum(event.heads.values()),
        "；".join(material["title"] for material in facts.get("materials", ())),
        "；".join(question["text"] for question in questions),
        sum(question["key"] in answers for question in questions),
    ]
