"""Files below an entry: what entry types with downloads share."""

from typing import Any

from django.db import models
from wagtail.admin.panels import FieldPanel

from core.models.people import PageChild


class DocumentRow(PageChild):
    """A file to download; subclasses name their page. Readers see its name, type and size."""

    document = models.ForeignKey("media.Document", verbose_name="文件", on_delete=models.PROTECT, related_name="+")
    title = models.CharField("显示名称", max_length=100, blank=True)

    panels = [FieldPanel("document"), FieldPanel("title", help_text="不填就用文件的标题。")]

    class Meta(PageChild.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.title or self.document.title


def file_facts(rows: models.QuerySet) -> list[dict[str, Any]]:
    """What the links to these files say."""
    return [
        {"title": str(row), "url": row.document.url, "info": row.document.kind_and_size}
        for row in rows.select_related("document")
    ]
