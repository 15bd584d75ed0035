"""Learning lists: lectures, interpretations and provisions in the order in which one learns them."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, PageChooserPanel

from core.forms import BasePageForm
from core.models import BasePage
from core.models.people import PageChild
from core.reserved import refuse_reserved_slug
from core.serving.visit import Visit
from lectures.enums import Audience
from lectures.learning_lists import list_context
from regulations.domain.places import anchor_of
from regulations.models import Instrument, InterpretationPage, Provision
from regulations.reading.names import name_of


class LearningListPage(BasePage):
    """A way to learn for one audience. Readers see the steps in order; a learner also what is done."""

    audience = models.CharField("写给谁", max_length=12, choices=Audience, default=Audience.TEACHERS)

    base_form_class = BasePageForm
    show_in_menus_default = False
    page_description = "学习单：讲座、解读、条文按顺序排好，写给一类人"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    template = "lectures/learning_list_page.html"

    content_panels = [
        FieldPanel("title"),
        FieldPanel("audience", help_text="这份学单是给谁学的；读者在学单总页上按这个找。"),
        FieldPanel("summary"),
        InlinePanel("steps", heading="按顺序学", label="一步", min_num=1),
    ]
    promote_panels = [FieldRowPanel([FieldPanel("slug"), FieldPanel("show_in_menus")])]

    class Meta:
        verbose_name = "学习单"
        verbose_name_plural = "学习单"

    def clean(self) -> None:
        """Its address must not be one of the site's own."""
        super().clean()
        refuse_reserved_slug(self.slug)

    def facts(self) -> dict[str, Any]:
        """The steps as they were published; whether each is still public is asked when they are shown."""
        return {"steps": [step.as_fact() for step in self.steps.select_related("target", "instrument")]}

    def public_context(self, visit: Visit) -> dict[str, Any]:
        """The steps with titles and addresses."""
        return list_context(self, visit)


class LearningStep(PageChild):
    """A lecture or an interpretation, or a place in an official text."""

    page = ParentalKey("lectures.LearningListPage", verbose_name="页面", on_delete=models.CASCADE, related_name="steps")
    target = models.ForeignKey(
        "core.BasePage", verbose_name="讲座或解读", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    instrument = models.ForeignKey(
        Instrument, verbose_name="官方文件", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    place = models.CharField("条款", max_length=40, blank=True, help_text="例如“第十二条第二款”。")
    anchor = models.CharField("锚点", max_length=80, blank=True, editable=False)
    note = models.CharField("怎样学", max_length=120, blank=True, help_text="一句话，读者能看到。")

    panels = [
        PageChooserPanel("target", ["lectures.LecturePage", "regulations.InterpretationPage"]),
        FieldRowPanel([FieldPanel("instrument"), FieldPanel("place")]),
        FieldPanel("note"),
    ]

    class Meta(PageChild.Meta):
        verbose_name = "一步"
        verbose_name_plural = "一步"

    def __str__(self) -> str:
        return self.target.title if self.target_id else f"《{self.instrument}》{self.place}"

    def clean(self) -> None:
        """A page or a place; the page is one that can be learnt, the place exists."""
        super().clean()
        if bool(self.target_id) == bool(self.instrument_id):
            raise ValidationError("讲座或解读、官方文件，二者选一个。")
        if self.target_id:
            if not isinstance(self.target.specific, (InterpretationPage, _lecture_model())):
                raise ValidationError({"target": "只能选讲座或解读。"})
            self.place = self.anchor = ""
            return
        self.anchor = anchor_of(self.place, is_point=self.instrument.speaks_in_points)
        known = Provision.objects.public().filter(edition__instrument=self.instrument, anchor=self.anchor)
        if not self.anchor or not known.exists():
            raise ValidationError({"place": f"《{self.instrument}》里没有“{self.place}”。"})

    def as_fact(self) -> dict[str, Any]:
        """What is kept of it."""
        return {
            "target": self.target_id or 0,
            "instrument": self.instrument.slug if self.instrument_id else "",
            "anchor": self.anchor,
            "name": name_of(self.anchor) if self.anchor else "",
            "note": self.note,
        }


def _lecture_model() -> type[BasePage]:
    from lectures.models.lecture import LecturePage

    return LecturePage
