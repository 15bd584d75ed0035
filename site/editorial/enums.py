"""Fixed vocabularies of the editorial office."""

from django.db import models


class ReportState(models.TextChoices):
    """What became of a reader's report."""

    NEW = "new", "新收到"
    WORKING = "working", "处理中"
    CORRECTED = "corrected", "已更正"
    DECLINED = "declined", "不采纳"
