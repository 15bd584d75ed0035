"""Reports of other media about vocational education: what they said, and where to read it."""

from typing import Any

from django.db import models
from django.utils.html import linebreaks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.search import index

from columns.models.entry import EntryPage
from core.kept.parts import BodyPart
from core.models import BasePage
from core.serving.visit import Visit


class MediaReportPage(EntryPage):
    """A report of another medium. Readers see the outlet, an excerpt and the way to the original."""

    published_on = models.DateField("刊发日期", null=True)
    edition = models.CharField("版面或栏目", max_length=40, blank=True, help_text="例如“第5版”。")
    original_url = models.URLField("原文链接", max_length=500)
    excerpt = models.TextField("摘录", max_length=1500, help_text="原文里的一两段，不要整篇转载；空一行另起一段。")

    page_description = "别的媒体对职业教育的报道：媒体、日期、摘录、原文链接"
    template = "columns/media_report_page.html"
    search_fields = [*BasePage.search_fields, index.SearchField("excerpt")]

    class Meta:
        verbose_name = "媒体报道"
        verbose_name_plural = "媒体报道"

    @classmethod
    def text_panels(cls) -> list:
        """Outlet and original come first: they are what this page is about."""
        return [
            cls.title_panel,
            MultiFieldPanel(
                [
                    FieldPanel("source", heading="媒体", help_text="从“稿件来源”里选；没有就先到那里添加。"),
                    FieldRowPanel(
                        [FieldPanel("published_on", help_text="原媒体刊发的那一天。"), FieldPanel("edition")]
                    ),
                    FieldPanel("original_url", help_text="读者由此打开原媒体的全文，先看到离站提示。"),
                ],
                heading="哪家媒体、哪一天",
            ),
            FieldPanel("excerpt"),
            cls.summary_panel,
        ]

    @classmethod
    def fact_panels(cls) -> list:
        """The source is the outlet and stands with the text."""
        return [
            cls.place_panel,
            InlinePanel("bylines", heading="署名", label="一行署名"),
            InlinePanel("named_people", heading="文中人物", label="一个人"),
            FieldPanel("keywords"),
        ]

    def body_parts(self) -> list[BodyPart]:
        """The excerpt in paragraphs."""
        return [BodyPart(below=linebreaks(self.excerpt, autoescape=True))] if self.excerpt.strip() else []

    def list_line(self) -> dict[str, Any]:
        """The outlet and its date."""
        outlet = self.source.name if self.source_id else ""
        return {"text": f"{outlet} {self.published_on:%Y-%m-%d}" if self.published_on else outlet, "outlet": outlet}

    def json_ld(self, visit: Visit) -> list[dict[str, Any]]:
        """An article that rests on another medium's."""
        return [node | {"isBasedOn": self.original_url} for node in super().json_ld(visit)]

    def search_words(self) -> str:
        """The outlet."""
        return self.source.name if self.source_id else ""
