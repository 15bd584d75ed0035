"""What the outbox and the clock do for the search."""

import logging
from datetime import timedelta

from django.db.models.functions import Now
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from core.models import KeptPage
from delivery.clock import every_tick
from delivery.models import OutboxMessage
from delivery.outbox import enqueue, handles
from search.domain import log
from search.domain.keep_up import difference, forget_page, index_pages, repair

TOPIC_INDEX = "search.index"
TOPIC_CHECK = "search.check"
CHECK_EVERY = timedelta(hours=24)
logger = logging.getLogger(__name__)


@receiver(post_save, sender=KeptPage)
def page_was_kept(sender: type[KeptPage], instance: KeptPage, **kwargs: object) -> None:
    """A page is public in this form: the worker brings its document up to it."""
    enqueue(TOPIC_INDEX, {"pages": [instance.page_id]})


@receiver(post_delete, sender=KeptPage)
def page_is_gone(sender: type[KeptPage], instance: KeptPage, **kwargs: object) -> None:
    """A page is not public any more: nothing finds it from this transaction on."""
    forget_page(instance.page_id)


@handles(TOPIC_INDEX, label="更新检索索引")
def index_message(payload: dict) -> None:
    """Bring some pages up to date."""
    index_pages(payload["pages"])


@handles(TOPIC_CHECK, label="核对检索索引")
def check_message(payload: dict) -> None:
    """Compare index and database and repair."""
    log.forget_old()
    if found := difference():
        logger.warning(
            "search index: %s missing, %s stale, %s surplus", len(found.missing), len(found.stale), len(found.surplus)
        )
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
