"""An official text through all its editions."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from modelcluster.models import ClusterableModel

from accounts.pinyin import ascii_slug
from core.publishing.scope import bump_version
from regulations.enums import InstrumentKind

# First parts of addresses below /regulations/ that are no instrument.
RESERVED = frozenset({"interpretations", "audit", "clauses", "publicity"})


class InstrumentQuerySet(models.QuerySet):
    """Official texts."""

    def public(self) -> "InstrumentQuerySet":
        """What readers may know of: at least one edition was confirmed."""
        return self.filter(editions__confirmed_at__isnull=False).distinct()


class Instrument(ClusterableModel):
    """A law, regulation, list of work points or policy document; its text stands in its editions."""

    public_id = models.UUIDField("公开编号", default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField("种类", max_length=20, choices=InstrumentKind, default=InstrumentKind.REGULATION)
    title = models.CharField("名称", max_length=200)
    short_title = models.CharField(
        "简称", max_length=60, blank=True, help_text="正文里常用的叫法，例如“条例”的全名去掉地名；用来识别引用。"
    )
    slug = models.SlugField("网址名", max_length=80, unique=True, blank=True)
    issuing_body = models.CharField("制定机关", max_length=120, blank=True)
    is_specimen = models.BooleanField("样张", default=False, help_text="勾选后，页面上处处写明这不是真实文件。")
    is_featured = models.BooleanField("首页显示", default=False, help_text="首页的条例栏或者要点栏显示这一件。")
    bases = models.ManyToManyField(
        "self", verbose_name="上位文件", symmetrical=False, related_name="rules_below", blank=True
    )

    objects = InstrumentQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        verbose_name = "官方文件"
        verbose_name_plural = "官方文件"

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """An empty slug becomes pinyin, with a number when it is taken."""
        if not self.slug:
            base = (ascii_slug(self.title) or "text")[:70].strip("-")
            slug, number = base, 2
            while slug in RESERVED or Instrument.objects.filter(slug=slug).exclude(pk=self.pk).exists():
                slug, number = f"{base}-{number}", number + 1
            self.slug = slug
        with transaction.atomic():
            super().save(*args, **kwargs)
            if self.editions.public().exists():
                bump_version()

    def clean(self) -> None:
        """The address is none of the section's own."""
        super().clean()
        if self.slug in RESERVED:
            raise ValidationError({"slug": f"“{self.slug}”是网站自己的地址，请换一个。"})

    @property
    def path(self) -> str:
        """Public path of the reader."""
        return f"/regulations/{self.slug}/"

    @property
    def speaks_in_points(self) -> bool:
        """Whether its provisions are points, not articles."""
        if self.kind not in (InstrumentKind.WORK_POINTS, InstrumentKind.POLICY):
            return False
        return not any(counts.get("article") for counts in self.editions.public().values_list("counts", flat=True))
