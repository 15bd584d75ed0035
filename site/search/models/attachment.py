"""What attachments say, read once per file."""

from django.db import models


class AttachmentText(models.Model):
    """The text of a PDF file, page by page; empty when nothing can be read in it."""

    digest = models.CharField("文件摘要", max_length=64, unique=True)
    pages = models.JSONField("各页文字", default=list)

    class Meta:
        verbose_name = "附件文字"
        verbose_name_plural = "附件文字"

    def __str__(self) -> str:
        return self.digest
