"""Interpretations: pages that explain provisions, and the hub that lists them."""

from typing import Any, ClassVar

from django import forms
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from core.blocks import PlainBodyBlock
from core.fields import StreamField
from core.forms import BasePageForm
from core.models import BasePage
from core.reserved import refuse_reserved_slug
from core.serving.visit import Visit
from regulations.enums import Audience, InterpretationForm
from regulations.reading.interpretations import hub_context, interpretation_context, link_facts


class InterpretationPageForm(BasePageForm):
    """Ticks instead of JSON for the audiences."""

    audiences = forms.MultipleChoiceField(
        label="写给谁", widget=forms.CheckboxSelectMultiple, choices=Audience.choices, required=False
    )


class InterpretationIndexPage(BasePage):
    """The hub of interpretations. Readers filter by text, form and audience."""

    base_form_class = BasePageForm
    show_in_menus_default = True
    page_description = "条例解读的总目录，按条文、形式和对象查找"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["regulations.InterpretationPage"]
    max_count = 1
    template = "regulations/interpretation_index_page.html"

    content_panels = [FieldPanel("title"), FieldPanel("summary")]
    promote_panels = [FieldPanel("slug"), FieldPanel("short_title"), FieldPanel("show_in_menus")]

    class Meta:
        verbose_name = "解读总目录"
        verbose_name_plural = "解读总目录"

    def clean(self) -> None:
        """Its address must not be one of the site's own."""
        super().clean()
        refuse_reserved_slug(self.slug)

    def public_context(self, visit: Visit) -> dict[str, Any]:
        """The interpretations so filtered."""
        return hub_context(visit)


class InterpretationPage(BasePage):
    """One interpretation. Readers see the exact provisions it rests on, a short answer, the explanation, what else there is."""

    form = models.CharField("形式", max_length=12, choices=InterpretationForm, default=InterpretationForm.TEXT)
    audiences = models.JSONField("写给谁", default=list, blank=True)
    short_answer = models.TextField("简短回答", max_length=300, blank=True, help_text="问答先用两三句话直接回答。")
    moment = models.CharField(
        "视频地址",
        max_length=200,
        blank=True,
        help_text="本站视频或讲座页面的地址，可以带秒数，例如 /daketang/1/?t=750。",
    )
    body = StreamField(PlainBodyBlock(required=False), verbose_name="正文", blank=True)
    # The question of a 宣讲 that it answers (`OutreachQuestion.key`).
    question_key = models.UUIDField("来自的提问", null=True, blank=True, editable=False, db_index=True)

    base_form_class = InterpretationPageForm
    page_description = "对一条或几条条文的解读：释义、图解、视频、问答、案例、立法说明"
    parent_page_types: ClassVar[list[str]] = ["regulations.InterpretationIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    exclude_fields_in_copy = [*BasePage.exclude_fields_in_copy, "question_key"]
    template = "regulations/interpretation_page.html"

    content_panels = [
        FieldPanel("title", help_text="问答写成一个问句。"),
        FieldRowPanel(
            [
                FieldPanel("form", help_text="释义、图解、视频、问答、案例、立法说明之一，列表按它筛选。"),
                FieldPanel("audiences", help_text="写给哪些读者，可以多选。"),
            ]
        ),
        MultiFieldPanel([InlinePanel("provision_links", label="一处条款", min_num=1)], heading="依据的条款"),
        FieldPanel("short_answer"),
        FieldPanel("summary"),
        FieldPanel("body", help_text="引用条文时写明第几条，发布后自动连到那一条。"),
        FieldPanel("moment"),
    ]
    promote_panels = [FieldPanel("slug"), FieldPanel("display_date")]

    class Meta:
        verbose_name = "解读"
        verbose_name_plural = "解读"

    def facts(self) -> dict[str, Any]:
        """The provisions as they stand in force at publication."""
        return {"provisions": link_facts(self)}

    def missing_facts(self) -> list[str]:
        """What it lacks to be shown."""
        missing = [] if self.provision_links.all() else ["解读要写明依据的条款。"]
        if self.form == InterpretationForm.QUESTION and not self.short_answer:
            missing.append("问答要写简短回答。")
        if self.form == InterpretationForm.VIDEO and not self.moment:
            missing.append("视频解读要写视频地址。")
        return missing

    def public_context(self, visit: Visit) -> dict[str, Any]:
        """Basis, audience, other interpretations of the same provisions."""
        return interpretation_context(self, visit)
