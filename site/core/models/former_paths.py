"""Addresses that public pages had before they were moved: they are never given away and lead to where the page is now."""

from django.db import models


class FormerPath(models.Model):
    """One address under which a page was public once; the spine writes it when the page moves."""

    url_path = models.TextField("原网址", unique=True)
    page = models.ForeignKey(
        "core.BasePage", verbose_name="页面", on_delete=models.CASCADE, related_name="former_paths"
    )
    since = models.DateTimeField("移走时间", auto_now_add=True)

    class Meta:
        verbose_name = "原网址"
        verbose_name_plural = "原网址"

    def __str__(self) -> str:
        return self.url_path
