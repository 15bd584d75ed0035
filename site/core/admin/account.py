"""The account page: who one is, the password, how the admin looks. Names and roles are an administrator's business."""

from typing import Any

from django import forms
from wagtail.admin.views.account import (
    AccountView,
    BaseSettingsPanel,
    ChangePasswordPanel,
    ThemeSettingsPanel,
)
from wagtail.users.models import UserProfile


class Nothing(forms.Form):
    """The form of a panel that only shows something."""

    def __init__(self, *args: Any, instance: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    def save(self) -> None:
        """Nothing to save."""


class PersonPanel(BaseSettingsPanel):
    """Name, unit and roles, as they stand in the office's records."""

    name = "person"
    title = "我的账号"
    order = 50
    template_name = "core/admin/account_person.html"
    form_class = Nothing

    def get_context_data(self) -> dict[str, Any]:
        """The person."""
        roles = "、".join(self.user.groups.values_list("name", flat=True))
        return {**super().get_context_data(), "person": self.user, "roles": roles}


class PasswordPanel(ChangePasswordPanel):
    """What most people come for."""

    order = 100


class OfficeAccountView(AccountView):
    """Settings that a person changes himself."""

    def get_panels(self) -> list[BaseSettingsPanel]:
        """No avatar, no other language, no mails: nothing of that exists here."""
        arguments = (self.request, self.request.user, UserProfile.get_for_user(self.request.user))
        panels = [kind(*arguments) for kind in (PersonPanel, PasswordPanel, ThemeSettingsPanel)]
        return [panel for panel in panels if panel.is_active()]
