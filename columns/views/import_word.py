"""The pages of the Word import: choose a file (and a column), then see what became of it."""

import tempfile
from pathlib import Path, PurePath
from typing import Any, ClassVar

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from columns.domain.errors import ImportRefused
from columns.domain.import_word import ImportReport, import_word, importable_type, last_report
from columns.import_forms import ImportForm, open_columns
from columns.models import ColumnPage
from columns.models.entry import EntryPage
from columns.word import WordRefused
from core.models import BasePage

NO_SPACE = "服务器暂时不能保存文件（磁盘可能已满），没有导入任何内容。请联系系统管理员。"


class ImportView(WagtailAdminTemplateMixin, View):
    """Upload. Works without script; with it a file may be dropped on the form."""

    template_name = "columns/admin/import_word.html"
    page_title = "导入 Word"
    header_icon = "doc-full"
    breadcrumbs_items: ClassVar[list[dict[str, str]]] = []  # the header shows the title instead

    def dispatch(self, request: HttpRequest, column_id: int | None = None) -> HttpResponse:
        """A column below which the account may not add anything is answered like one that does not exist."""
        self.column: ColumnPage | None = None
        if column_id is not None:
            self.column = ColumnPage.objects.filter(pk=column_id).first()
            if self.column is None or not self.column.permissions_for_user(request.user).can_add_subpage():
                raise Http404
        elif not open_columns(request.user):
            raise Http404
        return super().dispatch(request)

    def get(self, request: HttpRequest) -> HttpResponse:
        """The empty form."""
        return self._show(ImportForm(user=request.user, column=self.column))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Import and show the report, or the form with the reason why not."""
        form = ImportForm(request.POST, request.FILES, user=request.user, column=self.column)
        if not form.is_valid():
            return self._show(form)
        column = self.column or form.cleaned_data["column"]
        try:
            report = self._import(form.cleaned_data["file"], column)
        except (WordRefused, ImportRefused) as refusal:
            form.add_error("file", str(refusal))
        except OSError:
            form.add_error("file", NO_SPACE)
        else:
            return redirect("import_word_report", report.page.pk)
        return self._show(form)

    def _import(self, upload: UploadedFile, column: ColumnPage) -> ImportReport:
        """The reader wants a file of its own; the suffix helps it to say what a foreign file is."""
        name = PurePath(upload.name).name
        with tempfile.NamedTemporaryFile(prefix="word-", suffix=PurePath(name).suffix[:10]) as file:
            for chunk in upload.chunks():
                file.write(chunk)
            file.flush()
            return import_word(Path(file.name), column, self.request.user, name)

    def _show(self, form: ImportForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form))

    def get_page_subtitle(self) -> str:
        """The column's name."""
        return self.column.title if self.column else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds where to go back to and whether this column takes anything that can be imported."""
        column = self.column
        return super().get_context_data(
            column=column,
            takes_nothing=column is not None and importable_type(column) is None,
            back=reverse("wagtailadmin_explore", args=(column.pk,)) if column else reverse("wagtailadmin_home"),
            **kwargs,
        )


class ReportView(WagtailAdminTemplateMixin, TemplateView):
    """What an import made of a file: kept with the draft, so it can be looked at again."""

    template_name = "columns/admin/import_report.html"
    page_title = "导入结果"
    header_icon = "doc-full"
    breadcrumbs_items: ClassVar[list[dict[str, str]]] = []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The draft and its report; 404 for pages the account may not edit or that came from no Word file."""
        base = BasePage.objects.filter(pk=kwargs["page_id"]).first()
        page = base.specific if base else None
        report = last_report(page) if isinstance(page, EntryPage) else None
        if page is None or report is None or not page.permissions_for_user(self.request.user).can_edit():
            raise Http404
        self.page = page
        return super().get_context_data(page=page, report=report, column=page.get_parent(), **kwargs)

    def get_page_subtitle(self) -> str:
        """The draft's title."""
        return self.page.title
