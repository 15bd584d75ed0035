"""Typical cases: the form in which a school's practice is shown."""

from typing import Any

from django.db import models
from django.template.loader import render_to_string
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.search import index

from columns.facts import unit_card
from columns.models.documents import DocumentRow, file_facts
from columns.models.entry import EntryPage
from core.blocks import CaseEvidenceBlock, CasePartBlock
from core.fields import StreamField
from core.kept.parts import BodyPart
from core.models.base_page import BasePage
from core.models.people import PageChild
from core.serving.visit import Visit

# Field → (anchor, heading): the four parts, in the order of the page.
PARTS = {
    "background": ("background", "背景"),
    "practice": ("practice", "做法"),
    "results": ("results", "成效"),
    "evidence": ("evidence", "佐证"),
}


class CasePage(EntryPage):
    """A school's case. Readers see background, practice, results and evidence beside the card of the school."""

    background = StreamField(CasePartBlock(), verbose_name="背景")
    practice = StreamField(CasePartBlock(), verbose_name="做法")
    results = StreamField(CasePartBlock(), verbose_name="成效")
    evidence = StreamField(CaseEvidenceBlock(required=False), verbose_name="图片与表格", blank=True)

    page_description = "学校的典型案例：背景、做法、成效、佐证"
    template = "columns/case_page.html"
    search_fields = [*BasePage.search_fields, *(index.SearchField(name) for name in PARTS)]

    class Meta:
        verbose_name = "典型案例"
        verbose_name_plural = "典型案例"

    @classmethod
    def text_panels(cls) -> list:
        """School first, then the parts in order, the evidence together."""
        return [
            cls.title_panel,
            MultiFieldPanel(
                [
                    FieldRowPanel(
                        [
                            FieldPanel("unit", help_text="发布前必填，页面上显示学校卡片。"),
                            FieldPanel("city", help_text="案例发生在哪个城市。"),
                        ]
                    )
                ],
                heading="学校",
            ),
            FieldPanel("background", help_text="要解决什么问题，起点在哪里。"),
            FieldPanel("practice", help_text="做了什么，按步骤写，让别的学校能照着做。"),
            FieldPanel("results", help_text="变化在哪里，还有什么没做好。"),
            MultiFieldPanel(
                [
                    InlinePanel("figures", heading="数据", label="一个数据"),
                    FieldPanel("evidence", help_text="照片要有替代文字和作者；表格写明数据的来源。"),
                    InlinePanel("attachments", heading="附件", label="一个附件"),
                ],
                heading="佐证",
            ),
            cls.summary_panel,
        ]

    @classmethod
    def fact_panels(cls) -> list:
        """City and unit stand with the text."""
        place = MultiFieldPanel(
            [
                FieldPanel("theme", help_text="专题和“相关稿件”按它归类，拿不准就不选。"),
                InlinePanel("related_units", label="其他单位"),
            ],
            heading="主题与其他单位",
        )
        return [place, *super().fact_panels()[1:]]

    def body_blocks(self) -> list:
        """The streams of all four parts."""
        return [getattr(self, name) for name in PARTS if getattr(self, name)]

    def body_parts(self) -> list[BodyPart]:
        """Every part under its heading; figures and files stand with the evidence."""
        rows = {"figures": list(self.figures.all()), "files": file_facts(self.attachments.all())}
        below = render_to_string("columns/case_evidence.html", rows) if any(rows.values()) else ""
        return [
            BodyPart(getattr(self, name) or (), anchor, heading, below if name == "evidence" else "")
            for name, (anchor, heading) in PARTS.items()
        ]

    def facts(self) -> dict[str, Any]:
        """Adds the card of the school."""
        return {**super().facts(), "school": unit_card(self.unit)}

    def json_ld(self, visit: Visit) -> list[dict[str, Any]]:
        """An article about the school."""
        facts = self.kept.facts
        address = visit.state.absolute(facts["unit_path"]) if facts.get("unit_path") else ""
        school = {"@type": "Organization", "name": facts.get("unit", ""), "url": address}
        return [node | {"genre": "典型案例", "about": [school]} for node in super().json_ld(visit)]

    def missing_facts(self) -> list[str]:
        """A case belongs to a school and has its first three parts."""
        missing = [] if self.unit_id else ["典型案例要写明学校。"]
        names = [heading for name, (_, heading) in PARTS.items() if name != "evidence" and not getattr(self, name)]
        return [*missing, *([f"还没有写：{'、'.join(names)}。"] if names else [])]


class CaseFigure(PageChild):
    """A number that shows the result, with its source and the day for which it holds."""

    page = ParentalKey(CasePage, verbose_name="页面", on_delete=models.CASCADE, related_name="figures")
    number = models.CharField("数字", max_length=20, help_text="例如“92%”“1380人”。")
    label = models.CharField("说明", max_length=60, help_text="这个数字数的是什么。")
    source = models.CharField("出处", max_length=80, help_text="从哪里来，例如“学校教务处学籍统计”。")
    as_of = models.DateField("截至日期")

    panels = [
        FieldRowPanel([FieldPanel("number"), FieldPanel("label")]),
        FieldRowPanel([FieldPanel("source"), FieldPanel("as_of")]),
    ]

    class Meta(PageChild.Meta):
        verbose_name = "数据"
        verbose_name_plural = "数据"

    def __str__(self) -> str:
        return f"{self.number} {self.label}"


class CaseAttachment(DocumentRow):
    """A file that proves or explains."""

    page = ParentalKey(CasePage, verbose_name="页面", on_delete=models.CASCADE, related_name="attachments")

    class Meta(DocumentRow.Meta):
        verbose_name = "附件"
        verbose_name_plural = "附件"
