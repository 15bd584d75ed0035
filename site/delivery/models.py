"""The outbox: work that a committed change still owes."""

from django.db import models
from django.db.models import Q


class OutboxMessage(models.Model):
    """One piece of work, written in the transaction that causes it, done at least once by the worker."""

    topic = models.CharField("主题", max_length=60)
    payload = models.JSONField("内容", default=dict)
    created_at = models.DateTimeField("写入", auto_now_add=True)
    available_at = models.DateTimeField("可执行", db_index=True)
    done_at = models.DateTimeField("完成", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("尝试次数", default=0)
    error = models.TextField("最近的错误", blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["available_at", "id"], condition=Q(done_at__isnull=True), name="delivery_open")]
        verbose_name = "待办"
        verbose_name_plural = "待办"

    def __str__(self) -> str:
        return f"{self.topic} #{self.pk}"
