"""Entries out of texts: each one is drawn first, then made, revised and published in one short transaction."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from columns.models import Interviewee, InterviewPage, NoticeAttachment, NoticePage, StoryPage
from core.enums import BylineRole
from core.models import BasePage, Byline, NamedPerson, RelatedUnit
from core.models.people import PageChild
from demo.blocks import Blocks
from demo.domain.pictures import Drawn, draw_cover, draw_figure
from demo.domain.places import Places
from demo.models import DemoKind, DemoObject
from demo.texts import Figure, Text
from media.models import Document

Rows = dict[str, list[PageChild]]
BYLINE_ROLES = {label: value for value, label in BylineRole.choices}


class SlugTaken(Exception):
    """Somebody else's page has the address of a demonstration entry."""


def published_at(text: Text, as_of: date) -> datetime:
    """`days_ago` days before `as_of` at the text's time of day; an hour that is still to come becomes that of the day before."""
    day = as_of - timedelta(days=text.front["days_ago"])
    when = timezone.make_aware(datetime.combine(day, time.fromisoformat(text.front["time"])))
    return when if when <= timezone.now() else when - timedelta(days=1)


def publish_below(parent: BasePage, page: BasePage, key: str, rows: Rows | None = None) -> None:
    """Make `page` a draft below `parent`, publish it through the spine and note it; the caller holds the transaction.

    `rows` are its child rows by name: they join after the draft is made, so that they are written once, with the
    publication. Raises `SlugTaken` when a page that is not ours has the address.
    """
    if BasePage.objects.child_of(parent).filter(slug=page.slug).exists():
        raise SlugTaken(f"“{parent.title}”下面已有网址为“{page.slug}”的页面")
    with disable_reference_index_auto_update():
        # A fresh instance: the tree counts children on it.
        BasePage.objects.get(pk=parent.pk).add_child(instance=page)
        for name, made in (rows or {}).items():
            setattr(page, name, made)
        page.save_revision().publish()
    # Once for all the writes above; each of them would have done it anew.
    ReferenceIndex.create_or_update_for_object(type(page).objects.get(pk=page.pk))
    DemoObject.note(DemoKind.PAGE, key, page)


def make_entry(text: Text, places: Places, as_of: date, *, is_lead: bool = False) -> None:
    """Make and publish one entry with its pictures and files: all of it or nothing.

    Pictures are drawn before the transaction begins, because other writers wait for it. Raises `SlugTaken`.
    """
    figures = [piece for piece in text.pieces if isinstance(piece, Figure)]
    drawn = {figure: draw_figure(text, place, figure) for place, figure in enumerate(figures, 1)}
    cover = draw_cover(text, is_lead=is_lead) if text.folder != "notices" else None
    with transaction.atomic():
        page, rows = BUILDERS[text.folder](text, places, as_of, drawn)
        page.cover = cover.store() if cover else None
        publish_below(places.columns[text.folder], page, text.key, rows)


def _story(text: Text, places: Places, as_of: date, drawn: dict[Figure, Drawn]) -> tuple[BasePage, Rows]:
    body = _blocks(text, drawn).body(text.pieces)
    page = StoryPage(major=text.front["major"], body=body, **_fields(text, places, as_of))
    return page, _people(text, places)


def _interview(text: Text, places: Places, as_of: date, drawn: dict[Figure, Drawn]) -> tuple[BasePage, Rows]:
    body = _blocks(text, drawn).body(text.pieces)
    page = InterviewPage(issue=text.front["issue"], body=body, **_fields(text, places, as_of))
    interviewees = [
        Interviewee(name=row["name"], post=row["post"], role=row["role"], bio=row["bio"], sort_order=place)
        for place, row in enumerate(text.front["interviewees"])
    ]
    return page, {"interviewees": interviewees, **_people(text, places)}


def _notice(text: Text, places: Places, as_of: date, drawn: dict[Figure, Drawn]) -> tuple[BasePage, Rows]:
    front = text.front
    page = NoticePage(body=_blocks(text, drawn).plain_body(text.pieces), **_fields(text, places, as_of))
    page.notice_kind = front["doc_type"]
    for name in ("document_number", "issuing_body", "addressee", "contact_name", "contact_phone", "contact_email"):
        setattr(page, name, front.get(name, ""))
    page.issued_on = timezone.localdate(page.display_date)
    if days := front.get("publicity_days"):
        page.publicity_from = page.issued_on
        # The period counts its last day whole.
        page.publicity_to = page.issued_on + timedelta(days=days - 1)
    attachments = [
        NoticeAttachment(document=_document(text, place, row), sort_order=place)
        for place, row in enumerate(front.get("attachments", []))
    ]
    return page, {"attachments": attachments}


BUILDERS: dict[str, Callable[..., tuple[BasePage, Rows]]] = {
    "chucai": _story,
    "yongwang": _story,
    "gushi": _story,
    "fangtan": _interview,
    "notices": _notice,
}


def _blocks(text: Text, drawn: dict[Figure, Drawn]) -> Blocks:
    return Blocks(text.key, lambda figure: drawn[figure].store().pk)


def _fields(text: Text, places: Places, as_of: date) -> dict[str, Any]:
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
        "keywords": ",".join(front["keywords"]),
        "display_date": published_at(text, as_of),
    }


def _people(text: Text, places: Places) -> Rows:
    front = text.front
    return {
        "bylines": [
            Byline(role=BYLINE_ROLES[row["role"]], name=row["name"], sort_order=place)
            for place, row in enumerate(front["byline"])
        ],
        "named_people": [
            NamedPerson(name=row["name"], role=row["role"], age_band=row["age_band"], sort_order=place)
            for place, row in enumerate(front["people"])
        ],
        "related_units": [
            RelatedUnit(unit=places.unit(name), sort_order=place) for place, name in enumerate(front["related_units"])
        ],
    }


def _document(text: Text, place: int, row: dict[str, str]) -> Document:
    document = Document(title=row["title"])
    document.file = ContentFile(row["text"].strip().encode() + b"\n", name=f"{row['title']}.txt")
    document.save()
    DemoObject.note(DemoKind.DOCUMENT, f"{text.key}/file-{place}", document)
    return document
