"""What the outbox and the clock do for the cluster; nothing at all where there is none."""

import logging
import time
from datetime import timedelta

from django.db.models.functions import Now

from delivery.clock import every_tick
from delivery.models import OutboxMessage
from delivery.outbox import enqueue, handles
from search.domain.mirror import BuildGoesOn, keep_equal, site_mirror, unsent
from search.engines.base import EngineAway
from search.engines.chosen import TOPIC_CATCH_UP
from search.engines.cluster import is_configured

TOPIC_COMPARE = "search.cluster.compare"
LOOK_EVERY, COMPARE_EVERY = 60.0, timedelta(hours=24)
BUILD_SECONDS = 2 * 3600
logger = logging.getLogger(__name__)


class Absence:
    """Whether the cluster was away when this process last asked, and when the clock last looked after it."""

    was_away = False
    looked_at = float("-inf")


@handles(TOPIC_CATCH_UP, label="更新检索集群", time_limit=BUILD_SECONDS)
def catch_up_message(payload: dict) -> None:
    """Send what changed. An absence is no failure of the message: the clock asks again, whatever time it takes."""
    if not is_configured() or not (payload.get("look") or unsent().exists()):
        return
    try:
        done = keep_equal(site_mirror(), was_away=Absence.was_away)
    except EngineAway as error:
        if not Absence.was_away:
            logger.warning("Elasticsearch is away, readers get the answers of the database: %s", error)
        Absence.was_away = True
        return
    if Absence.was_away:
        logger.warning("Elasticsearch is back: %s", done)
    Absence.was_away = False


@handles(TOPIC_COMPARE, label="核对检索集群", time_limit=BUILD_SECONDS)
def compare_message(payload: dict) -> None:
    """Compare the cluster with the database and repair; while it is away there is nothing to compare."""
    if not is_configured():
        return
    mirror = site_mirror()
    try:
        keep_equal(mirror, was_away=False)
        if drift := mirror.drift():
            logger.warning("search cluster: %s documents differed", len(drift.ids))
            mirror.repair(drift)
    except (EngineAway, BuildGoesOn) as error:
        logger.warning("search cluster not compared: %s", error)


@every_tick
def look_after_cluster() -> None:
    """Ask for what is due: unsent changes, a look at the indexes every minute, a comparison every day."""
    if not is_configured():
        return
    now = time.monotonic()
    is_time = now - Absence.looked_at > LOOK_EVERY
    if (is_time or unsent().exists()) and not _waiting(TOPIC_CATCH_UP):
        Absence.looked_at = now
        enqueue(TOPIC_CATCH_UP, {"look": True})
    recent = OutboxMessage.objects.filter(topic=TOPIC_COMPARE, created_at__gt=Now() - COMPARE_EVERY)
    if is_time and not recent.exists():
        enqueue(TOPIC_COMPARE, {})


def _waiting(topic: str) -> bool:
    return OutboxMessage.objects.filter(topic=topic, done_at__isnull=True, dead_at__isnull=True).exists()
