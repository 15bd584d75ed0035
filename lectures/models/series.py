"""A series of lectures: the hall."""

from typing import Any, ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from core.forms import BasePageForm
from core.models import BasePage
from core.reserved import refuse_reserved_slug
from core.serving.visit import Visit
from lectures.domain.numerals import chinese
from lectures.hall import hall_context


class SeriesPage(BasePage):
    """A series such as 齐鲁职业教育大讲堂. Readers see the next lecture, what follows, and the past ones by season."""

    numbering_word = models.CharField("讲次用字", max_length=4, default="讲", help_text="第几“讲”、第几“期”。")

    base_form_class = BasePageForm
    show_in_menus_default = True
    page_description = "一个系列讲座：下一讲、接下来的、往期按季浏览"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["lectures.LecturePage"]
    template = "lectures/series_page.html"

    content_panels = [
        MultiFieldPanel([FieldPanel("title"), FieldPanel("short_title"), FieldPanel("summary")], heading="名称与说明"),
        FieldPanel("numbering_word"),
    ]
    promote_panels = [FieldRowPanel([FieldPanel("slug"), FieldPanel("show_in_menus")])]

    class Meta:
        verbose_name = "系列讲座"
        verbose_name_plural = "系列讲座"

    def clean(self) -> None:
        """Its address must not be one of the site's own."""
        super().clean()
        refuse_reserved_slug(self.slug)

    def label(self, number: int) -> str:
        """`第九讲`."""
        return f"第{chinese(number)}{self.numbering_word}"

    def public_context(self, visit: Visit) -> dict[str, Any]:
        """The next lecture, the coming ones, and a season of past ones."""
        return hall_context(self, visit)
