"""What the office has to know when the worker does not do its work: late publications, no sign of life, failed work."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Revision

from core.models import BasePage
from delivery.outbox_report import dead_letters
from delivery.worker_sign import silent_for

LATE = timedelta(minutes=15)
SILENT = timedelta(minutes=5)


def alarms(user: Any) -> list[str]:
    """Sentences for the dashboard; empty when all is well."""
    now = timezone.now()
    found = []
    silence = silent_for()
    if silence is None:
        found.append("后台任务没有启动过：定时发布、到期撤下和图片处理都不会进行。请告诉系统管理员。")
    elif silence > SILENT:
        found.append(
            f"后台任务已经 {_duration(silence)}没有动静：定时发布、到期撤下和图片处理都停着。请告诉系统管理员。"
        )
    if late := _late_publications(now - LATE):
        found.append(f"有 {late} 篇稿件到了时间 15 分钟以上还没有发布。请打开“今天要发的”查看，必要时手工发布。")
    if late := BasePage.objects.filter(live=True, expire_at__lte=now - LATE).count():
        found.append(f"有 {late} 篇稿件过了到期时间 15 分钟以上还没有撤下。必要时请手工撤下。")
    if user.has_perm("delivery.view_outboxmessage") and (dead := dead_letters().count()):
        found.append(
            f"有 {dead} 个后台任务多次没有做成，已放弃。请打开“报告 → 没有做成的后台任务”查看原因，排除后重试。"
        )
    return found


def _late_publications(before: Any) -> int:
    return Revision.page_revisions.filter(approved_go_live_at__lte=before).count()


def _duration(silence: timedelta) -> str:
    minutes = int(silence.total_seconds() // 60)
    return f"{minutes} 分钟" if minutes < 120 else f"{minutes // 60} 小时"
