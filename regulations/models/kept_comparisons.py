"""Comparisons worked out in advance."""

from django.db import models

from regulations.models.editions import Edition


class KeptComparison(models.Model):
    """What two editions have in common, worked out once: a proposal that readers open without waiting for it."""

    old = models.ForeignKey(Edition, verbose_name="旧版", on_delete=models.CASCADE, related_name="+")
    new = models.ForeignKey(Edition, verbose_name="新版", on_delete=models.CASCADE, related_name="+")
    # The texts it was worked out from; after a correction of a text it is no longer used.
    old_sha256 = models.CharField("旧版摘要", max_length=64)
    new_sha256 = models.CharField("新版摘要", max_length=64)
    # One list per pair: old anchors, new anchors, kind, score, moved, marks of the old text, marks of the new one.
    pairs = models.JSONField("对应关系", default=list)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "对照结果"
        verbose_name_plural = "对照结果"
        constraints = [models.UniqueConstraint(fields=["old", "new"], name="regulations_kept_comparison_once")]

    def __str__(self) -> str:
        return f"{self.old_id} → {self.new_id}"
