"""What remains of a lecture beside the recording: slides by the second, answered questions, moments about provisions."""

from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from core.models.people import PageChild
from media.captions import clock
from regulations.models import Instrument

DAY = MaxValueValidator(24 * 3600)
SECOND_HELP = "从头算起的秒数，例如 12 分 34 秒写 754。"


class LectureSlide(PageChild):
    """A slide and the second at which it is shown."""

    page = ParentalKey("lectures.LecturePage", verbose_name="页面", on_delete=models.CASCADE, related_name="slides")
    second = models.PositiveIntegerField("秒", validators=[DAY], help_text=SECOND_HELP)
    title = models.CharField("这一页的标题", max_length=80)

    panels = [FieldRowPanel([FieldPanel("second"), FieldPanel("title")])]

    class Meta(PageChild.Meta):
        verbose_name = "课件页"
        verbose_name_plural = "课件页"

    def __str__(self) -> str:
        return self.title

    def as_fact(self) -> list[Any]:
        """Second, clock, title."""
        return [self.second, clock(self.second), self.title]


class LectureAnswer(PageChild):
    """A question from before or after, with its answer; readers jump to the second where it is given."""

    page = ParentalKey("lectures.LecturePage", verbose_name="页面", on_delete=models.CASCADE, related_name="answers")
    question = models.CharField("问", max_length=200)
    answer = models.TextField("答", max_length=1000)
    second = models.PositiveIntegerField("秒", null=True, blank=True, validators=[DAY], help_text=SECOND_HELP)

    panels = [FieldPanel("question"), FieldPanel("answer"), FieldPanel("second")]

    class Meta(PageChild.Meta):
        verbose_name = "答问"
        verbose_name_plural = "答问"

    def __str__(self) -> str:
        return self.question

    def as_fact(self) -> list[Any]:
        """Question, answer, second (None without one), clock."""
        has_second = self.second is not None
        return [self.question, self.answer, self.second, clock(self.second) if has_second else ""]


class LectureMoment(PageChild):
    """Seconds of the recording that speak about a provision; proposed out of the captions, confirmed by an editor."""

    page = ParentalKey("lectures.LecturePage", verbose_name="页面", on_delete=models.CASCADE, related_name="moments")
    second = models.PositiveIntegerField("秒", validators=[DAY], help_text=SECOND_HELP)
    instrument = models.ForeignKey(Instrument, verbose_name="官方文件", on_delete=models.PROTECT, related_name="+")
    anchor = models.CharField("条文锚点", max_length=80, help_text="例如 art-12-2：第十二条第二款。")
    label = models.CharField("条文", max_length=60, help_text="显示给读者，例如“第十二条第二款”。")
    words = models.CharField("说的话", max_length=200, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("second"), FieldPanel("instrument")]),
        FieldRowPanel([FieldPanel("label"), FieldPanel("anchor")]),
        FieldPanel("words"),
    ]

    class Meta(PageChild.Meta):
        verbose_name = "讲到的条文"
        verbose_name_plural = "讲到的条文"

    def __str__(self) -> str:
        return f"{clock(self.second)} {self.instrument} {self.label}"

    def as_fact(self) -> dict[str, Any]:
        """What readers see."""
        name = self.instrument.short_title or self.instrument.title
        return {
            "second": self.second,
            "clock": clock(self.second),
            "instrument": self.instrument.slug,
            "anchor": self.anchor,
            "label": f"{name}{self.label}",
            "words": self.words,
        }
