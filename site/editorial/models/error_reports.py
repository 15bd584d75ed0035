"""Readers' reports of errors (纠错), what the office did with each, and who sent too many."""

from django.conf import settings
from django.db import models

from core.models import BasePage
from editorial.enums import ReportState

MAX_TEXT, MAX_CONTACT = 500, 100


class ErrorReport(models.Model):
    """What a reader says is wrong. Nobody but the office reads it; the contact is forgotten after a while."""

    number = models.CharField("编号", max_length=20, unique=True, editable=False)
    received_at = models.DateTimeField("收到时间", auto_now_add=True, db_index=True)
    page = models.ForeignKey(
        BasePage,
        verbose_name="页面",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="error_reports",
    )
    # Rows of the office: reports neither belong to a page's content nor keep it from being removed.
    page.wagtail_reference_index_ignore = True
    page_title = models.CharField("页面标题", max_length=255, blank=True, editable=False)
    text = models.CharField("内容", max_length=MAX_TEXT, editable=False)
    contact = models.CharField("联系方式", max_length=MAX_CONTACT, blank=True, editable=False)
    state = models.CharField("状态", max_length=10, choices=ReportState, default=ReportState.NEW, db_index=True)
    note = models.CharField("处理说明", max_length=300, blank=True, help_text="给同事看的，读者看不到。")

    class Meta:
        ordering = ["-received_at", "-pk"]
        default_permissions = ("change", "view")
        verbose_name = "纠错"
        verbose_name_plural = "纠错"

    def __str__(self) -> str:
        return self.number


class ReportStep(models.Model):
    """One change of a report: who, when, from which state to which, with the note as it was then."""

    report = models.ForeignKey(ErrorReport, verbose_name="纠错", on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField("时间", auto_now_add=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="操作人", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    actor_name = models.CharField("操作人姓名", max_length=160)
    before = models.CharField("原状态", max_length=10, choices=ReportState)
    after = models.CharField("新状态", max_length=10, choices=ReportState)
    note = models.CharField("处理说明", max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        verbose_name = "纠错处理记录"
        verbose_name_plural = "纠错处理记录"

    def __str__(self) -> str:
        return f"{self.report} {self.get_after_display()}"


class ReportSender(models.Model):
    """That somebody sent a report: a keyed hash of the address, kept only as long as the limit looks back."""

    sender = models.CharField("来源摘要", max_length=64)
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["sender", "at"], name="editorial_sender_at")]
        verbose_name = "纠错来源"
        verbose_name_plural = "纠错来源"

    def __str__(self) -> str:
        return self.sender[:8]
