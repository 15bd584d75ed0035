"""Admin screens: import with preview, and the page of one edition with confirmation and changes."""

import tempfile
from pathlib import Path, PurePath
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from core.serving.state import current_state
from regulations.domain.changes import decide_change, propose_change
from regulations.domain.imports import confirm_edition, import_instrument
from regulations.domain.parsing import ParsedInstrument, TextRefused
from regulations.domain.text_files import SourceText, source_of
from regulations.enums import Level
from regulations.forms import ChangeForm, FactsForm, SourceForm
from regulations.models import Edition, TextChange
from regulations.reading.affected import Affected, affected_by

FACTS = ("title", "kind", "document_number", "issuing_body", "adopted_on", "published_on", "effective_on")
MAY_IMPORT, MAY_CONFIRM, MAY_PROPOSE = (
    "regulations.add_edition",
    "regulations.change_edition",
    "regulations.add_textchange",
)


class Screen(WagtailAdminTemplateMixin, View):
    """A screen that answers like a missing one to accounts without its right."""

    right = MAY_IMPORT
    header_icon = "doc-full"
    breadcrumbs_items: ClassVar[list[dict[str, str]]] = []

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """404 without the right."""
        if not request.user.has_perm(self.right):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class ImportTextView(Screen):
    """Choose a file or paste a text, see what it is read as, correct the facts, save. Nothing is saved before."""

    template_name = "regulations/admin/import.html"
    page_title = "导入官方文件"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The empty form."""
        return self._show(form=SourceForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """First the preview, then the saving."""
        if "source" in request.POST:
            return self._save(FactsForm(request.POST))
        form = SourceForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(form=form)
        try:
            source = self._source(form)
            parsed = source.parsed()
        except TextRefused as refusal:
            form.add_error(None, str(refusal))
            return self._show(form=form)
        except OSError:
            form.add_error(None, "服务器暂时不能保存文件（磁盘可能已满），没有导入任何内容。请联系系统管理员。")
            return self._show(form=form)
        found = {name: getattr(parsed, name) for name in FACTS}
        hidden = {"source": source.text, "name": source.name, "is_markdown": source.is_markdown}
        return self._show(facts=FactsForm(initial=found | hidden), parsed=parsed)

    def _source(self, form: SourceForm) -> SourceText:
        upload: UploadedFile | None = form.cleaned_data.get("file")
        if upload is None:
            return SourceText(form.cleaned_data["text"].replace("\r\n", "\n"), "粘贴的文字")
        name = PurePath(upload.name).name
        with tempfile.NamedTemporaryFile(prefix="text-", suffix=PurePath(name).suffix[:10]) as file:
            for chunk in upload.chunks():
                file.write(chunk)
            file.flush()
            found = source_of(Path(file.name), name)
        # A browser sends lines back with its own ends.
        return SourceText(found.text.replace("\r\n", "\n").replace("\r", "\n"), found.name, found.is_markdown)

    def _save(self, facts: FactsForm) -> HttpResponse:
        data = facts.data
        text = data.get("source", "").replace("\r\n", "\n")
        source = SourceText(text, data.get("name", "")[:200] or "粘贴的文字", data.get("is_markdown") == "True")
        parsed = None
        try:
            parsed = source.parsed()
            if facts.is_valid():
                return self._saved(source, parsed, facts.cleaned_data)
        except TextRefused as refusal:
            facts.is_valid()
            facts.add_error(None, str(refusal))
        return self._show(facts=facts, parsed=parsed)

    def _saved(self, source: SourceText, parsed: ParsedInstrument, facts: dict[str, Any]) -> HttpResponse:
        edition = import_instrument(source, parsed, self.request.user, facts)
        if facts["source_note"] or facts["is_specimen"]:
            edition.source_note = facts["source_note"]
            edition.save(update_fields=["source_note"])
            if facts["is_specimen"]:
                edition.instrument.is_specimen = True
                edition.instrument.save()
        messages.success(self.request, f"《{edition.title}》已保存，还没有公开。核对后请点“确认公开”。")
        return redirect("regulations_edition", edition.pk)

    def _show(self, **context: Any) -> HttpResponse:
        parsed: ParsedInstrument | None = context.get("parsed")
        if parsed is not None:
            context["counts"] = [(Level(level).label, n) for level, n in parsed.counts.items() if n]
            context["rows"] = [(Level(p.level).label, p) for p in parsed.provisions]
        return self.render_to_response(self.get_context_data(back=reverse("instruments:index"), **context))


class EditionView(Screen):
    """One edition: facts, problems, lines; 确认公开; changes that wait for a second person."""

    template_name = "regulations/admin/edition.html"
    page_title = "版本"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show it."""
        return self._show(get_object_or_404(Edition, pk=pk), ChangeForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Confirm, propose, accept or refuse."""
        edition = get_object_or_404(Edition, pk=pk)
        act = request.POST.get("act", "")
        form = ChangeForm(request.POST if act == "propose" else None)
        try:
            if act == "confirm":
                self._require(MAY_CONFIRM)
                confirm_edition(edition, request.user)
                messages.success(request, "已公开。条文从现在起锁定。")
            elif act == "propose":
                self._require(MAY_PROPOSE)
                if not form.is_valid():
                    return self._show(edition, form)
                data = form.cleaned_data
                propose_change(
                    edition, data["anchor"].strip().lstrip("#"), data["new_text"], data["reason"], request.user
                )
                messages.success(request, "改动已提出，等另一个人核对。")
            elif act in ("accept", "refuse"):
                self._require(MAY_CONFIRM)
                decide_change(self._change(edition), request.user, accept=act == "accept")
                messages.success(request, "改动已生效。" if act == "accept" else "改动没有采纳，条文没有变。")
        except TextRefused as refusal:
            messages.error(request, str(refusal))
        return redirect("regulations_edition", edition.pk)

    def _require(self, right: str) -> None:
        if not self.request.user.has_perm(right):
            raise PermissionDenied

    def _change(self, edition: Edition) -> TextChange:
        number = self.request.POST.get("change", "")
        if not (number.isascii() and number.isdigit() and len(number) < 19):
            raise Http404
        return get_object_or_404(TextChange, pk=int(number), provision__edition=edition)

    def _show(self, edition: Edition, form: ChangeForm) -> HttpResponse:
        changes = TextChange.objects.filter(provision__edition=edition).select_related(
            "provision", "proposed_by", "decided_by"
        )
        user = self.request.user
        return self.render_to_response(
            self.get_context_data(
                edition=edition,
                form=form,
                changes=changes,
                counts=[(Level(level).label, n) for level, n in edition.counts.items() if n],
                rows=[(row.get_level_display(), row) for row in edition.provisions.order_by("position")],
                affected=_affected(edition),
                may_confirm=user.has_perm(MAY_CONFIRM),
                may_propose=user.has_perm(MAY_PROPOSE),
                back=reverse("instruments:index"),
            )
        )

    def get_page_subtitle(self) -> str:
        """Nothing: the edition's name stands on the page."""
        return ""


def _affected(edition: Edition) -> list[Affected]:
    """Published texts that cite another edition of the same text."""
    state = current_state()
    info = state.part("instruments").get(edition.instrument.slug)
    found = next((item for item in info.editions if item.id == edition.pk), None) if info else None
    return affected_by(info, found, state) if info and found else []
