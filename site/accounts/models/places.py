"""The sixteen cities in customary order and their districts."""

from django.db import models


class City(models.Model):
    """A city of Shandong; `code` is the four-digit division code, which is also the customary order (3712 no longer exists)."""

    code = models.CharField("区划代码", max_length=4, unique=True)
    name = models.CharField("名称", max_length=20, unique=True)
    slug = models.SlugField("网址", max_length=20, blank=True, help_text="城市页网址的最后一段，拼音。")

    class Meta:
        ordering = ["code"]
        verbose_name = "城市"
        verbose_name_plural = "城市"

    def __str__(self) -> str:
        return self.name

    @property
    def short_name(self) -> str:
        """The name as readers say it: 济南 for 济南市."""
        return self.name.removesuffix("市")


class District(models.Model):
    """A county, district or county-level city; `code` is the six-digit division code."""

    code = models.CharField("区划代码", max_length=6, unique=True)
    name = models.CharField("名称", max_length=20)
    city = models.ForeignKey(City, verbose_name="城市", on_delete=models.PROTECT, related_name="districts")

    class Meta:
        ordering = ["code"]
        verbose_name = "区县"
        verbose_name_plural = "区县"

    def __str__(self) -> str:
        return f"{self.city.short_name}·{self.name}"
