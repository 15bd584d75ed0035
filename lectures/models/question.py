"""What readers ask before and after a lecture; nobody but editors sees it until it is answered."""

from django.conf import settings
from django.db import models

from lectures.enums import QuestionState


class LectureQuestion(models.Model):
    """A question without a name. Answered, it becomes a row of the lecture's next draft."""

    page = models.ForeignKey(
        "lectures.LecturePage", verbose_name="讲座", on_delete=models.CASCADE, related_name="questions", editable=False
    )
    # A row of the office, like a desk.
    page.wagtail_reference_index_ignore = True
    text = models.CharField("问题", max_length=200, editable=False)
    asked_at = models.DateTimeField("提问时间", auto_now_add=True)
    state = models.CharField("状态", max_length=10, choices=QuestionState, default=QuestionState.NEW)
    handled_at = models.DateTimeField("处理时间", null=True, editable=False)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="处理人",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    class Meta:
        ordering = ["-asked_at", "-pk"]
        default_permissions = ()
        verbose_name = "提问"
        verbose_name_plural = "提问"

    def __str__(self) -> str:
        return self.text
