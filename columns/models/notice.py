"""Notices and 公示."""

import re
from datetime import datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from columns.enums import NoticeKind, Validity
from columns.models.documents import DocumentRow, file_facts
from columns.models.entry import EntryPage
from core.blocks import PlainBodyBlock
from core.fields import StreamField
from core.serving.visit import Visit

DOCUMENT_NUMBER = re.compile(
    r"^[\u4e00-\u9fff]{2,20}〔(19|20)\d{2}〕[1-9]\d{0,4}号$|^.{0,20}令第[1-9]\d*号$|^公告(19|20)\d{2}年第[1-9]\d*号$"
)


class NoticePage(EntryPage):
    """A notice as an official document, or a 公示 with its period and contact."""

    notice_kind = models.CharField("类别", max_length=20, choices=NoticeKind, default=NoticeKind.NOTICE)
    document_number = models.CharField(
        "文号", max_length=40, blank=True, help_text="例如“示例函〔2026〕3号”，年份用〔〕。"
    )
    index_number = models.CharField("索引号", max_length=40, blank=True)
    issuing_body = models.CharField("发文机关", max_length=80)
    addressee = models.CharField("主送机关", max_length=200, blank=True)
    signed_by = models.CharField("落款", max_length=80, blank=True, help_text="不填就用发文机关。")
    issued_on = models.DateField("成文日期", null=True, blank=True)
    validity = models.CharField("有效性", max_length=10, choices=Validity, default=Validity.VALID)
    publicity_from = models.DateField("公示开始", null=True, blank=True)
    publicity_to = models.DateField("公示截止", null=True, blank=True, help_text="含当日。")
    contact_name = models.CharField("联系人", max_length=40, blank=True)
    contact_phone = models.CharField("联系电话", max_length=40, blank=True)
    contact_email = models.EmailField("电子邮箱", blank=True)
    body = StreamField(PlainBodyBlock(), verbose_name="正文")

    page_description = "通知公告与公示，按公文样式显示"
    template = "columns/notice_page.html"

    class Meta:
        verbose_name = "通知公示"
        verbose_name_plural = "通知公示"

    @classmethod
    def text_panels(cls) -> list:
        """The head of the document first."""
        return [
            cls.title_panel,
            MultiFieldPanel(
                [
                    FieldPanel("notice_kind", help_text="选“公示”以后要写起止日期和联系办法。"),
                    FieldRowPanel(
                        [
                            FieldPanel("document_number"),
                            FieldPanel("index_number", help_text="信息公开目录里的编号，没有就不填。"),
                        ]
                    ),
                    FieldRowPanel(
                        [FieldPanel("issuing_body", help_text="公文落款的单位全称。"), FieldPanel("signed_by")]
                    ),
                    FieldPanel("addressee", help_text="正文前的一行，例如“各有关单位：”。"),
                    FieldRowPanel(
                        [
                            FieldPanel("issued_on", help_text="公文落款的日期，和发布时间可以不同。"),
                            FieldPanel("validity", help_text="已修订、已废止的仍然留在网上，页首会写明。"),
                        ]
                    ),
                ],
                heading="公文要素",
            ),
            FieldPanel("body", help_text="公文正文；“一、”“（一）”用小标题，表格用表格块。"),
            InlinePanel("attachments", heading="附件", label="一个附件"),
            MultiFieldPanel(
                [
                    FieldRowPanel(
                        [
                            FieldPanel("publicity_from", help_text="公示的第一天；页面到那一天显示“公示中”。"),
                            FieldPanel("publicity_to"),
                        ]
                    ),
                    FieldRowPanel(
                        [
                            FieldPanel("contact_name", help_text="公示期间向谁反映意见。"),
                            FieldPanel("contact_phone", help_text="公示期间接听的电话。"),
                        ]
                    ),
                    FieldPanel("contact_email", help_text="公示期间收信的邮箱。"),
                ],
                heading="公示期与联系方式（公示必填）",
            ),
            cls.summary_panel,
        ]

    def clean(self) -> None:
        """The form of the document number; a 公示 has a period in the right order and a contact."""
        super().clean()
        errors: dict[str, str] = {}
        if self.document_number and not DOCUMENT_NUMBER.match(self.document_number):
            errors["document_number"] = (
                "文号应写成“机关代字〔年份〕序号号”，例如“示例函〔2026〕3号”：四位年份用〔〕，序号不加“第”、不补零。"
            )
        if self.publicity_from and self.publicity_to and self.publicity_to < self.publicity_from:
            errors["publicity_to"] = "截止日期早于开始日期。"
        if self.live and self.notice_kind == NoticeKind.PUBLICITY:
            for name, what in (
                ("publicity_from", "开始日期"),
                ("publicity_to", "截止日期"),
                ("contact_name", "联系人"),
            ):
                if not getattr(self, name):
                    errors.setdefault(name, f"公示要写明{what}。")
            if not (self.contact_phone or self.contact_email):
                errors.setdefault("contact_phone", "公示要留电话或邮箱。")
        if errors:
            raise ValidationError(errors)

    @property
    def publicity_ends_at(self) -> datetime | None:
        """The first instant after the period (its last day counts whole, Shanghai time)."""
        if self.publicity_to is None:
            return None
        return timezone.make_aware(datetime.combine(self.publicity_to + timedelta(days=1), time.min))

    def publicity_state(self, now: datetime) -> str:
        """`before`, `running`, `over`, or empty for a notice without a period."""
        if self.notice_kind != NoticeKind.PUBLICITY or not (self.publicity_from and self.publicity_ends_at):
            return ""
        start = timezone.make_aware(datetime.combine(self.publicity_from, time.min))
        return "before" if now < start else "running" if now < self.publicity_ends_at else "over"

    def next_change_at(self, now: datetime) -> datetime | None:
        """Also the start and the end of the period."""
        times = [super().next_change_at(now)]
        if self.notice_kind == NoticeKind.PUBLICITY and self.publicity_from and self.publicity_ends_at:
            times += [timezone.make_aware(datetime.combine(self.publicity_from, time.min)), self.publicity_ends_at]
        return min((t for t in times if t is not None and t > now), default=None)

    def facts(self) -> dict[str, Any]:
        """Adds the attachments, each with type and size for its link."""
        return {**super().facts(), "attachments": file_facts(self.attachments.all())}

    def public_context(self, visit: Visit) -> dict[str, Any]:
        """Adds the state of the period."""
        return {**super().public_context(visit), "publicity": self.publicity_state(visit.now)}


class NoticeAttachment(DocumentRow):
    """A file that belongs to a document."""

    page = ParentalKey(NoticePage, verbose_name="页面", on_delete=models.CASCADE, related_name="attachments")

    class Meta(DocumentRow.Meta):
        verbose_name = "附件"
        verbose_name_plural = "附件"
