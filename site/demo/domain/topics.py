"""Topics out of texts, and taking demonstration entries out of the topics of others."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from demo.blocks import Blocks
from demo.domain.entries import publish_below
from demo.domain.fields import published_at
from demo.models import DemoKind, DemoObject
from demo.texts import Text
from home.models import HomePage, TopicEntry, TopicPage

NO_PICTURES = dict[Any, int]().__getitem__


@transaction.atomic
def make_topic(text: Text, home: HomePage, as_of: date) -> None:
    """Make and publish one topic with those of its entries that are there. Raises `SlugTaken`."""
    front, ids = text.front, DemoObject.ids(DemoKind.PAGE)
    page = TopicPage(
        title=front["title"],
        slug=text.slug,
        summary=front["summary"],
        display_date=published_at(text, as_of),
        auto_theme=front.get("theme", ""),
        auto_keyword=front.get("keyword", ""),
        auto_count=front["count"],
        body=Blocks(text.key, NO_PICTURES).plain_body(text.pieces),
    )
    if days := front.get("archived_days_ago"):
        page.archived_from = timezone.make_aware(datetime.combine(as_of - timedelta(days=days), time.min))
    chosen = [
        TopicEntry(entry_id=ids[key], sort_order=place) for place, key in enumerate(front["entries"]) if key in ids
    ]
    publish_below(home, page, text.key, {"topic_entries": chosen})


def unchoose_in_topics(page_ids: set[int]) -> None:
    """Take these pages out of the topics that stay: out of what is public, and out of drafts, which stay drafts."""
    for topic in TopicPage.objects.exclude(pk__in=page_ids):
        draft = topic.get_latest_revision_as_object() if topic.has_unpublished_changes or not topic.live else None
        if topic.live and _without(topic, page_ids):
            topic.save_revision().publish()
        if draft is not None and _without(draft, page_ids):
            draft.save_revision()


def _without(topic: TopicPage, page_ids: set[int]) -> bool:
    """Whether there was something to take out."""
    rows = list(topic.topic_entries.all())
    kept = [row for row in rows if row.entry_id not in page_ids]
    topic.topic_entries = kept
    return kept != rows
