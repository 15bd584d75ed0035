"""How often lectures are looked at: a number a lecture, and traces that do not outlive the day."""

from django.db import models


class LectureViews(models.Model):
    """Visits of a lecture, each visitor once a day."""

    page = models.OneToOneField(
        "lectures.LecturePage", verbose_name="讲座", on_delete=models.CASCADE, related_name="views", editable=False
    )
    page.wagtail_reference_index_ignore = True
    number = models.PositiveIntegerField("浏览", default=0, editable=False)

    class Meta:
        default_permissions = ()
        verbose_name = "浏览数"
        verbose_name_plural = "浏览数"

    def __str__(self) -> str:
        return str(self.number)


class DaySalt(models.Model):
    """Random bytes of one day, thrown away with it: without them no trace can be told from noise."""

    day = models.DateField("日期", unique=True)
    salt = models.BinaryField("盐")

    class Meta:
        default_permissions = ()
        verbose_name = "当日盐"
        verbose_name_plural = "当日盐"

    def __str__(self) -> str:
        return self.day.isoformat()


class ViewTrace(models.Model):
    """That a visitor saw a lecture today: a salted hash of address, program and lecture."""

    digest = models.CharField("摘要", max_length=64, unique=True)
    day = models.DateField("日期", db_index=True)

    class Meta:
        default_permissions = ()
        verbose_name = "浏览痕迹"
        verbose_name_plural = "浏览痕迹"

    def __str__(self) -> str:
        return self.digest[:8]
