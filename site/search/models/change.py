"""What the cluster has still to be told."""

from django.db import models
from django.db.models import F, Q


class Change(models.Model):
    """The latest version of a document and the one that the cluster has; written in the transaction of the document.

    Versions are milliseconds of the clock, or one more than the last: they grow, also after a backup was restored.
    """

    document_id = models.BigIntegerField("检索文档", primary_key=True)
    version = models.BigIntegerField("版本")
    sent = models.BigIntegerField("已送达版本", default=0)
    is_gone = models.BooleanField("已删除", default=False)

    class Meta:
        indexes = [models.Index(fields=["document_id"], condition=Q(version__gt=F("sent")), name="search_unsent")]
        verbose_name = "检索变更"
        verbose_name_plural = "检索变更"

    def __str__(self) -> str:
        return f"{self.document_id} @ {self.version}"
