"""The form that an account signs in with: counts failures, offers no longer session."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.forms.auth import LoginForm

from accounts.client_address import client_address
from accounts.domain.sign_in import PER_PAIR, SignInPaused, begin_attempt, succeed


class SignInForm(LoginForm):
    """User name and password; a pause after five failures."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["remember"]
        self.fields["password"].label = "密码"

    def clean(self) -> dict[str, Any]:
        """Authenticate, or say how long to wait."""
        username, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if not username or not password:
            return super().clean()
        try:
            attempt = begin_attempt(username, client_address(self.request))
        except SignInPaused as pause:
            raise ValidationError(
                f"已经连续输错 {PER_PAIR} 次，为了安全暂停登录。请 {pause.minutes} 分钟后再试，或请系统管理员重设密码。",
                code="paused",
            ) from pause
        cleaned = super().clean()
        succeed(attempt)
        return cleaned
