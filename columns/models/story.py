"""Stories: the main kind of entry."""

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from columns.models.entry import EntryPage
from core.blocks import BodyBlock
from core.fields import StreamField


class StoryPage(EntryPage):
    """A reported story. Readers see headline, deck, facts about school and city, text and pictures."""

    major = models.CharField("专业", max_length=40, blank=True)
    cohort = models.CharField("届别", max_length=20, blank=True, help_text="例如“2024届”。")
    body = StreamField(BodyBlock(), verbose_name="正文")

    page_description = "人物、学校、课堂的报道"
    template = "columns/story_page.html"

    class Meta:
        verbose_name = "故事"
        verbose_name_plural = "故事"

    @classmethod
    def fact_panels(cls) -> list:
        """Major and cohort stand with place and unit."""
        first, *rest = super().fact_panels()
        return [
            first,
            MultiFieldPanel(
                [
                    FieldRowPanel(
                        [
                            FieldPanel("major", help_text="学生所学专业的全称，例如“机电一体化技术”。"),
                            FieldPanel("cohort"),
                        ]
                    )
                ],
                heading="专业",
            ),
            *rest,
        ]
