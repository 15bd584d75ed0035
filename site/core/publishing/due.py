"""Publishing and withdrawing at the set time: one page, one transaction; a refusal is recorded, the next goes on."""

import logging

from core.publishing.scope import change_public_state
from delivery.clock import every_tick
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision

logger = logging.getLogger(__name__)


@every_tick
def publish_due() -> int:
    """Publish every revision whose time has come and withdraw every page that has expired; returns how many went through.

    The gates are asked again now: an approval that was withdrawn since counts. A page that is refused keeps its
    schedule and gets a log line; it is tried again at the next tick.
    """
    now = timezone.now()
    done = 0
    pages = apps.get_model("core", "BasePage")
    due = Revision.page_revisions.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at", "pk")
    for revision_id in list(due.values_list("pk", flat=True)):
        done += _attempt(_publish, revision_id)
    expired = pages.objects.filter(live=True, expire_at__lte=now).order_by("expire_at", "pk")
    for page_id in list(expired.values_list("pk", flat=True)):
        done += _attempt(_withdraw, page_id)
    return done


def _attempt(function, key: int) -> int:  # noqa: ANN001  (one of the two functions below)
    try:
        with transaction.atomic():
            function(key)
    except (PermissionDenied, ValidationError) as error:
        logger.warning("scheduled change of %s refused: %s", key, error)
        return 0
    return 1


def _publish(revision_id: int) -> None:
    revision = Revision.objects.select_for_update().get(pk=revision_id)
    if revision.approved_go_live_at is None:
        return  # a second scheduler was quicker
    revision.publish(user=revision.user, log_action="wagtail.publish.scheduled")


def _withdraw(page_id: int) -> None:
    page = apps.get_model("core", "BasePage").objects.get(pk=page_id).specific
    with change_public_state(page, "expire"):
        page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
