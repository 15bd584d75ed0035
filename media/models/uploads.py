"""Uploads that are under way, and the parts of them that have arrived."""

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q, Sum
from django.utils import timezone

from media.enums import UploadState

if TYPE_CHECKING:
    from accounts.models import User

PART_BYTES = 8 * 1024 * 1024
LIFETIME = timedelta(hours=24)


class UploadQuerySet(models.QuerySet):
    """Questions about uploads."""

    def for_user(self, user: "User") -> "UploadQuerySet":
        """Their own; nobody has a reason to see another's."""
        return self.filter(owner_id=user.pk) if user.is_authenticated and user.is_active else self.none()

    def open(self) -> "UploadQuerySet":
        """Those that still take parts or are being checked."""
        return self.filter(state__in=[UploadState.RECEIVING, UploadState.CHECKING])

    def overdue(self) -> "UploadQuerySet":
        """Those that were not finished in time."""
        return self.filter(state=UploadState.RECEIVING, created_at__lt=timezone.now() - LIFETIME)

    def bytes_held(self) -> int:
        """What these uploads take up: parts to come included, videos deleted since not."""
        held = self.filter(Q(state__in=[UploadState.RECEIVING, UploadState.CHECKING]) | Q(video__isnull=False))
        return held.aggregate(total=Sum("size"))["total"] or 0


class Upload(models.Model):
    """One file on its way; the server has named its place, the browser sends the parts in any order."""

    id = models.UUIDField("编号", primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="上传人", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    purpose = models.CharField("用途", max_length=20)
    filename = models.CharField("原文件名", max_length=255)
    title = models.CharField("标题", max_length=255)
    collection_id = models.BigIntegerField("分类", null=True)
    size = models.BigIntegerField("字节数")
    # Of the file on the visitor's device, so that choosing it again goes on where it stopped.
    fingerprint = models.CharField("指纹", max_length=64)
    key = models.CharField("存放位置", max_length=120, unique=True)
    multipart_id = models.CharField("分段上传编号", max_length=255, blank=True)
    state = models.CharField("状态", max_length=12, choices=UploadState, default=UploadState.RECEIVING)
    message = models.CharField("说明", max_length=500, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    job_id = models.BigIntegerField("核对任务", null=True)
    video = models.ForeignKey(
        "media.Video", verbose_name="音视频", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField("开始", default=timezone.now)
    finished_at = models.DateTimeField("结束", null=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["state", "created_at"], name="media_upload_due")]
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="media_upload_has_bytes"),
            models.UniqueConstraint(
                fields=["owner", "purpose", "fingerprint"],
                condition=Q(state=UploadState.RECEIVING),
                name="media_upload_once",
            ),
        ]
        verbose_name = "上传"
        verbose_name_plural = "上传"

    def __str__(self) -> str:
        return f"{self.filename} ({self.get_state_display()})"

    @property
    def part_count(self) -> int:
        """How many parts the file has, at least one."""
        return -(-self.size // PART_BYTES)

    def has_part(self, number: int) -> bool:
        """Whether the file has a part of this number."""
        return 1 <= number <= self.part_count

    def part_size(self, number: int) -> int:
        """Bytes of part `number`, counted from 1: all alike but the last."""
        return min(PART_BYTES, self.size - (number - 1) * PART_BYTES)


class UploadPart(models.Model):
    """What the browser says a part contains, and whether it has arrived."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField("序号")
    sha256 = models.CharField("SHA-256", max_length=64)
    md5 = models.CharField("MD5", max_length=32)
    is_here = models.BooleanField("已收到", default=False)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["upload", "number"], name="media_upload_part_once")]
        verbose_name = "上传的一段"
        verbose_name_plural = "上传的各段"

    def __str__(self) -> str:
        return f"{self.upload_id} {self.number}"
