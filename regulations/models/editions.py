"""One wording of an official text, with its dates and where it came from."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models

from regulations.enums import Lifecycle
from regulations.models.instruments import Instrument


class EditionQuerySet(models.QuerySet):
    """Editions."""

    def public(self) -> "EditionQuerySet":
        """What readers may see: a person confirmed it."""
        return self.filter(confirmed_at__isnull=False)


class Edition(models.Model):
    """The text as it stands from one day on. Confirmed once, its provisions are locked by their hash."""

    public_id = models.UUIDField("公开编号", default=uuid.uuid4, unique=True, editable=False)
    instrument = models.ForeignKey(
        Instrument, verbose_name="官方文件", on_delete=models.PROTECT, related_name="editions"
    )
    title = models.CharField("这一版的名称", max_length=200)
    document_number = models.CharField("文号", max_length=80, blank=True)
    issuing_body = models.CharField("制定机关", max_length=120, blank=True)
    adopted_on = models.DateField("通过日期", null=True, blank=True)
    published_on = models.DateField("公布日期", null=True, blank=True)
    effective_on = models.DateField("施行日期", null=True, blank=True)
    repealed_on = models.DateField("废止日期", null=True, blank=True)
    # Lines of the source that are no provisions, verbatim, one per line.
    front = models.TextField("文前", blank=True, editable=False)
    note = models.TextField("题注", blank=True, editable=False)
    contents = models.TextField("目录", blank=True, editable=False)
    events = models.JSONField("沿革", default=list, editable=False)
    problems = models.JSONField("导入时发现的问题", default=list, editable=False)
    counts = models.JSONField("各级条数", default=dict, editable=False)
    # Where it came from.
    source_name = models.CharField("来源文件", max_length=200, blank=True, editable=False)
    source_text = models.TextField("原文", editable=False)
    source_sha256 = models.CharField("原文摘要", max_length=64, editable=False)
    source_note = models.CharField(
        "来源说明", max_length=200, blank=True, help_text="从哪里得到这份文本，例如官网地址。"
    )
    text_sha256 = models.CharField("条文摘要", max_length=64, editable=False)
    imported_at = models.DateTimeField("导入时间", auto_now_add=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="导入人",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    confirmed_at = models.DateTimeField("确认公开时间", null=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="确认人",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["instrument", "effective_on", "pk"]
        verbose_name = "版本"
        verbose_name_plural = "版本"
        constraints = [
            models.UniqueConstraint(fields=["instrument", "source_sha256"], name="regulations_edition_once"),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.label}）"

    @property
    def since(self) -> date | None:
        """The day that orders editions: in effect, else published, else adopted."""
        return self.effective_on or self.published_on or self.adopted_on

    @property
    def label(self) -> str:
        """How the edition is told from others: its latest passing or change, else its first day."""
        changes = [
            event for event in self.events if event["on"] and event["action"] in ("通过", "修订", "修正", "公布")
        ]
        if changes:
            last = max(changes, key=lambda event: event["on"])
            return f"{last['on'][:4]}年{last['action']}"
        return f"{self.since.year}年" if self.since else "日期不详"


def lifecycle_of(edition: Edition, others: list[Edition], day: date) -> Lifecycle:
    """What `edition` is on `day` among the public editions of its instrument."""
    if edition.confirmed_at is None:
        return Lifecycle.DRAFT
    if edition.repealed_on is not None and edition.repealed_on <= day:
        return Lifecycle.REPEALED
    if edition.since is not None and edition.since > day:
        return Lifecycle.FUTURE
    newest = in_force(others, day)
    return Lifecycle.IN_FORCE if newest is None or newest.pk == edition.pk else Lifecycle.SUPERSEDED


def in_force(editions: list[Edition], day: date) -> Edition | None:
    """The edition that applies on `day`: the latest one that began by then; a repealed one is still the last wording."""
    begun = [
        edition for edition in editions if edition.confirmed_at and (edition.since is None or edition.since <= day)
    ]
    return max(begun, key=lambda edition: (edition.since or date.min, edition.pk), default=None)
