"""Wagtail's screens for accounts, with our form and list."""

from wagtail.users.apps import WagtailUsersAppConfig


class OfficeUsersConfig(WagtailUsersAppConfig):
    """Stands in for `wagtail.users` in INSTALLED_APPS."""

    user_viewset = "accounts.user_views.OfficeUserViewSet"
