"""What the outbox and the clock do for the search."""

import logging
from datetime import date, timedelta

from django.db.models.functions import Now
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone

from core.findable import findables_changed
from core.models import KeptPage
from core.serving.state import current_state
from delivery.clock import every_tick
from delivery.models import OutboxMessage
from delivery.outbox import enqueue, handles
from search.domain import log
from search.domain.attachments import ask_to_read
from search.domain.keep_up import TOPIC_INDEX, difference, forget_page, index_pages, repair, says_something_else
from search.domain.pages import findable_pages
from search.domain.store import Index
from search.domain.things import index_things, stale_things, today_and_version
from search.engines.chosen import maintained_engines

TOPIC_CHECK = "search.check"
TOPIC_THINGS = "search.things"
CHECK_EVERY = timedelta(hours=24)
logger = logging.getLogger(__name__)


@receiver(post_save, sender=KeptPage)
def page_was_kept(sender: type[KeptPage], instance: KeptPage, **kwargs: object) -> None:
    """A page is public in this form: the worker brings its document up to it; words that went are gone at once."""
    if says_something_else(instance):
        forget_page(instance.page_id)
    enqueue(TOPIC_INDEX, {"pages": [instance.page_id]})


@receiver(post_delete, sender=KeptPage)
def page_is_gone(sender: type[KeptPage], instance: KeptPage, **kwargs: object) -> None:
    """A page is not public any more: nothing finds it from this transaction on."""
    forget_page(instance.page_id)


@handles(TOPIC_INDEX, label="更新检索索引")
def index_message(payload: dict) -> None:
    """Bring some pages up to date, and again when the clock changes what they show: a replay opens."""
    index_pages(payload["pages"])
    pages = list(findable_pages().filter(pk__in=payload["pages"]).specific())
    ask_to_read(pages)
    now = timezone.now()
    for page in pages:
        if (at := page.next_change_at(now)) is not None:
            enqueue(TOPIC_INDEX, {"pages": [page.pk]}, at - now)


@handles(TOPIC_THINGS, label="更新官方文件的检索索引")
def things_message(payload: dict) -> None:
    """Bring what is no page up to date."""
    index_things(current_state())


@receiver(findables_changed)
def things_have_changed(owner: str, gone: list[int], **kwargs: object) -> None:
    """What is gone is found no more from this transaction on; the rest follows."""
    if gone:
        Index(maintained_engines()).drop(owner, gone)
    enqueue(TOPIC_THINGS, {})


class Seen:
    """The version and day of which this process knows that things were asked about."""

    state: tuple[int, date] | None = None


@every_tick
def look_for_things() -> None:
    """After every public change, and on every new day: another edition may apply."""
    state = current_state()
    if Seen.state == (now := today_and_version(state)):
        return
    if any(stale_things(state)):
        enqueue(TOPIC_THINGS, {})
    Seen.state = now


@handles(TOPIC_CHECK, label="核对检索索引")
def check_message(payload: dict) -> None:
    """Compare index and database and repair."""
    log.forget_old()
    if found := difference():
        logger.warning("search index: %s missing, %s stale, %s surplus", *found.counts)
        repair(found)


@every_tick
def check_daily() -> None:
    """Once a day, and once after an installation or an update; cheap when nothing is due."""
    recent = OutboxMessage.objects.filter(topic=TOPIC_CHECK, created_at__gt=Now() - CHECK_EVERY)
    if not recent.exists():
        enqueue(TOPIC_CHECK, {})


@every_tick
def count_what_was_asked() -> None:
    """Add up the log of this machine."""
    log.add_up()
