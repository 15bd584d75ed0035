"""What every public change does inside its own transaction: register shown files, keep rendered bodies."""

from typing import TYPE_CHECKING

from django.apps import apps
from django.db import transaction
from django.db.models import Model, Q
from django.db.models.signals import post_save
from django.dispatch import receiver
from lxml import html as lxml_html

from accounts.models import Unit
from core.kept.body import kept_of
from core.kept.paragraphs import paragraphs_of
from core.leaving import is_foreign, outward
from core.models import BasePage, KeptPage, SiteSettings, Source
from core.publishing.content_hash import shown_objects
from core.publishing.scope import TOPIC_PUBLIC_CHANGE, bump_version, effect
from core.registries import enrichers
from delivery.outbox import enqueue, handles
from media.ingest import when_playable
from media.models import Image, PublicUse
from media.models.use import Asset
from media.tasks import when_ready

if TYPE_CHECKING:
    from core.publishing.scope import PublicChange

TOPIC_REFRESH = "core.refresh"


@effect
def register_shown_files(change: "PublicChange", page_id: int, page: BasePage | None) -> None:
    """Files become public with the live page that shows them, and stop being so with it."""
    shown = shown_objects(page) if page is not None else []
    PublicUse.record(page_id, [(item._meta.model_name, item.pk) for item in shown if isinstance(item, Asset)])


@effect
def keep_body(change: "PublicChange", page_id: int, page: BasePage | None) -> None:
    """Render the body once; readers get the stored HTML."""
    if page is None:
        KeptPage.objects.filter(page_id=page_id).delete()
    else:
        keep(page)


def keep(page: BasePage) -> None:
    """Write what is kept of a live page: body, search text, contents, names of the cover's renditions."""
    before = KeptPage.objects.filter(page_id=page.pk).first()
    kept_of(page, paragraphs_of(before.html) if before else []).save(force_insert=before is None)
    BasePage._base_manager.filter(pk=page.pk).update(cover_files=page.cover.files if page.cover_id else {})


def refresh_pages_showing(asset: Asset) -> None:
    """The worker finished sizes of a picture or versions of a video: pages that went out before get them now."""
    refresh_pages(list(PublicUse.objects.of(asset).values_list("page_id", flat=True)))


def refresh_pages(page_ids: list[int]) -> None:
    """Work out anew what is kept of these pages, as far as they are live; what they say does not change."""
    for page in BasePage.objects.filter(pk__in=page_ids, live=True).order_by("pk"):
        with transaction.atomic():
            keep(page.specific)
            bump_version()


@receiver(post_save, sender=Unit)
@receiver(post_save, sender=Source)
def renamed_reference(sender: type[Model], instance: Model, created: bool, **kwargs: object) -> None:
    """A unit or a source got a new name: lists show it with the next request, entries when the worker comes by."""
    if not created:
        enqueue(TOPIC_REFRESH, {"model": sender._meta.label_lower, "id": instance.pk})
        bump_version()


@handles(TOPIC_REFRESH, label="更新显示了它的页面")
def refresh_pages_of_reference(payload: dict) -> None:
    """Refresh the entries that show a unit or a source."""
    model = apps.get_model(payload["model"])
    found: set[int] = set()
    for relation in model._meta.related_objects:
        if issubclass(relation.related_model, BasePage):
            rows = relation.related_model._base_manager.filter(**{relation.field.name: payload["id"]})
            found |= set(rows.order_by().values_list("pk", flat=True))
        elif hasattr(relation.related_model, "page_id"):
            rows = relation.related_model._base_manager.filter(**{relation.field.name: payload["id"]})
            found |= set(rows.order_by().values_list("page_id", flat=True))
    refresh_pages(sorted(found))


def show_pictures_of_the_site(image: Image) -> None:
    """A picture in the settings of the site has its sizes."""
    if SiteSettings.objects.filter(Q(share_picture=image) | Q(police_icon=image)).exists():
        bump_version()


when_ready += [refresh_pages_showing, show_pictures_of_the_site]
when_playable.append(refresh_pages_showing)


@handles(TOPIC_PUBLIC_CHANGE, label="公开内容变化的后续")
def after_public_change(payload: dict) -> None:
    """Delivery of a public change to what lies outside the database; later layers add purge and index here."""


@enrichers.register
def mark_external_links(tree: lxml_html.HtmlElement, page: BasePage) -> None:
    """Links to other hosts lead over the notice page, unless the host is official."""
    for link in tree.iter("a"):
        href = link.get("href") or ""
        if is_foreign(href):
            link.set("href", outward(href))
            link.set("rel", "noopener external")
