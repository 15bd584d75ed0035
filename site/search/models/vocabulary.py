"""What editors teach the search: words for the same thing, words to keep whole, pages to show first."""

from django.core.exceptions import ValidationError
from django.db import models

from core.models import BasePage
from search.analysis.fold import fold
from search.analysis.words import runs


def forms_of(text: str) -> list[str]:
    """The forms that an editor wrote, between spaces, commas or line ends."""
    return [
        form for part in text.replace("、", " ").replace("，", " ").replace(",", " ").split() if (form := part.strip())
    ]


class SynonymGroup(models.Model):
    """Words for the same thing: whoever asks for one of them finds all."""

    forms = models.CharField(
        "同义的词", max_length=300, help_text="两个以上，用顿号或空格隔开，例如：职教高考、春季高考、春考。"
    )

    class Meta:
        ordering = ["forms"]
        verbose_name = "同义词组"
        verbose_name_plural = "同义词组"

    def __str__(self) -> str:
        return self.forms

    def clean(self) -> None:
        """At least two different words."""
        if len({fold(form) for form in forms_of(self.forms) if runs(fold(form))}) < 2:
            raise ValidationError({"forms": "至少写两个不同的词。"})


class SiteWord(models.Model):
    """A word that the segmenter would cut apart: a project, a programme, a name."""

    text = models.CharField(
        "词", max_length=20, unique=True, help_text="检索时作为一个整体的专名，例如项目、活动、品牌。"
    )

    class Meta:
        ordering = ["text"]
        verbose_name = "专用词"
        verbose_name_plural = "专用词"

    def __str__(self) -> str:
        return self.text


class PinnedResult(models.Model):
    """A page that stands first when readers ask for certain words."""

    queries = models.CharField(
        "检索词", max_length=300, help_text="读者检索其中任何一个时，这个页面排在最前。用顿号隔开。"
    )
    page = models.ForeignKey(BasePage, verbose_name="页面", on_delete=models.CASCADE, related_name="+")
    note = models.CharField("说明", max_length=120, blank=True, help_text="显示在标题下面的一句话。")

    class Meta:
        ordering = ["queries"]
        verbose_name = "置顶结果"
        verbose_name_plural = "置顶结果"

    def __str__(self) -> str:
        return self.queries


class SearchTally(models.Model):
    """How often something was asked on one day; nothing about who asked."""

    day = models.DateField("日期")
    query = models.CharField("检索词", max_length=60)
    asked = models.PositiveIntegerField("次数", default=0)
    without_hit = models.PositiveIntegerField("没有结果", default=0)
    refined = models.PositiveIntegerField("又加了筛选", default=0)
    clicked = models.PositiveIntegerField("点开结果", default=0)

    class Meta:
        ordering = ["-day", "-asked"]
        constraints = [models.UniqueConstraint(fields=["day", "query"], name="search_tally_once")]
        verbose_name = "检索记录"
        verbose_name_plural = "检索记录"

    def __str__(self) -> str:
        return f"{self.day} {self.query}"
