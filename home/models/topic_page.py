"""Topic hubs: what belongs to one subject, chosen by editors and found by its facts, until the topic is archived."""

from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel

from core.blocks import PlainBodyBlock
from core.enums import Theme
from core.fields import StreamField
from core.forms import BasePageForm
from core.models import BasePage
from core.models.people import PageChild
from core.reserved import refuse_reserved_slug
from core.serving.visit import Visit
from home.topics import Choice, entries_of_topic
from media.renditions import picture

MOST = 60


class TopicPage(BasePage):
    """A subject with its banner, words and entries. Editors choose entries and may let others follow by their facts."""

    body = StreamField(PlainBodyBlock(), verbose_name="专题说明", blank=True)
    archived_from = models.DateTimeField(
        "归档时间", null=True, blank=True, help_text="从这个时间起标明“已归档”，首页不再显示；内容和网址都保留。"
    )
    auto_column = models.ForeignKey(
        "columns.ColumnPage", verbose_name="栏目", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    auto_city = models.ForeignKey(
        "accounts.City", verbose_name="城市", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    auto_unit = models.ForeignKey(
        "accounts.Unit", verbose_name="单位", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    auto_theme = models.CharField("主题", max_length=20, choices=Theme, blank=True)
    auto_keyword = models.CharField("词", max_length=30, blank=True, help_text="标题或摘要里有这个词的稿件。")
    auto_count = models.PositiveSmallIntegerField(
        "最多几篇", default=12, validators=[MaxValueValidator(MOST)], help_text=f"自动选入的稿件，不超过{MOST}篇。"
    )

    base_form_class = BasePageForm
    show_in_menus_default = False
    page_description = "专题：横幅、说明、选定的和自动选入的稿件"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    template = "home/topic_page.html"

    content_panels = [
        MultiFieldPanel(
            [
                FieldPanel("title"),
                FieldPanel("short_title"),
                FieldPanel("summary"),
                FieldPanel("cover", help_text="专题页首的横幅，也是列表里的封面。"),
            ],
            heading="名称、导语与横幅",
        ),
        FieldPanel("body", help_text="专题的来由，放在稿件前面；可以不写。"),
        InlinePanel("topic_entries", heading="选定的稿件", label="一篇稿件", max_num=MOST),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("auto_column", help_text="只收这个栏目的稿件；不选就不限。"),
                        FieldPanel("auto_city", help_text="只收这个城市的稿件；不选就不限。"),
                    ]
                ),
                FieldRowPanel(
                    [
                        FieldPanel("auto_unit", help_text="只收这个单位的稿件；不选就不限。"),
                        FieldPanel("auto_theme", help_text="只收这个主题的稿件；不选就不限。"),
                    ]
                ),
                FieldRowPanel([FieldPanel("auto_keyword"), FieldPanel("auto_count")]),
            ],
            heading="自动选入：填了的条件要同时满足，一个也不填就不自动选",
        ),
        FieldPanel("archived_from"),
    ]
    promote_panels = [FieldPanel("slug"), FieldPanel("show_in_menus")]

    class Meta:
        verbose_name = "专题"
        verbose_name_plural = "专题"

    def clean(self) -> None:
        """Its address must not be one of the site's own."""
        super().clean()
        refuse_reserved_slug(self.slug)

    def next_change_at(self, now: datetime) -> datetime | None:
        """Also when it is archived."""
        times = [super().next_change_at(now), self.archived_from]
        return min((t for t in times if t is not None and t > now), default=None)

    def is_archived(self, now: datetime) -> bool:
        """Whether its time is over."""
        return self.archived_from is not None and self.archived_from <= now

    def facts(self) -> dict[str, Any]:
        """The chosen entries in the editors' order, and the words of the banner."""
        banner = (self.cover.description or self.cover.title) if self.cover_id else ""
        return {"chosen": [row.entry_id for row in self.topic_entries.all()], "banner": banner}

    def choice(self) -> Choice:
        """What stands in this topic."""
        return Choice(
            self.pk or 0,
            tuple(self.kept.facts.get("chosen", [])),
            self.auto_column_id,
            self.auto_city_id,
            self.auto_unit_id,
            self.auto_theme,
            self.auto_keyword.strip(),
            self.auto_count,
        )

    def public_context(self, visit: Visit) -> dict[str, Any]:
        """Entries, banner, state."""
        chosen, found = entries_of_topic(self.choice(), visit)
        banner = picture(self.cover_files, "wide", self.kept.facts.get("banner", ""))
        return {
            "kept": self.kept,
            "banner": banner,
            "chosen": chosen,
            "found": found,
            "is_archived": self.is_archived(visit.now),
            "trail": [{"title": "专题", "path": "/topics/"}],
        }


class TopicEntry(PageChild):
    """An entry that editors chose for a topic."""

    page = ParentalKey(TopicPage, verbose_name="页面", on_delete=models.CASCADE, related_name="topic_entries")
    entry = models.ForeignKey(BasePage, verbose_name="稿件", on_delete=models.PROTECT, related_name="+")

    panels = [PageChooserPanel("entry")]

    class Meta(PageChild.Meta):
        verbose_name = "专题稿件"
        verbose_name_plural = "专题稿件"

    def __str__(self) -> str:
        return self.entry.title

    def clean(self) -> None:
        """Only entries stand in a topic."""
        super().clean()
        if self.entry_id and not self.entry.specific_class.is_entry:
            raise ValidationError({"entry": "专题里要选稿件，不能选栏目或别的页面。"})
