"""Hooks of columns into Wagtail's admin: the Word import and its place in the history of a page."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.log_actions import LogActionRegistry

from columns import dashboard  # noqa: F401  (registers its panels)
from columns.domain.import_word import LOG_ACTION, importable_type, last_report
from columns.import_forms import open_columns
from columns.models import ColumnPage
from columns.models.entry import EntryPage
from columns.views.import_word import ImportView, ReportView
from core.models import BasePage

if TYPE_CHECKING:
    from accounts.models import User


@hooks.register("register_admin_urls")
def import_urls() -> list[URLPattern]:
    """Addresses of the import."""
    return [
        path("import-word/", ImportView.as_view(), name="import_word"),
        path("import-word/<int:column_id>/", ImportView.as_view(), name="import_word_into"),
        path("import-word/report/<int:page_id>/", ReportView.as_view(), name="import_word_report"),
    ]


@hooks.register("register_log_actions")
def import_log_action(actions: LogActionRegistry) -> None:
    """The history of a page names the import."""
    actions.register_action(LOG_ACTION, "导入 Word", "由 Word 文件导入")


class ImportMenuItem(MenuItem):
    """Main menu: for those who may add entries somewhere."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether there is a column to import into."""
        return bool(open_columns(request.user))


@hooks.register("register_admin_menu_item")
def import_menu_item() -> MenuItem:
    """From the dashboard: the column is chosen on the form."""
    return ImportMenuItem("导入 Word", reverse("import_word"), name="import-word", icon_name="upload", order=150)


class ImportButton(PageMenuItem):
    """In the header of a column."""

    label = "导入 Word"
    icon_name = "upload"
    url_name = "import_word_into"

    def is_shown(self, user: "User") -> bool:
        """Only on columns that take something importable, for those who may add to them."""
        column = self.page.specific
        return (
            isinstance(column, ColumnPage)
            and importable_type(column) is not None
            and column.permissions_for_user(user).can_add_subpage()
        )


class ReportButton(PageMenuItem):
    """In the header of a draft that came from a Word file."""

    label = "Word 导入结果"
    icon_name = "doc-full"
    url_name = "import_word_report"

    def is_shown(self, user: "User") -> bool:
        """Only where there is a report."""
        return isinstance(self.page.specific, EntryPage) and last_report(self.page) is not None


@hooks.register("register_page_header_buttons")
def import_buttons(page: BasePage, user: "User", view_name: str, next_url: str | None = None) -> Iterator[PageMenuItem]:
    """Buttons above columns and entries."""
    yield ImportButton(page=page, priority=12)
    yield ReportButton(page=page, priority=64)


@hooks.register("register_page_listing_more_buttons")
def import_listing_button(page: BasePage, user: "User", next_url: str | None = None) -> Iterator[PageMenuItem]:
    """The same in the list of columns."""
    yield ImportButton(page=page, priority=9)
