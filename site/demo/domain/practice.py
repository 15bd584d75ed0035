"""Theory articles, cases, activities and media reports out of texts."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from columns.models import (
    ActivityHost,
    ActivityMaterial,
    ActivityPage,
    AgendaItem,
    CaseAttachment,
    CaseFigure,
    CasePage,
    MediaReportPage,
    TheoryAuthor,
    TheoryPage,
    TheoryReference,
)
from core.models import BasePage
from demo.domain.fields import Rows, blocks_of, document_of, fields_of, people_of
from demo.domain.pictures import Drawn
from demo.domain.places import Places
from demo.texts import Figure, Text

CASE_PARTS = {"背景": "background", "做法": "practice", "成效": "results"}


def theory(text: Text, places: Places, as_of: date, drawn: dict[Figure, Drawn]) -> tuple[BasePage, Rows]:
    front = text.front
    page = TheoryPage(
        abstract=front["abstract"], body=blocks_of(text, drawn).body(text.pieces), **fields_of(text, places, as_of)
    )
    authors = [TheoryAuthor(**row, sort_order=place) for place, row in enumerate(front["authors"])]
    references = [TheoryReference(text=line, sort_order=place) for place, line in enumerate(front["references"])]
    return page, {"authors": authors, "references": references, **people_of(text, places)}


def case(text: Text, places: Places, as_of: date, drawn: dict[Figure, Drawn]) -> tuple[BasePage, Rows]:
    front = text.front
    parts = blocks_of(text, drawn, level="3").parts(text.pieces, CASE_PARTS)
    page = CasePage(**parts, **fields_of(text, places, as_of))
    figures = [
        CaseFigure(
            number=row["number"],
            label=row["label"],
            source=row["source"],
            as_of=as_of - timedelta(days=row["days_ago"]),
            sort_order=place,
        )
        for place, row in enumerate(front["figures"])
    ]
    attachments = [
        CaseAttachment(document=document_of(text, place, row), sort_order=place)
        for place, row in enumerate(front.get("attachments", []))
    ]
    return page, {"figures": figures, "attachments": attachments, **people_of(text, places)}


def activity(text: Text, places: Places, as_of: date, drawn: dict[Figure, Drawn]) -> tuple[BasePage, Rows]:
    front = text.front
    first = as_of + timedelta(days=front["in_days"])
    last = first + timedelta(days=front.get("lasts_days", 1) - 1)
    page = ActivityPage(
        form=front["form"],
        venue=front["venue"],
        starts_at=_at(first, front["starts"]),
        ends_at=_at(last, front["ends"]),
        is_cancelled=front.get("is_cancelled", False),
        contact=front.get("contact", ""),
        body=blocks_of(text, drawn).body(text.pieces),
        **fields_of(text, places, as_of),
    )
    hosts = [
        ActivityHost(
            role=row["role"],
            unit=places.unit(row["unit"]) if "unit" in row else None,
            name=row.get("name", ""),
            sort_order=place,
        )
        for place, row in enumerate(front["hosts"])
    ]
    agenda = [
        AgendaItem(
            day=first + timedelta(days=row["day"] - 1) if "day" in row else None,
            starts=time.fromisoformat(row["starts"]),
            ends=time.fromisoformat(row["ends"]) if "ends" in row else None,
            what=row["what"],
            who=row.get("who", ""),
            sort_order=place,
        )
        for place, row in enumerate(front["agenda"])
    ]
    materials = [
        ActivityMaterial(document=document_of(text, place, row), sort_order=place)
        for place, row in enumerate(front.get("attachments", []))
    ]
    return page, {"hosts": hosts, "agenda": agenda, "materials": materials, **people_of(text, places)}


def media_report(text: Text, places: Places, as_of: date, drawn: dict[Figure, Drawn]) -> tuple[BasePage, Rows]:
    front = text.front
    page = MediaReportPage(
        published_on=as_of - timedelta(days=front["days_ago"] + front["reported_days_before"]),
        edition=front.get("edition", ""),
        original_url=front["original_url"],
        excerpt="\n\n".join(line for piece in text.pieces for line in piece.paragraphs),
        **fields_of(text, places, as_of),
    )
    return page, people_of(text, places)


def _at(day: date, clock: str) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(clock)))
