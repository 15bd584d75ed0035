"""The home page: editors choose and pin; where they do not, the newest stands."""

from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel

from core.forms import BasePageForm
from core.models import BasePage
from core.models.people import PageChild
from core.serving.visit import Visit
from home.bands import Choices, bands_of


class HomePage(BasePage):
    """Readers see headline, news, columns, notices and the sixteen cities; a band without entries is not shown."""

    headline = models.ForeignKey(
        BasePage,
        verbose_name="头条",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="不选时，用最新的一篇稿件。",
    )
    headline_until = models.DateTimeField(
        "头条到期", null=True, blank=True, help_text="到了这个时间自动换成最新的一篇；不填就一直留着。"
    )
    show_cities = models.BooleanField("显示十六市", default=True)

    base_form_class = BasePageForm
    max_count = 1
    page_description = "首页：头条、要闻、栏目、通知公告"
    parent_page_types: ClassVar[list[str]] = ["core.BasePage"]
    subpage_types: ClassVar[list[str]] = [
        "columns.ColumnPage",
        "lectures.SeriesPage",
        "lectures.LearningListPage",
        "home.StandardPage",
        "home.TopicPage",
        "regulations.InterpretationIndexPage",
        "regulations.OutreachIndexPage",
    ]
    template = "home/home_page.html"

    content_panels = [
        FieldPanel("title"),
        MultiFieldPanel(
            [
                PageChooserPanel("headline"),
                FieldPanel("headline_until"),
                InlinePanel("headline_links", label="一条相关链接", heading="头条下的链接", max_num=3),
            ],
            heading="头条",
        ),
        InlinePanel("picks", heading="要闻置顶", label="一篇稿件", max_num=7),
        InlinePanel("home_columns", heading="首页上的栏目", label="一个栏目", max_num=8),
        FieldPanel("show_cities", help_text="首页下方的十六市方格图；没有稿件的城市也列出。"),
    ]

    class Meta:
        verbose_name = "首页"
        verbose_name_plural = "首页"

    def clean(self) -> None:
        """Only entries can be a headline."""
        super().clean()
        if self.headline_id and not self.headline.specific_class.is_entry:
            raise ValidationError({"headline": "头条要选一篇稿件。"})

    def next_change_at(self, now: datetime) -> datetime | None:
        """Also when headline or a pinned entry runs out."""
        times = [super().next_change_at(now), self.headline_until, *(p.until for p in self.picks.all())]
        return min((t for t in times if t is not None and t > now), default=None)

    def facts(self) -> dict[str, Any]:
        """What editors chose, so that reading needs no statement for it."""
        return {
            "links": [[row.label, row.text, row.target_id] for row in self.headline_links.all()],
            "picks": [[row.entry_id, row.until.isoformat() if row.until else ""] for row in self.picks.all()],
            "columns": [row.column_id for row in self.home_columns.all()],
        }

    def public_context(self, visit: Visit) -> dict[str, Any]:
        """The bands of the home page."""
        chosen = Choices(self.headline_id, self.headline_until, self.show_cities, self.kept.facts)
        return {"bands": bands_of(chosen, visit)}


class HomeHeadlineLink(PageChild):
    """A link below the headline, with a red label of two characters."""

    page = ParentalKey(HomePage, verbose_name="页面", on_delete=models.CASCADE, related_name="headline_links")
    label = models.CharField("标签", max_length=4, help_text="两个字，例如“侧记”“数读”。")
    text = models.CharField("文字", max_length=30)
    target = models.ForeignKey(BasePage, verbose_name="链接到", on_delete=models.PROTECT, related_name="+")

    panels = [FieldRowPanel([FieldPanel("label"), FieldPanel("text")]), PageChooserPanel("target")]

    class Meta(PageChild.Meta):
        verbose_name = "头条链接"
        verbose_name_plural = "头条链接"

    def __str__(self) -> str:
        return self.text


class HomePick(PageChild):
    """An entry pinned to the news."""

    page = ParentalKey(HomePage, verbose_name="页面", on_delete=models.CASCADE, related_name="picks")
    entry = models.ForeignKey(BasePage, verbose_name="稿件", on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField("置顶到", null=True, blank=True)

    panels = [FieldRowPanel([PageChooserPanel("entry"), FieldPanel("until")])]

    class Meta(PageChild.Meta):
        verbose_name = "要闻置顶"
        verbose_name_plural = "要闻置顶"

    def __str__(self) -> str:
        return self.entry.title


class HomeColumn(PageChild):
    """A column that the home page shows; without any, all columns are shown in the order of the tree."""

    page = ParentalKey(HomePage, verbose_name="页面", on_delete=models.CASCADE, related_name="home_columns")
    column = models.ForeignKey("columns.ColumnPage", verbose_name="栏目", on_delete=models.PROTECT, related_name="+")

    panels = [PageChooserPanel("column", "columns.ColumnPage")]

    class Meta(PageChild.Meta):
        verbose_name = "首页栏目"
        verbose_name_plural = "首页栏目"

    def __str__(self) -> str:
        return self.column.title
