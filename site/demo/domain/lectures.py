"""Lectures out of texts: seasons and speakers first, then the page with its sessions."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.models import Source
from demo.blocks import Blocks
from demo.domain.entries import publish_below
from demo.domain.fields import document_of, published_at
from demo.domain.places import Places
from demo.models import DemoKind, DemoObject
from demo.texts import Text
from lectures.models import (
    LectureHost,
    LectureMaterial,
    LecturePage,
    LectureSession,
    LectureSpeaker,
    Season,
    SeriesPage,
    Speaker,
)

NO_PICTURES = dict[Any, int]().__getitem__
AUTUMN = 8


@transaction.atomic
def make_lecture(text: Text, places: Places, as_of: date) -> None:
    """Make and publish one lecture in the hall; its days count from `as_of`. Raises `SlugTaken`."""
    front, hall = text.front, SeriesPage.objects.order_by("path").first()
    if hall is None:
        return
    first = as_of + timedelta(days=front["sessions"][0]["in_days"])
    page = LecturePage(
        slug=text.slug,
        season=_season(first),
        unit=places.unit(front["unit"]),
        source=Source.objects.get(name=front["source"]),
        keywords=",".join(front["keywords"]),
        display_date=published_at(text, as_of),
        body=Blocks(text.key, NO_PICTURES).body(text.pieces),
        theme=front.get("theme", "growth"),
        expects_replay=front.get("expects_replay", True),
        act=front.get("act", ""),
        act_note=front.get("act_note", ""),
        **{name: front[name] for name in ("title", "short_title", "summary", "number", "audiences")},
    )
    sessions = [_session(row, places, as_of, order) for order, row in enumerate(front["sessions"])]
    page.city = sessions[0].city
    publish_below(hall, page, text.key, {"sessions": sessions, **_people(text, places)})


def _session(row: dict[str, Any], places: Places, as_of: date, order: int) -> LectureSession:
    day = as_of + timedelta(days=row["in_days"])
    session = LectureSession(
        starts_at=_at(day, row["starts"]),
        ends_at=_at(day, row["ends"]),
        city=places.cities[row["city"]],
        venue=row["venue"],
        capacity=row.get("capacity"),
        sort_order=order,
    )
    if "opens_before" in row:
        session.registration_opens_at = _at(day - timedelta(days=row["opens_before"]), "09:00")
        session.registration_closes_at = _at(day - timedelta(days=row["closes_before"]), "18:00")
    if "live" in row:
        session.live_kind, session.live_url = "embed", row["live"]
    return session


def _people(text: Text, places: Places) -> dict[str, list]:
    front = text.front
    return {
        "speakers": [
            LectureSpeaker(speaker=_speaker(row), post=row["post"], role=row.get("role", "speaker"), sort_order=order)
            for order, row in enumerate(front["speakers"])
        ],
        "hosts": [
            LectureHost(
                role=row["role"],
                unit=places.unit(row["unit"]) if "unit" in row else None,
                name=row.get("name", ""),
                sort_order=order,
            )
            for order, row in enumerate(front["hosts"])
        ],
        "materials": [
            LectureMaterial(document=document_of(text, order, row), licence=row["licence"], sort_order=order)
            for order, row in enumerate(front.get("materials", []))
        ],
    }


def _season(day: date) -> Season:
    name = f"{day.year} {'秋季' if day.month >= AUTUMN else '春季'}"
    season, is_new = Season.objects.get_or_create(name=name, defaults={"year": day.year})
    if is_new:
        DemoObject.note(DemoKind.SEASON, name, season)
    return season


def _speaker(row: dict[str, str]) -> Speaker:
    """The person of this name; who is told apart by a word is another one."""
    asked = {"name": row["name"], "distinction": row.get("distinction", "")}
    person, is_new = Speaker.objects.get_or_create(**asked, defaults={"introduction": row["introduction"]})
    if is_new:
        DemoObject.note(DemoKind.SPEAKER, str(person), person)
    return person


def _at(day: date, clock: str) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(clock)))
