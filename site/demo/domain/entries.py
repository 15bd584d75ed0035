"""Entries out of texts: each one is drawn first, then made, revised and published in one short transaction."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from columns.models import Interviewee, InterviewPage, NoticeAttachment, NoticePage, StoryPage
from core.models import BasePage
from demo.domain import practice
from demo.domain.fields import Rows, blocks_of, document_of, fields_of, people_of
from demo.domain.pictures import Drawn, draw_cover, draw_figure
from demo.domain.places import Places
from demo.models import DemoKind, DemoObject
from demo.texts import Figure, Text

# Papers and what stands elsewhere have no picture of their own.
WITHOUT_COVER = {"notices", "lilun", "meiti"}


class SlugTaken(Exception):
    """Somebody else's page has the address of a demonstration entry."""


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
    cover = draw_cover(text, is_lead=is_lead) if text.folder not in WITHOUT_COVER else None
    with transaction.atomic():
        page, rows = BUILDERS[text.folder](text, places, as_of, drawn)
        page.cover = cover.store() if cover else None
        publish_below(places.columns[text.folder], page, text.key, rows)


def _story(text: Text, places: Places, as_of: date, drawn: dict[Figure, Drawn]) -> tuple[BasePage, Rows]:
    body = blocks_of(text, drawn).body(text.pieces)
    page = StoryPage(major=text.front["major"], body=body, **fields_of(text, places, as_of))
    return page, people_of(text, places)


def _interview(text: Text, places: Places, as_of: date, drawn: dict[Figure, Drawn]) -> tuple[BasePage, Rows]:
    body = blocks_of(text, drawn).body(text.pieces)
    page = InterviewPage(issue=text.front["issue"], body=body, **fields_of(text, places, as_of))
    interviewees = [
        Interviewee(name=row["name"], post=row["post"], role=row["role"], bio=row["bio"], sort_order=place)
        for place, row in enumerate(text.front["interviewees"])
    ]
    return page, {"interviewees": interviewees, **people_of(text, places)}


def _notice(text: Text, places: Places, as_of: date, drawn: dict[Figure, Drawn]) -> tuple[BasePage, Rows]:
    front = text.front
    page = NoticePage(body=blocks_of(text, drawn).plain_body(text.pieces), **fields_of(text, places, as_of))
    page.notice_kind = front["doc_type"]
    for name in ("document_number", "issuing_body", "addressee", "contact_name", "contact_phone", "contact_email"):
        setattr(page, name, front.get(name, ""))
    page.issued_on = timezone.localdate(page.display_date)
    if days := front.get("publicity_days"):
        page.publicity_from = page.issued_on
        # The period counts its last day whole.
        page.publicity_to = page.issued_on + timedelta(days=days - 1)
    attachments = [
        NoticeAttachment(document=document_of(text, place, row), sort_order=place)
        for place, row in enumerate(front.get("attachments", []))
    ]
    return page, {"attachments": attachments}


BUILDERS: dict[str, Callable[..., tuple[BasePage, Rows]]] = {
    "chucai": _story,
    "yongwang": _story,
    "gushi": _story,
    "fangtan": _interview,
    "notices": _notice,
    "lilun": practice.theory,
    "anli": practice.case,
    "huodong": practice.activity,
    "meiti": practice.media_report,
}
