"""Screens of the admin for units: list, chooser, import."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import IndexView

from accounts.domain.import_units import import_units
from accounts.domain.unit_file import COLUMNS, MAX_LINES
from accounts.domain.unit_report import Outcome
from accounts.forms import UnitFileForm, UnitSearchForm
from accounts.models import Unit

# A file of five thousand wrong lines must not become a page of five thousand paragraphs.
SHOWN = 200


def may_import(view: PermissionCheckedMixin) -> bool:
    """Whether the visitor may use the import: it adds units and changes them."""
    return view.user_has_permission("add") and view.user_has_permission("change")


class UnitIndexView(IndexView):
    """The list of units, with the way to the import for those who may use it."""

    import_url_name = ""

    @cached_property
    def header_buttons(self) -> list[Button]:
        """Adds the import."""
        buttons = super().header_buttons
        if may_import(self):
            buttons.append(HeaderButton("导入 CSV", url=reverse(self.import_url_name), icon_name="upload"))
        return buttons

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """A unit with two matching former names is still one unit."""
        found = super().search_queryset(queryset)
        return found.distinct() if self.is_searching else found


class UnitImportView(WagtailAdminTemplateMixin, PermissionCheckedMixin, FormView):
    """Upload a CSV file, see line by line what it means, import it. Who may not change units finds no such page."""

    model = Unit
    form_class = UnitFileForm
    template_name = "accounts/import_units.html"
    page_title = "导入单位"
    header_icon = "upload"
    index_url_name = ""
    index_results_url_name = ""
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer like a missing page unless the account may add and change units."""
        if not may_import(self):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Home, units, here."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": str(Unit._meta.verbose_name_plural)},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form of the file that is expected."""
        return super().get_context_data(columns=COLUMNS, max_lines=MAX_LINES, **kwargs)

    def form_valid(self, form: UnitFileForm) -> HttpResponse:
        """Show what the file means; import it unless only a check was asked for."""
        dry_run = "check" in self.request.POST
        report = import_units(form.cleaned_data["file"].read(), user=self.request.user, dry_run=dry_run)
        rows = [row for row in report.rows if row.outcome is not Outcome.UNCHANGED]
        context = self.get_context_data(
            form=form,
            report=report,
            problems=report.problems[:SHOWN],
            more_problems=max(0, len(report.problems) - SHOWN),
            rows=[] if report.problems else rows[:SHOWN],
            more_rows=0 if report.problems else max(0, len(rows) - SHOWN),
        )
        return self.render_to_response(context)


class UnitChooseView(ChooseView):
    """The chooser's window."""

    filter_form_class = UnitSearchForm


class UnitChooseResultsView(ChooseResultsView):
    """The chooser's results."""

    filter_form_class = UnitSearchForm


class UnitChooserViewSet(SnippetChooserViewSet):
    """Choosing a unit by any part of its name."""

    choose_view_class = UnitChooseView
    choose_results_view_class = UnitChooseResultsView
