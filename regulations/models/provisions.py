"""The lines of an edition: headings, articles, 款, 项, 目."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models

from regulations.enums import Level
from regulations.models.editions import Edition

LOCKED = "这一版已经确认公开，条文不能直接改动。请提出改动，由另一个人核对后生效。"


class ProvisionQuerySet(models.QuerySet):
    """Provisions: read freely, never changed in bulk once their edition is confirmed."""

    def public(self) -> "ProvisionQuerySet":
        """Provisions that readers may see."""
        return self.filter(edition__confirmed_at__isnull=False)

    def update(self, **changes: Any) -> int:
        """Refused for confirmed editions."""
        if self.filter(edition__confirmed_at__isnull=False).exists():
            raise PermissionDenied(LOCKED)
        return super().update(**changes)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refused for confirmed editions."""
        if self.filter(edition__confirmed_at__isnull=False).exists():
            raise PermissionDenied(LOCKED)
        return super().delete()


class Provision(models.Model):
    """One line with its place; number + gap + heading + join + text is the line as it stands in the source."""

    edition = models.ForeignKey(Edition, verbose_name="版本", on_delete=models.CASCADE, related_name="provisions")
    position = models.PositiveIntegerField("次序")
    # Position of the provision above, empty at the top.
    parent = models.PositiveIntegerField("上级", null=True)
    level = models.CharField("层级", max_length=12, choices=Level)
    anchor = models.CharField("锚点", max_length=80)
    number = models.CharField("序号", max_length=40, blank=True)
    gap = models.CharField("空白", max_length=20, blank=True)
    heading = models.TextField("标题", blank=True)
    join = models.CharField("连接", max_length=20, blank=True)
    text = models.TextField("文字", blank=True)
    ordinal = models.PositiveIntegerField("号数", default=0)
    suffix = models.PositiveIntegerField("之几", default=0)
    line = models.PositiveIntegerField("原文行号", default=0)

    objects = ProvisionQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "position"]
        base_manager_name = "objects"
        verbose_name = "条文"
        verbose_name_plural = "条文"
        constraints = [
            models.UniqueConstraint(fields=["edition", "position"], name="regulations_provision_position"),
            models.UniqueConstraint(fields=["edition", "anchor"], name="regulations_provision_anchor"),
        ]

    def __str__(self) -> str:
        return f"{self.number}{self.gap}{self.heading}{self.join}{self.text}"[:60]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refused once the edition is confirmed; `regulations.domain.changes` is the one way then."""
        if self.edition.confirmed_at is not None:
            raise PermissionDenied(LOCKED)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refused once the edition is confirmed."""
        if self.edition.confirmed_at is not None:
            raise PermissionDenied(LOCKED)
        return super().delete(*args, **kwargs)
