"""Which assets live pages show: the one answer to «may an anonymous reader have this file?»."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.dispatch import Signal

if TYPE_CHECKING:
    from collections.abc import Iterable


# Sent in the transaction in which a live page begins or ceases to show an asset, with `kind` and `asset_id`.
use_changed = Signal()


class PublicUseQuerySet(models.QuerySet):
    """Questions about public use."""

    def of(self, asset: models.Model) -> "PublicUseQuerySet":
        """Uses of this asset by live pages."""
        return self.filter(kind=asset._meta.model_name, asset_id=asset.pk)


class PublicUse(models.Model):
    """One live page shows one asset. Kept by the publishing spine, in the transaction that changes the page."""

    page_id = models.BigIntegerField("页面", db_index=True)
    kind = models.CharField("类型", max_length=20)
    asset_id = models.BigIntegerField("素材")

    objects = PublicUseQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "asset_id", "page_id"], name="media_use_once")]
        verbose_name = "公开使用"
        verbose_name_plural = "公开使用"

    def __str__(self) -> str:
        return f"{self.kind} {self.asset_id} @ {self.page_id}"

    @classmethod
    def record(cls, page_id: int, assets: "Iterable[tuple[str, int]]") -> None:
        """Make `assets`, pairs of (kind, id), exactly what the page shows; an empty iterable when it is not live."""
        wanted = set(assets)
        present = {(use.kind, use.asset_id): use.pk for use in cls.objects.filter(page_id=page_id)}
        cls.objects.filter(pk__in=[pk for key, pk in present.items() if key not in wanted]).delete()
        cls.objects.bulk_create(
            [cls(page_id=page_id, kind=kind, asset_id=pk) for kind, pk in sorted(wanted - present.keys())]
        )
        for kind, pk in sorted(wanted ^ present.keys()):
            use_changed.send(sender=cls, kind=kind, asset_id=pk)


class Asset(models.Model):
    """A file that stays as it is while a live page shows it: an approved page must not change by a swapped file."""

    class Meta:
        abstract = True

    @property
    def is_public(self) -> bool:
        """Whether a live page shows this asset."""
        return bool(self.pk) and PublicUse.objects.of(self).exists()

    def refuse_if_public(self, act: str) -> None:
        """Raise `ValidationError` when a live page shows this asset."""
        if self.is_public:
            raise ValidationError(
                f"“{self}”正在已发布的页面上使用，不能{act}。请上传为新素材，在页面里换上并重新发布。",
                code="in_public_use",
            )
