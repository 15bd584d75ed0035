"""Which places of official texts the public pages cite, worked out anew with every publication."""

from django.db import models

from regulations.models.editions import Edition


class Citation(models.Model):
    """One citation in the body of a live page, and the edition it means: that of the day of the text."""

    page = models.ForeignKey("core.BasePage", verbose_name="页面", on_delete=models.CASCADE, related_name="citations")
    edition = models.ForeignKey(Edition, verbose_name="版本", on_delete=models.CASCADE, related_name="citations")
    anchor = models.CharField("锚点", max_length=80, blank=True)
    # The end of a range: 第三条至第五条.
    last_anchor = models.CharField("到", max_length=80, blank=True)
    text = models.CharField("写法", max_length=200)
    around = models.CharField("前后文字", max_length=200, blank=True)
    # Why it leads nowhere: the edition has no such place.
    problem = models.CharField("问题", max_length=300, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["page", "pk"]
        verbose_name = "条文引用"
        verbose_name_plural = "条文引用"
        indexes = [models.Index(fields=["edition", "anchor"], name="regulations_citation_place")]

    def __str__(self) -> str:
        return self.text
