"""A column: made by editors, not by code."""

from dataclasses import replace
from typing import Any, ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from columns.entry_types import entry_choices
from columns.enums import ColumnType, Tool, UpdateCycle
from columns.forms import ColumnPageForm
from core.listing.facets import choices
from core.listing.filters import filters_from
from core.listing.pager import list_page
from core.models import BasePage
from core.reserved import refuse_reserved_slug
from core.serving.visit import Visit


def default_accepted_types() -> list[str]:
    """A new column takes stories until its editor ticks otherwise."""
    return ["columns.storypage"]


class ColumnPage(BasePage):
    """A programme column. Readers see its name, its instrument and its entries, newest first, with filters."""

    slogan = models.CharField("口号", max_length=40, blank=True, help_text="一句话，例如“一圈一圈，把自己画圆”。")
    tool = models.CharField("器具图标", max_length=10, choices=Tool, default=Tool.COMPASS)
    cover_kind = models.CharField(
        "封面图案", max_length=10, choices=Tool, default=Tool.COMPASS, help_text="没有照片的稿件用这种图案。"
    )
    themes = models.JSONField("常用主题", default=list, blank=True)
    accepted_types = models.JSONField("接受的稿件类型", default=default_accepted_types)
    update_cycle = models.CharField("更新周期", max_length=10, choices=UpdateCycle, default=UpdateCycle.FORTNIGHT)
    column_type = models.CharField(
        "栏目类别",
        max_length=20,
        choices=ColumnType,
        default=ColumnType.FEATURE,
        help_text="用于官方网页标签 ColumnType。",
    )
    keywords = models.CharField("栏目关键词", max_length=100, blank=True, help_text="几个词，用英文逗号隔开。")

    base_form_class = ColumnPageForm
    show_in_menus_default = True
    page_description = "一个栏目：名称、口号、器具、接受哪些稿件"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = [
        "columns.StoryPage",
        "columns.InterviewPage",
        "columns.NoticePage",
        "columns.TheoryPage",
        "columns.CasePage",
        "columns.ActivityPage",
        "columns.MediaReportPage",
    ]
    template = "columns/column_page.html"

    content_panels = [
        MultiFieldPanel(
            [FieldPanel("title"), FieldPanel("short_title"), FieldPanel("slogan"), FieldPanel("summary")],
            heading="名称与说明",
        ),
        FieldRowPanel(
            [FieldPanel("tool", help_text="栏目名称旁边的小图标。"), FieldPanel("cover_kind")], heading="器具与封面"
        ),
        MultiFieldPanel(
            [FieldPanel("accepted_types"), FieldPanel("themes", help_text="这个栏目的筛选里先列出的主题，可以多选。")],
            heading="收什么稿件",
        ),
        FieldRowPanel(
            [
                FieldPanel("update_cycle", help_text="过了这段时间的七成还没有新稿件，工作台会提醒。"),
                FieldPanel("column_type"),
            ],
            heading="管理",
        ),
        FieldPanel("keywords"),
    ]
    promote_panels = [FieldPanel("slug"), FieldPanel("show_in_menus")]

    class Meta:
        verbose_name = "栏目"
        verbose_name_plural = "栏目"

    def clean(self) -> None:
        """A column must accept something, and its address must not be one of the site's own."""
        super().clean()
        refuse_reserved_slug(self.slug)

    def accepts(self, model: type[BasePage]) -> bool:
        """Whether entries of this type may stand here."""
        return model._meta.label_lower in self.accepted_types

    def public_context(self, visit: Visit) -> dict[str, Any]:
        """The entries of this page of the listing, filters and their choices."""
        state, query = visit.state, visit.request.GET
        kinds = {label: name for label, name in entry_choices() if label in self.accepted_types}
        filters = filters_from(query, state, kinds)
        filters = replace(filters, section=self.pk)
        sections = state.part("sections")
        section = sections.get(self.pk)
        return {
            "section": section,
            "own_filters": replace(filters, section=0),
            "siblings": [s for s in sections.values() if not s.is_notices and section and s.group == section.group],
            **choices(filters, state, kinds, in_column=True),
            "listing": list_page(filters, query.get("page", ""), state),
        }
