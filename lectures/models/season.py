"""Seasons: what lectures of a series are grouped by; numbers are unique in the year of a season."""

from django.db import models


class Season(models.Model):
    """A season such as 2026 秋季. Readers choose by it in the hall."""

    name = models.CharField("名称", max_length=20, unique=True, help_text="例如“2026 秋季”“特别场”。")
    year = models.PositiveSmallIntegerField("年份", help_text="讲次在这一年里不重复，例如 2026。")

    class Meta:
        ordering = ["-year", "-pk"]
        verbose_name = "讲座季"
        verbose_name_plural = "讲座季"

    def __str__(self) -> str:
        return self.name

    def content_fingerprint(self) -> str:
        """What a lecture shows of its season."""
        return f"{self.name}|{self.year}"
