"""Corrections: what was wrong in a published text, said on the page itself."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel

from core.models.people import PageChild


class Correction(PageChild):
    """One dated line under the text: what it said before and what is right."""

    page = ParentalKey("core.BasePage", verbose_name="页面", on_delete=models.CASCADE, related_name="corrections")
    day = models.DateField("更正日期", default=timezone.localdate)
    text = models.CharField(
        "更正说明", max_length=200, help_text="写明原来怎么写、现在改成什么，例如“第三段‘2023年’应为‘2024年’”。"
    )

    panels = [FieldPanel("day"), FieldPanel("text")]

    class Meta(PageChild.Meta):
        verbose_name = "更正"
        verbose_name_plural = "更正"

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.text}"

    def clean(self) -> None:
        """A correction has been made already."""
        super().clean()
        if self.day and self.day > timezone.localdate():
            raise ValidationError({"day": "更正日期不能晚于今天。"})
