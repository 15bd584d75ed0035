"""Accounts in the admin: who they are, where they work, what they may do. Superusers are out of reach of anybody else."""

from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import Http404
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, DateColumn
from wagtail.users.views.users import (
    CreateView,
    DeleteView,
    EditView,
    HistoryView,
    IndexView,
    UserColumn,
    UserFilterSet,
    UserViewSet,
)

from accounts.models import User
from accounts.user_forms import OfficeUserCreationForm, OfficeUserEditForm


def within_reach(users: QuerySet, user: User) -> QuerySet:
    """The accounts that `user` may see and change."""
    return users if user.is_superuser else users.filter(is_superuser=False)


class WithinReach:
    """A view of one account that answers like a missing one when it is out of reach."""

    def get_object(self, *args: Any, **kwargs: Any) -> User:
        """The account, or `Http404`."""
        user = super().get_object(*args, **kwargs)
        if user.is_superuser and not self.request.user.is_superuser:
            raise Http404
        return user


class OfficeUserFilterSet(UserFilterSet):
    """State, role, last sign-in."""

    is_superuser = None


class OfficeUserIndexView(IndexView):
    """Name, account, unit, roles."""

    @cached_property
    def columns(self) -> list[Column]:
        """What an administrator looks for."""
        return [
            BulkActionsCheckboxColumn("bulk_actions", obj_type="user"),
            UserColumn("name", accessor=str, label="姓名", get_url=self.get_edit_url, classname="name"),
            Column("username", label="用户名", sort_key="username", width="15%"),
            Column("unit", label="单位", width="20%"),
            Column("roles", accessor=_roles, label="角色", width="15%"),
            Column("is_active", accessor=_state, label="状态", sort_key="is_active", width="10%"),
            DateColumn("last_login", label="上次登录", sort_key="last_login", width="15%"),
        ]

    def get_base_queryset(self) -> QuerySet:
        """With what the list shows of each."""
        users = super().get_base_queryset().select_related("unit").prefetch_related("groups")
        return within_reach(users, self.request.user)

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """By any part of name, account or unit."""
        if not self.is_searching:
            return queryset
        text = self.search_query
        return queryset.filter(
            Q(display_name__icontains=text) | Q(username__icontains=text) | Q(unit__name__icontains=text)
        )


class OfficeUserEditView(WithinReach, EditView):
    """One account."""


class OfficeUserDeleteView(WithinReach, DeleteView):
    """An account that never did anything; others are switched off."""


class OfficeUserHistoryView(WithinReach, HistoryView):
    """What was changed about an account."""


class OfficeUserViewSet(UserViewSet):
    """Settings → accounts."""

    filterset_class = OfficeUserFilterSet
    index_view_class = OfficeUserIndexView
    add_view_class = CreateView
    edit_view_class = OfficeUserEditView
    delete_view_class = OfficeUserDeleteView
    history_view_class = OfficeUserHistoryView
    create_template_name = "accounts/user_create.html"
    edit_template_name = "accounts/user_edit.html"

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        """Our forms."""
        return OfficeUserEditForm if for_update else OfficeUserCreationForm


def _roles(user: User) -> str:
    return "超级管理员" if user.is_superuser else "、".join(group.name for group in user.groups.all()) or "没有角色"


def _state(user: User) -> str:
    return "启用" if user.is_active else "停用"
