"""Files that belong to an official text: the scan of the original, its annexes."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable


class InstrumentAttachment(Orderable):
    """A file to download; public while its text is."""

    instrument = ParentalKey(
        "regulations.Instrument", verbose_name="官方文件", on_delete=models.CASCADE, related_name="attachments"
    )
    document = models.ForeignKey("media.Document", verbose_name="文件", on_delete=models.PROTECT, related_name="+")
    title = models.CharField("显示名称", max_length=100, blank=True)

    panels = [FieldPanel("document"), FieldPanel("title", help_text="不填就用文件的标题。")]

    class Meta(Orderable.Meta):
        verbose_name = "附件"
        verbose_name_plural = "附件"

    def __str__(self) -> str:
        return self.title or self.document.title
