"""Where texts come from."""

from django.db import models


class Source(models.Model):
    """A source of texts: the own office, a newspaper, a school's newsroom. Readers see its name as 来源."""

    name = models.CharField("名称", max_length=60, unique=True)
    website = models.URLField("网址", blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = "稿件来源"
        verbose_name_plural = "稿件来源"

    def __str__(self) -> str:
        return self.name

    def content_fingerprint(self) -> str:
        """What an entry shows of its source."""
        return self.name
