"""What is worked out once at publication and only read afterwards."""

from django.db import models


class KeptPage(models.Model):
    """HTML and plain text of a live page's body, written by the spine in the publish transaction."""

    page = models.OneToOneField(
        "core.BasePage", verbose_name="页面", primary_key=True, on_delete=models.CASCADE, related_name="kept"
    )
    html = models.TextField("正文")
    # Title, summary and body without markup, for the search page.
    text = models.TextField("检索文字")
    # [[anchor, heading], …]
    contents = models.JSONField("目录", default=list)
    # What the page type shows around the body: byline, unit, people, attachments (see `BasePage.facts`).
    facts = models.JSONField("资料", default=dict)
    characters = models.PositiveIntegerField("字数", default=0)

    class Meta:
        verbose_name = "发布结果"
        verbose_name_plural = "发布结果"

    def __str__(self) -> str:
        return f"{self.page_id}"
