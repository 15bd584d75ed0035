"""What the spine writes: who changed what the public sees, and the number that tells every process so."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models

from core.publishing.content_hash import content_hash

if TYPE_CHECKING:
    from wagtail.models import AbstractPage

    from core.publishing.scope import PublicChange


class AuditQuerySet(models.QuerySet):
    """Audit entries are read and added, nothing else."""

    def update(self, **changes: Any) -> int:
        """Refused, except that a deleted account lets go of its entries (their text keeps the name)."""
        if changes not in ({"actor": None}, {"actor_id": None}):
            raise PermissionDenied("审计记录不能修改。")
        return super().update(**changes)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refused."""
        raise PermissionDenied("审计记录不能删除。")


class AuditEntry(models.Model):
    """One public change: verb, time, actor, every page it touched with the hash of what is public now."""

    at = models.DateTimeField("时间", auto_now_add=True, db_index=True)
    verb = models.CharField("动作", max_length=40)
    page_id = models.BigIntegerField("页面", null=True, db_index=True)
    title = models.CharField("标题", max_length=255, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="操作人", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    actor_name = models.CharField("操作人姓名", max_length=160)
    reason = models.TextField("原因", blank=True)
    # page id → [[what happened, [changed public columns]], …]
    touched = models.JSONField("涉及页面", default=dict)
    # page id → content hash of the page as it is public after the change
    hashes = models.JSONField("内容摘要", default=dict)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        base_manager_name = "objects"
        verbose_name = "发布审计"
        verbose_name_plural = "发布审计"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.verb} {self.title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add only."""
        if self.pk is not None:
            raise PermissionDenied("审计记录不能修改。")
        super().save(*args, **kwargs)

    @classmethod
    def record(cls, change: "PublicChange", live_pages: "dict[int, AbstractPage]") -> "AuditEntry":
        """Write the entry of one public change."""
        page = change.page
        return cls.objects.create(
            verb=change.verb,
            page_id=page.pk if page is not None else None,
            title=(getattr(page, "title", "") or "")[:255],
            actor=change.actor,
            actor_name=str(change.actor or "系统")[:160],
            reason=change.reason,
            touched={str(key): value for key, value in change.touched.items()},
            hashes={str(key): content_hash(item) for key, item in live_pages.items()},
        )

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refused."""
        raise PermissionDenied("审计记录不能删除。")


class SiteVersion(models.Model):
    """One row; its number changes with everything readers can see. Read first, bumped last."""

    number = models.BigIntegerField(default=1)

    class Meta:
        verbose_name = "站点版本"
        verbose_name_plural = "站点版本"

    def __str__(self) -> str:
        return str(self.number)


class SpineOpen(models.Model):
    """Has a row only inside an open spine transaction; the SQLite triggers look at it."""

    class Meta:
        verbose_name = "发布通道"
        verbose_name_plural = "发布通道"

    def __str__(self) -> str:
        return str(self.pk)
