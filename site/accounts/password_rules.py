"""Rules for new passwords, said in Chinese."""

import re

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError

from accounts.domain.passwords import remember, was_used
from accounts.models import User

KINDS = {"小写字母": r"[a-z]", "大写字母": r"[A-Z]", "数字": r"\d", "符号": r"[^A-Za-z\d]"}
SHORTEST_NAME = 3


class ThreeKinds:
    """Three of: small letters, capital letters, digits, signs."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise `ValidationError` for a password of fewer kinds."""
        if sum(bool(re.search(pattern, password)) for pattern in KINDS.values()) < len(KINDS) - 1:
            raise ValidationError(self.get_help_text(), code="too_few_kinds")

    def get_help_text(self) -> str:
        """For forms."""
        return f"密码要包含{'、'.join(KINDS)}中的至少三种。"


class NotTheName:
    """Neither the user name nor the person's name in it."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise `ValidationError` when a name stands in the password."""
        if user is None:
            return
        names = [user.get_username(), user.display_name, user.email.partition("@")[0]]
        # Two characters of a Chinese name are a name, two letters are a coincidence.
        names = [name.lower() for name in names if len(name) >= SHORTEST_NAME or (name and not name.isascii())]
        if any(name in password.lower() for name in names):
            raise ValidationError(self.get_help_text(), code="name_in_password")

    def get_help_text(self) -> str:
        """For forms."""
        return "密码里不能有用户名、姓名或邮箱名。"


class NotRecentlyUsed:
    """None of the account's last five; also the place where Django says that a password has changed."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise `ValidationError` for a password that comes back."""
        if user is not None and user.pk and was_used(user, password):
            raise ValidationError(self.get_help_text(), code="used_before")

    def password_changed(self, password: str, user: User | None = None) -> None:
        """Note it."""
        if user is not None:
            remember(user)

    def get_help_text(self) -> str:
        """For forms."""
        return "不能和最近用过的五个密码相同。"


class LongEnough(MinimumLengthValidator):
    """Django's rule in our words."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise `ValidationError` for a short password."""
        if len(password) < self.min_length:
            raise ValidationError(self.get_help_text(), code="password_too_short")

    def get_help_text(self) -> str:
        """For forms."""
        return f"密码至少 {self.min_length} 个字符。"
