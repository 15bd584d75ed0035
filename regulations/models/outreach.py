"""The ledger of publicity (宣讲): pages that tell when, where, for whom and by whom official texts were explained."""

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from core.blocks import PlainBodyBlock
from core.fields import StreamField
from core.forms import BasePageForm
from core.models import BasePage
from core.reserved import refuse_reserved_slug
from core.serving.visit import Visit
from regulations.reading.outreach import event_context, event_facts, ledger_context


class OutreachIndexPage(BasePage):
    """The ledger. Readers see totals, the sixteen cities as tiles and as a table, every event; and filter them."""

    base_form_class = BasePageForm
    show_in_menus_default = True
    page_description = "宣讲台账的总目录，按城市、对象和年份查找"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["regulations.OutreachPage"]
    max_count = 1
    template = "regulations/outreach_index_page.html"

    content_panels = [FieldPanel("title"), FieldPanel("summary")]
    promote_panels = [FieldPanel("slug"), FieldPanel("short_title"), FieldPanel("show_in_menus")]

    class Meta:
        verbose_name = "宣讲台账"
        verbose_name_plural = "宣讲台账"

    def clean(self) -> None:
        """Its address must not be one of the site's own."""
        super().clean()
        refuse_reserved_slug(self.slug)

    def public_context(self, visit: Visit) -> dict[str, Any]:
        """The events so filtered, with their sums."""
        return ledger_context(visit)


class OutreachPage(BasePage):
    """One 宣讲. Readers see time, place, organisers, speakers, listeners, materials, and each question with its answer."""

    held_at = models.DateTimeField("时间", default=timezone.now)
    venue = models.CharField("地点", max_length=100, help_text="场馆和厅室；只在线上的写“线上”。")
    organisers = models.TextField("组织单位", max_length=400, blank=True, help_text="每行一个。")
    speakers = models.TextField("宣讲人", max_length=400, blank=True, help_text="每行一人，姓名后面写单位和职务。")
    body = StreamField(PlainBodyBlock(required=False), verbose_name="现场记录", blank=True)

    base_form_class = BasePageForm
    page_description = "一场宣讲：时间、地点、对象、宣讲人、材料、现场提问"
    parent_page_types: ClassVar[list[str]] = ["regulations.OutreachIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "regulations/outreach_page.html"

    content_panels = [
        FieldPanel("title"),
        FieldRowPanel(
            [
                FieldPanel("held_at", help_text="宣讲开始的时间。"),
                FieldPanel("city", help_text="在哪个城市宣讲，台账按它统计。发布前必填。"),
            ]
        ),
        FieldPanel("venue"),
        FieldRowPanel([FieldPanel("organisers"), FieldPanel("speakers")]),
        MultiFieldPanel([InlinePanel("listeners", label="一类听众")], heading="听众"),
        MultiFieldPanel([InlinePanel("materials", label="一份材料")], heading="材料"),
        MultiFieldPanel([InlinePanel("questions", label="一个问题")], heading="现场提问"),
        FieldPanel("summary"),
        FieldPanel("body", help_text="现场的记录和照片，可以不写。"),
    ]
    promote_panels = [FieldPanel("slug"), FieldPanel("display_date")]

    class Meta:
        verbose_name = "宣讲"
        verbose_name_plural = "宣讲"

    def facts(self) -> dict[str, Any]:
        """Everything that the ledger counts and lists."""
        return event_facts(self)

    def missing_facts(self) -> list[str]:
        """What it lacks to be shown."""
        missing = [] if self.city_id else ["宣讲要写明城市。"]
        if not self.listeners.all():
            missing.append("宣讲要写明听众和人数。")
        return missing

    def public_context(self, visit: Visit) -> dict[str, Any]:
        """Its facts, and what became of its questions."""
        return event_context(self, visit)
