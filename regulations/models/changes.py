"""A correction of a locked text: one person asks, another one decides."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from regulations.models.provisions import Provision


class TextChange(models.Model):
    """What the text of a provision is to become, and why; it takes effect when a second person accepts it."""

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", "待核对"
        ACCEPTED = "accepted", "已生效"
        REFUSED = "refused", "未采纳"

    provision = models.ForeignKey(Provision, verbose_name="条文", on_delete=models.CASCADE, related_name="changes")
    old_text = models.TextField("原来的文字")
    new_text = models.TextField("改成")
    reason = models.CharField("理由", max_length=200)
    state = models.CharField("状态", max_length=10, choices=State, default=State.WAITING)
    proposed_at = models.DateTimeField("提出时间", auto_now_add=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="提出人", on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField("核对时间", null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="核对人", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        verbose_name = "条文改动"
        verbose_name_plural = "条文改动"
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="regulations_change_two_people",
            ),
            models.UniqueConstraint(
                fields=["provision"], condition=Q(state="waiting"), name="regulations_change_one_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provision}：{self.get_state_display()}"
