"""The admin's menu: what the office works with, and nothing that belongs to whoever runs the server."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import MainMenuModule
from wagtail.permissions import policy_registry

from core.models import BasePage

# Sites and redirects change public addresses without a gate; roles and page types are code; guide and news of the software are English.
NOBODY = (
    "sites",
    "redirects",
    "workflows",
    "workflow-tasks",
    "locales",
    "groups",
    "page-types-usage",
    "editor-guide",
    "whats-new",
)
REPORTS = "reports"


def keep_for_office(request: HttpRequest, items: list[MenuItem]) -> None:
    """Drop what nobody needs; reports are for those who run the desk (they may unlock other people's pages)."""
    runs_desk = policy_registry.get_by_type(BasePage).user_has_permission(request.user, "unlock")
    items[:] = [item for item in items if not item.name.startswith(NOBODY) and (item.name != REPORTS or runs_desk)]


def install() -> None:
    """The sidebar shows the person's name, not the account's."""
    MainMenuModule.js_args = _args_with_name


_stock_args = MainMenuModule.js_args


def _args_with_name(module: MainMenuModule) -> list[Any]:
    *menus, account = _stock_args(module)
    return [*menus, {**account, "name": str(module.user)}]
