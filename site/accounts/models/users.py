"""The account of a person who works on the site."""

import uuid

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """One account belongs to one person; shared accounts are not wanted (等保 身份鉴别)."""

    public_id = models.UUIDField("公开编号", default=uuid.uuid4, unique=True, editable=False)
    display_name = models.CharField("姓名", max_length=40, blank=True, help_text="在后台和责任编辑一栏里显示的名字。")
    unit = models.ForeignKey(
        "accounts.Unit", verbose_name="所在单位", null=True, blank=True, on_delete=models.PROTECT, related_name="users"
    )

    class Meta(AbstractUser.Meta):
        verbose_name = "账号"
        verbose_name_plural = "账号"

    def __str__(self) -> str:
        return self.display_name or self.username

    def get_full_name(self) -> str:
        """The name as Chinese readers write it; Django's order puts the family name last."""
        return self.display_name or f"{self.last_name}{self.first_name}" or self.username
