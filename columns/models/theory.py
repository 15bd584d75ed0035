"""Theory articles: authors with their affiliations, an abstract, numbered references."""

from datetime import datetime, time, timedelta
from typing import Any

from django.db import models
from django.template.loader import render_to_string
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.search import index

from columns.citations import REFERENCES, citation, words
from columns.models.entry import EntryPage
from core.blocks import BodyBlock
from core.fields import StreamField
from core.kept.parts import BodyPart
from core.models.people import PageChild
from core.serving.visit import Visit


class TheoryPage(EntryPage):
    """A theory article. Readers see authors with affiliations, abstract, contents, references and how to cite it."""

    abstract = models.TextField(
        "内容摘要",
        max_length=600,
        help_text="文章自己的摘要，一般二三百字，显示在正文上面。列表里用的一两句话填在“摘要”。",
    )
    body = StreamField(BodyBlock(), verbose_name="正文")

    page_description = "署名的研究文章：作者与单位、摘要、关键词、参考文献"
    template = "columns/theory_page.html"
    search_fields = [*EntryPage.search_fields, index.SearchField("abstract")]

    class Meta:
        verbose_name = "理论文章"
        verbose_name_plural = "理论文章"

    @classmethod
    def text_panels(cls) -> list:
        """In the order of a printed article."""
        return [
            cls.title_panel,
            InlinePanel("authors", heading="作者（发布前至少一位）", label="一位作者"),
            MultiFieldPanel([FieldPanel("abstract"), FieldPanel("keywords")], heading="摘要与关键词"),
            FieldPanel(
                "body", help_text="引用文献的地方写上序号，例如[1]、[2,3]、[1-3]，发布后自动链接到下面的参考文献。"
            ),
            InlinePanel("references", heading="参考文献（按序号排列）", label="一条文献"),
            cls.summary_panel,
        ]

    @classmethod
    def fact_panels(cls) -> list:
        """The keywords stand with the abstract."""
        return super().fact_panels()[:-1]

    def body_parts(self) -> list[BodyPart]:
        """The text, then the references, each with an anchor of its own."""
        rows = [{"text": row.text, "url": row.url} for row in self.references.all()]
        listed = render_to_string("columns/references.html", {"references": rows}) if rows else ""
        return [*super().body_parts(), BodyPart((), REFERENCES, "参考文献", listed)]

    def facts(self) -> dict[str, Any]:
        """Adds the authors, who also lead the byline, and what the article cites."""
        facts = super().facts()
        authors = [author.as_fact() for author in self.authors.all()]
        names = " ".join(author["name"] for author in authors)
        return {
            **facts,
            "authors": authors,
            "references": [row.text for row in self.references.all()],
            "bylines": [["作者", names], *facts["bylines"]] if names else facts["bylines"],
        }

    def list_line(self) -> dict[str, Any]:
        """The authors; a single one with the affiliation."""
        authors = list(self.authors.all())
        if len(authors) == 1:
            return {"text": f"{authors[0].name}（{authors[0].affiliation}）"}
        return {"text": "、".join(author.name for author in authors)} if authors else {}

    def search_words(self) -> str:
        """Abstract, authors and their affiliations, keywords."""
        people = [f"{author.name} {author.affiliation}" for author in self.authors.all()]
        return "\n".join([self.abstract, *people, self.keywords])

    def missing_facts(self) -> list[str]:
        """At least one author, each with an affiliation."""
        return [] if self.authors.exists() else ["理论文章要有至少一位作者。"]

    def json_ld(self, visit: Visit) -> list[dict[str, Any]]:
        """A scholarly article with its authors, its abstract and what it cites."""
        facts = self.kept.facts
        authors = [_author_node(author) for author in facts.get("authors", [])]
        extra = {"author": authors, "abstract": self.abstract, "citation": facts.get("references", [])}
        own = {name: value for name, value in extra.items() if value}
        return [node | {"@type": "ScholarlyArticle"} | own for node in super().json_ld(visit)]

    def next_change_at(self, now: datetime) -> datetime | None:
        """Also midnight: the citation names the day on which the article was looked up."""
        tomorrow = timezone.localdate(now) + timedelta(days=1)
        midnight = timezone.make_aware(datetime.combine(tomorrow, time.min))
        return min(filter(None, [super().next_change_at(now), midnight]))

    def public_context(self, visit: Visit) -> dict[str, Any]:
        """Adds the words of the keywords and the citation."""
        context = super().public_context(visit)
        names = [author["name"] for author in context["facts"].get("authors", [])]
        address = visit.context()["page_url"]
        cited = citation(names, self.title, visit.state.settings.site_name, self.display_date, address, visit.now)
        return {**context, "keywords": words(self.keywords), "citation": cited}


def _author_node(author: dict[str, str]) -> dict[str, Any]:
    """A person with post and affiliation, as far as they are given."""
    affiliation = {"@type": "Organization", "name": author["affiliation"]} if author["affiliation"] else None
    given = {"name": author["name"], "jobTitle": author["post"], "affiliation": affiliation}
    return {"@type": "Person", **{name: value for name, value in given.items() if value}}


class TheoryAuthor(PageChild):
    """One author of the article."""

    page = ParentalKey(TheoryPage, verbose_name="页面", on_delete=models.CASCADE, related_name="authors")
    name = models.CharField("姓名", max_length=40)
    affiliation = models.CharField("单位", max_length=80, help_text="写到院系，例如“某某职业学院机电工程系”。")
    post = models.CharField("职称职务", max_length=60, blank=True, help_text="例如“教授”。")

    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("post")]), FieldPanel("affiliation")]

    class Meta(PageChild.Meta):
        verbose_name = "作者"
        verbose_name_plural = "作者"

    def __str__(self) -> str:
        return self.name

    def as_fact(self) -> dict[str, str]:
        """What readers see of this author."""
        return {"name": self.name, "affiliation": self.affiliation, "post": self.post}


class TheoryReference(PageChild):
    """One entry of the references; its number is its place."""

    page = ParentalKey(TheoryPage, verbose_name="页面", on_delete=models.CASCADE, related_name="references")
    text = models.CharField(
        "文献",
        max_length=400,
        help_text="按GB/T 7714著录，不写序号。例如“许青简. 工学一体课堂观察[J]. 示例职教, 2025(4): 12-16.”",
    )
    url = models.URLField("网址", blank=True, help_text="网上能看到全文时填。")

    panels = [FieldPanel("text"), FieldPanel("url")]

    class Meta(PageChild.Meta):
        verbose_name = "参考文献"
        verbose_name_plural = "参考文献"

    def __str__(self) -> str:
        return self.text
