"""Forms for accounts: person, unit, roles of the office; no field that makes anybody a superuser."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from wagtail.snippets.widgets import AdminSnippetChooser
from wagtail.users.forms import UserForm

from accounts.domain.passwords import make_temporary
from accounts.enums import Role
from accounts.models import Unit, User

TEMPORARY = "对方第一次登录时要换成自己的密码。"


class OfficeUserForm(UserForm):
    """What an administrator writes down about a colleague."""

    first_name = None
    last_name = None
    is_superuser = None
    display_name = forms.CharField(
        label="姓名", max_length=40, help_text="在后台、审计记录和责任编辑一栏里显示的名字。"
    )
    email = forms.EmailField(label="邮箱", required=False)
    groups = forms.ModelMultipleChoiceField(
        label="角色", queryset=Group.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = User
        fields = ["username", "display_name", "unit", "email", "groups"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].help_text = "登录用，只能有字母、数字和 @ . + - _，以后不要改。"
        self.fields["unit"].widget = AdminSnippetChooser(Unit)
        self.fields["groups"].queryset = Group.objects.filter(name__in=Role.labels).order_by("pk")

    def save(self, commit: bool = True) -> User:
        """A password that somebody else has set is temporary."""
        user = super().save(commit)
        if commit and self.cleaned_data.get("password1") and not getattr(self, "is_own_account", False):
            make_temporary(user)
        return user


class OfficeUserCreationForm(OfficeUserForm):
    """A new account: without a role it could not even sign in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["groups"].required = True
        self.fields["groups"].error_messages["required"] = "请至少勾选一个角色。"


class OfficeUserEditForm(OfficeUserForm):
    """An account that exists. Nobody takes away his own role or switches himself off."""

    password_required = False

    class Meta(OfficeUserForm.Meta):
        fields = [*OfficeUserForm.Meta.fields, "is_active"]

    def __init__(self, *args: Any, editing_self: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_own_account = editing_self
        self.fields["password1"].help_text = f"不修改就留空。{TEMPORARY}"
        self.fields["is_active"].label = "启用"
        self.fields["is_active"].help_text = "停用的账号不能登录；他做过的事仍然留在审计记录里。"
        if editing_self:
            del self.fields["is_active"]

    def clean_groups(self) -> Any:
        """Somebody has to be left who can manage accounts."""
        groups = self.cleaned_data["groups"]
        administrators = Role.ADMINISTRATOR.label
        had_it = self.instance.groups.filter(name=administrators).exists()
        if self.is_own_account and had_it and all(group.name != administrators for group in groups):
            raise ValidationError("不能取消自己的系统管理员角色，请由另一位系统管理员修改。")
        return groups
