"""Where texts come from."""

from django.db import models
from wagtail.search import index


class Source(index.Indexed, models.Model):
    """A source of texts: the own office, a newspaper, a school's newsroom. Readers see its name as 来源."""

    name = models.CharField("名称", max_length=60, unique=True)
    website = models.URLField("网址", blank=True)

    # What the chooser looks through.
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name"]
        verbose_name = "稿件来源"
        verbose_name_plural = "稿件来源"

    def __str__(self) -> str:
        return self.name

    def content_fingerprint(self) -> str:
        """What an entry shows of its source."""
        return self.name
