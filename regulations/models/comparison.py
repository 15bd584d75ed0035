"""What an editor says about two articles that belong together: confirmed or not, and why it was changed."""

from django.conf import settings
from django.db import models

from regulations.models.editions import Edition


class ComparedPair(models.Model):
    """Old and new articles of two editions, as an editor confirmed or corrected the proposal."""

    class Kind(models.TextChoices):
        """What became of an article."""

        SAME = "same", "未改"
        CHANGED = "changed", "修改"
        SPLIT = "split", "拆分"
        MERGED = "merged", "合并"
        NEW = "new", "新增"
        DELETED = "deleted", "删除"

    old = models.ForeignKey(Edition, verbose_name="旧版", on_delete=models.CASCADE, related_name="+")
    new = models.ForeignKey(Edition, verbose_name="新版", on_delete=models.CASCADE, related_name="+")
    # Anchors in order, separated by blanks; empty: the article is new, or deleted.
    old_anchors = models.CharField("旧条", max_length=200, blank=True)
    new_anchors = models.CharField("新条", max_length=200, blank=True)
    kind = models.CharField("变化", max_length=10, choices=Kind)
    reason = models.CharField("为什么改", max_length=200, blank=True)
    confirmed_at = models.DateTimeField("核对时间", auto_now=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="核对人", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = "新旧对应"
        verbose_name_plural = "新旧对应"
        constraints = [
            models.UniqueConstraint(fields=["old", "new", "old_anchors", "new_anchors"], name="regulations_pair_once"),
        ]

    def __str__(self) -> str:
        return f"{self.old_anchors or '（无）'} → {self.new_anchors or '（无）'}"
