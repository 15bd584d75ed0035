"""What texts of every kind become: fields, people, blocks, files."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from core.enums import BylineRole
from core.models import Byline, NamedPerson, RelatedUnit
from core.models.people import PageChild
from demo.blocks import Blocks
from demo.domain.pictures import Drawn
from demo.domain.places import Places
from demo.models import DemoKind, DemoObject
from demo.texts import Figure, Text
from media.models import Document

Rows = dict[str, list[PageChild]]
BYLINE_ROLES = {label: value for value, label in BylineRole.choices}


def published_at(text: Text, as_of: date) -> datetime:
    """`days_ago` days before `as_of` at the text's time of day; an hour that is still to come becomes that of the day before."""
    day = as_of - timedelta(days=text.front["days_ago"])
    when = timezone.make_aware(datetime.combine(day, time.fromisoformat(text.front["time"])))
    return when if when <= timezone.now() else when - timedelta(days=1)


def blocks_of(text: Text, drawn: dict[Figure, Drawn], level: str = "2") -> Blocks:
    return Blocks(text.key, lambda figure: drawn[figure].store().pk, level)


def fields_of(text: Text, places: Places, as_of: date) -> dict[str, Any]:
    """What every entry type has."""
    front = text.front
    names = (
        "title",
        "kicker",
        "subtitle",
        "short_title",
        "summary",
        "theme",
        "source_kind",
        "reprint_title",
        "reprint_url",
    )
    return {
        **{name: front.get(name, "") for name in names},
        "slug": text.slug,
        "source": places.sources[front["source"]],
        "unit": places.unit(front["unit"]) if "unit" in front else None,
        "city": places.cities[front["city"]] if "city" in front else None,
        "keywords": ",".join(front.get("keywords", [])),
        "display_date": published_at(text, as_of),
    }


def people_of(text: Text, places: Places) -> Rows:
    front = text.front
    return {
        "bylines": [
            Byline(role=BYLINE_ROLES[row["role"]], name=row["name"], sort_order=place)
            for place, row in enumerate(front.get("byline", []))
        ],
        "named_people": [
            NamedPerson(name=row["name"], role=row["role"], age_band=row["age_band"], sort_order=place)
            for place, row in enumerate(front.get("people", []))
        ],
        "related_units": [
            RelatedUnit(unit=places.unit(name), sort_order=place)
            for place, name in enumerate(front.get("related_units", []))
        ],
    }


def document_of(text: Text, place: int, row: dict[str, str]) -> Document:
    document = Document(title=row["title"])
    document.file = ContentFile(row["text"].strip().encode() + b"\n", name=f"{row['title']}.txt")
    document.save()
    DemoObject.note(DemoKind.DOCUMENT, f"{text.key}/file-{place}", document)
    return document
