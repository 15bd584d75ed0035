"""What signing in leaves behind: attempts that failed, passwords that were used."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class SignInFailure(models.Model):
    """One attempt that did not succeed. The name is kept as a digest: people type passwords into the wrong field."""

    name_key = models.CharField("账号摘要", max_length=64)
    address = models.CharField("来源地址", max_length=45)
    # The database's clock: several servers agree on when a pause ends.
    at = models.DateTimeField("时间", db_default=Now(), db_index=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["name_key", "-id"], name="accounts_failure_name"),
            models.Index(fields=["address", "-id"], name="accounts_failure_address"),
        ]
        verbose_name = "登录失败"
        verbose_name_plural = "登录失败"

    def __str__(self) -> str:
        return f"{self.at} {self.address}"


class PasswordRecord(models.Model):
    """A password that an account has or had, as its hash: the last few may not come back."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="password_records")
    encoded = models.CharField("密码摘要", max_length=128)
    at = models.DateTimeField("时间", db_default=Now())
    # Set by somebody else than its owner, who has to choose a new one at the next sign-in.
    is_temporary = models.BooleanField("临时密码", default=False)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "用过的密码"
        verbose_name_plural = "用过的密码"

    def __str__(self) -> str:
        return f"{self.user} {self.at}"
