"""Mail about dead letters to those who run the site."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models.functions import Now

from delivery.clock import every_tick
from delivery.models import OutboxMessage
from delivery.outbox import enqueue, handles
from delivery.topics import topic_named

TOPIC_ALERT = "delivery.alert"
PAUSE = timedelta(minutes=10)
SHOWN = 20


@every_tick
def alert_dead_letters() -> bool:
    """One mail for all that died since the last one, at most every ten minutes; it goes out as a job itself."""
    if not settings.ALERT_EMAILS:
        return False
    unknown = OutboxMessage.objects.filter(dead_at__isnull=False, alerted_at__isnull=True).exclude(topic=TOPIC_ALERT)
    if not unknown.exists() or OutboxMessage.objects.filter(alerted_at__gt=Now() - PAUSE).exists():
        return False
    with transaction.atomic():
        # Two machines' clocks at once: the second finds nothing left to claim.
        numbers = list(unknown.select_for_update().order_by("pk").values_list("pk", flat=True))
        if not numbers:
            return False
        OutboxMessage.objects.filter(pk__in=numbers).update(alerted_at=Now())
        enqueue(TOPIC_ALERT, {"messages": numbers[:SHOWN], "count": len(numbers)})
    return True


@handles(TOPIC_ALERT, label="把没有做成的任务告诉管理员")
def send_alert(payload: dict) -> None:
    """What died and why, without anything of its content."""
    dead = OutboxMessage.objects.filter(pk__in=payload["messages"]).order_by("pk")
    lines = [f"· {topic_named(message.topic).label}（#{message.pk}）：{message.error}" for message in dead]
    if payload["count"] > len(lines):
        lines.append("……")
    text = "以下后台任务多次没有做成，已放弃：\n\n{}\n\n排除原因后，请在后台“报告 → 没有做成的后台任务”里重试：\n{}/admin/reports/outbox/\n"
    subject = f"【{settings.WAGTAIL_SITE_NAME}】{payload['count']} 个后台任务没有做成"
    send_mail(subject, text.format("\n".join(lines), settings.SITE_BASE_URL), None, settings.ALERT_EMAILS)
