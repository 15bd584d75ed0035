"""Publishing and withdrawing at the set time: one page, one transaction; a refusal is recorded, the next goes on."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Revision

from core.publishing.scope import change_public_state, lock_page
from delivery.clock import every_tick

logger = logging.getLogger(__name__)


@every_tick
def publish_due() -> int:
    """Publish every revision whose time has come and withdraw every page that has expired; returns how many went through.

    The gates are asked again now: an approval that was withdrawn since counts. A page that is refused keeps its
    schedule and gets a log line; it is tried again at the next tick. The system acts, not the account that set the
    time: that account may be gone by now.
    """
    now = timezone.now()
    due = Revision.page_revisions.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at", "pk")
    done = sum([_attempt(_publish, key, now) for key in list(due.values_list("pk", flat=True))])
    expired = _pages().filter(live=True, expire_at__lte=now).order_by("expire_at", "pk")
    return done + sum([_attempt(_withdraw, key, now) for key in list(expired.values_list("pk", flat=True))])


def _attempt(act: Callable[[int, datetime], bool], key: int, now: datetime) -> bool:
    """Whether the change was made. Nothing that goes wrong with one page may stop the next."""
    try:
        with transaction.atomic():
            return act(key, now)
    except (PermissionDenied, ValidationError) as error:
        logger.warning("scheduled change of %s refused: %s", key, error)
    except Exception:
        logger.exception("scheduled change of %s failed", key)
    return False


def _publish(revision_id: int, now: datetime) -> bool:
    revisions = Revision.objects.filter(pk=revision_id, approved_go_live_at__lte=now)
    for page_id in revisions.values_list("object_id", flat=True):
        # The page first, like every publisher: locks taken in two orders would be a deadlock.
        lock_page(_pages().filter(pk=page_id).first())
    if (revision := revisions.first()) is None:
        return False  # a second scheduler was quicker
    revision.publish(log_action="wagtail.publish.scheduled")
    return True


def _withdraw(page_id: int, now: datetime) -> bool:
    expired = _pages().filter(pk=page_id, live=True, expire_at__lte=now)
    lock_page(expired.first())
    if (page := expired.first()) is None:
        return False
    page = page.specific
    with change_public_state(page, "expire"):
        page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return True


def _pages() -> QuerySet:
    return apps.get_model("core", "BasePage").objects
