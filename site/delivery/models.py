"""The outbox: work that a committed change still owes."""

from django.db import models
from django.db.models import Q

from delivery.enums import JobState, Queue


class OutboxMessage(models.Model):
    """One piece of work, written in the transaction that causes it, done at least once by a worker.

    All times but `created_at` are the database's, so that machines whose clocks differ agree on them.
    """

    topic = models.CharField("主题", max_length=60)
    payload = models.JSONField("内容", default=dict)
    queue = models.CharField("队列", max_length=10, choices=Queue.choices, default=Queue.QUICK)
    created_at = models.DateTimeField("写入", auto_now_add=True)
    available_at = models.DateTimeField("可执行")
    # A worker has it until then; it renews the lease while it works. `lease` is new each time the message is taken.
    leased_until = models.DateTimeField("占用至", null=True, blank=True)
    leased_by = models.CharField("占用者", max_length=100, blank=True)
    lease = models.UUIDField("占用标识", null=True, blank=True)
    begun_at = models.DateTimeField("开始", null=True, blank=True)
    done_at = models.DateTimeField("完成", null=True, blank=True)
    dead_at = models.DateTimeField("放弃", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("尝试次数", default=0)
    error = models.TextField("最近的错误", blank=True)
    percent = models.PositiveSmallIntegerField("进度（%）", null=True, blank=True)
    remaining_seconds = models.PositiveIntegerField("估计还要（秒）", null=True, blank=True)
    alerted_at = models.DateTimeField("已报警", null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["queue", "available_at", "id"],
                condition=Q(done_at__isnull=True, dead_at__isnull=True),
                name="delivery_open",
            ),
            models.Index(fields=["dead_at"], condition=Q(dead_at__isnull=False), name="delivery_dead"),
        ]
        verbose_name = "待办"
        verbose_name_plural = "待办"

    def __str__(self) -> str:
        return f"{self.topic} #{self.pk}"

    @property
    def state(self) -> JobState:
        """What its row says; a lease that ran out still reads as running until somebody takes the message again."""
        if self.done_at:
            return JobState.DONE
        if self.dead_at:
            return JobState.DEAD
        if self.lease:
            return JobState.RUNNING
        return JobState.RETRYING if self.attempts else JobState.WAITING


class WorkerSign(models.Model):
    """When the workers of one machine were last seen."""

    name = models.CharField("名称", max_length=100, unique=True)
    seen_at = models.DateTimeField("最近动静", db_index=True)

    class Meta:
        verbose_name = "后台任务的动静"
        verbose_name_plural = "后台任务的动静"

    def __str__(self) -> str:
        return f"{self.name} {self.seen_at}"
