"""The page editor's warning about citations and quotations of official texts."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.panels import Panel

from core.models import BasePage
from core.registries import editor_panels
from regulations.reading.citing import Checked, checked


class CitationPanel(Panel):
    """Shown only when there is something to look at."""

    class BoundPanel(Panel.BoundPanel):
        """The warnings of the draft that is open."""

        template_name = "regulations/admin/citation_panel.html"
        warnings: list[Checked] | None = None

        def found(self) -> list[Checked]:
            """Worked out once for this form."""
            if self.warnings is None:
                self.warnings = checked(self.instance) if self.instance.pk else []
            return self.warnings

        def is_shown(self) -> bool:
            """Whether anything was found."""
            return super().is_shown() and bool(self.found())

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """Adds the warnings."""
            return {**super().get_context_data(parent_context), "warnings": self.found()}


@editor_panels.register
def citation_panel(model: type[BasePage]) -> list[Panel]:
    """Below the text of every entry."""
    return [CitationPanel(heading="条文引用核对")]


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def tell_warnings(request: HttpRequest, page: BasePage) -> None:
    """Above the form after saving, as far as a person waits for the answer; autosave is silent."""
    if not page.is_entry or not request.accepts("text/html"):
        return
    found = checked(page)
    if found:
        more = f"另有 {len(found) - 1} 处，" if len(found) > 1 else ""
        messages.warning(request, f"条文引用请核对：{found[0].message}{more}见页面下方“条文引用核对”。")
