"""What a learner has watched of a recording."""

from django.db import models

from lectures.models.registration import Registration


class Learning(models.Model):
    """Distinct seconds that one registration has watched; goes with the registration's personal data."""

    registration = models.OneToOneField(
        Registration, verbose_name="报名", on_delete=models.CASCADE, related_name="learning", editable=False
    )
    # [[from, to], …] in whole seconds, `to` not included, in order and apart.
    spans = models.JSONField("看过的秒", default=list, editable=False)
    seconds = models.PositiveIntegerField("看过多少秒", default=0, editable=False)
    # By the database's clock: nothing is credited for more time than went by since then.
    reported_at = models.DateTimeField("最近一次报告", null=True, editable=False)
    reached_at = models.DateTimeField("学满时间", null=True, editable=False)
    certificate_code = models.CharField("证书验证码", max_length=20, blank=True, editable=False)
    # Keys of texts of learning lists that the learner marked as read.
    read = models.JSONField("读过的", default=list, editable=False)

    class Meta:
        default_permissions = ("view",)
        verbose_name = "学习进度"
        verbose_name_plural = "学习进度"

    def __str__(self) -> str:
        return f"{self.registration} {self.seconds}"
