"""Rows of a 宣讲: who listened, what was handed out, what was asked."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel

from core.models.people import PageChild
from regulations.enums import Audience
from regulations.models.links import found_anchor

MOST_HEADS = 1_000_000


class OutreachAudience(PageChild):
    """One class of listeners and how many came."""

    page = ParentalKey(
        "regulations.OutreachPage", verbose_name="页面", on_delete=models.CASCADE, related_name="listeners"
    )
    audience = models.CharField("对象", max_length=12, choices=Audience)
    heads = models.PositiveIntegerField("人数", validators=[MaxValueValidator(MOST_HEADS)])

    panels = [FieldRowPanel([FieldPanel("audience"), FieldPanel("heads")])]

    class Meta(PageChild.Meta):
        verbose_name = "听众"
        verbose_name_plural = "听众"

    def __str__(self) -> str:
        return f"{self.get_audience_display()} {self.heads}"


class OutreachMaterial(PageChild):
    """What was used: a file, a page of the site, or only its name."""

    page = ParentalKey(
        "regulations.OutreachPage", verbose_name="页面", on_delete=models.CASCADE, related_name="materials"
    )
    title = models.CharField("名称", max_length=100)
    document = models.ForeignKey(
        "media.Document", verbose_name="文件", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    shown_page = models.ForeignKey(
        "core.BasePage", verbose_name="本站页面", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    panels = [FieldPanel("title"), FieldPanel("document"), PageChooserPanel("shown_page")]

    class Meta(PageChild.Meta):
        verbose_name = "材料"
        verbose_name_plural = "材料"

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """One link is enough."""
        super().clean()
        if self.document_id and self.shown_page_id:
            raise ValidationError({"shown_page": "文件和本站页面，选一样就够。"})


class OutreachQuestion(PageChild):
    """A question from the floor, and the provision it is about; it may become an entry of questions and answers."""

    page = ParentalKey(
        "regulations.OutreachPage", verbose_name="页面", on_delete=models.CASCADE, related_name="questions"
    )
    # The answer points at it: a row that was added to a live page gets a new primary key when it is published.
    key = models.UUIDField("编号", default=uuid.uuid4, db_index=True)
    text = models.CharField("问题", max_length=200)
    instrument = models.ForeignKey(
        "regulations.Instrument",
        verbose_name="官方文件",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="questions",
    )
    place = models.CharField("条款", max_length=40, blank=True, help_text="问的是哪一条，例如“第十二条第二款”。")
    anchor = models.CharField("锚点", max_length=80, blank=True, editable=False)

    panels = [
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("instrument"), FieldPanel("place")]),
        FieldPanel("key", widget=forms.HiddenInput, classname="w-hidden"),
    ]

    class Meta(PageChild.Meta):
        verbose_name = "现场提问"
        verbose_name_plural = "现场提问"

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        """Text and place go together; the place exists in the edition in force."""
        super().clean()
        if bool(self.instrument_id) != bool(self.place):
            raise ValidationError({"place": "官方文件和条款要一起填；问题不针对某一条时都不填。"})
        self.anchor = found_anchor(self.instrument, self.place) if self.instrument is not None else ""
