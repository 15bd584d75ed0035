"""Admin screens of the desk: matrix of interpretations, confirmation of old and new articles."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from core.models import BasePage
from core.serving.state import current_state
from core.serving.visit import Visit
from regulations.domain.comparing import Said, anchors_in, confirm_pairs, joined
from regulations.enums import Audience
from regulations.models.comparison import ComparedPair
from regulations.reading.citing import checked
from regulations.reading.comparison import Compared, comparison_of
from regulations.reading.matrix import matrix_of
from regulations.reading.outline import outline_of
from regulations.views.admin import MAY_CONFIRM, Screen
from regulations.views.compare import editions_asked


class MatrixView(Screen):
    """Provisions by form of interpretation and audience, points by relation; what is empty is said so."""

    template_name = "regulations/admin/matrix.html"
    page_title = "解读矩阵"
    header_icon = "table"
    right = "regulations.view_edition"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The matrix of the chosen text, else of the first."""
        state = current_state()
        texts = list(state.part("instruments").values())
        info = next((text for text in texts if text.slug == request.GET.get("text", "")), texts[0] if texts else None)
        asked = request.GET.get("audience", "")
        audience = asked if asked in Audience.values else ""
        matrix = matrix_of(info, state, audience) if info else None
        return self.render_to_response(
            self.get_context_data(
                texts=texts,
                info=info,
                matrix=matrix,
                gaps=len(matrix.rows) - matrix.covered if matrix else 0,
                audiences=Audience.choices,
                audience=audience,
            )
        )


class CompareView(Screen):
    """Which old article became which new one, as proposed; an editor confirms, corrects the kind, says why."""

    template_name = "regulations/admin/compare.html"
    page_title = "新旧对照"
    header_icon = "list-ul"
    right = MAY_CONFIRM

    def dispatch(self, request: HttpRequest, slug: str) -> HttpResponse:
        """404 for a text with fewer than two public editions."""
        visit = Visit(request, current_state(), None)
        info = visit.state.part("instruments").get(slug)
        if info is None or len(info.editions) < 2:
            raise Http404
        self.info = info
        self.old, self.new = editions_asked(info, request.GET.get("from", ""), request.GET.get("to", ""), visit)
        self.pairs = comparison_of(self.old.id, self.new.id, visit.state)
        return super().dispatch(request)

    def get(self, request: HttpRequest) -> HttpResponse:
        """The table."""
        return self.render_to_response(
            self.get_context_data(
                info=self.info, old=self.old, new=self.new, pairs=self.pairs, kinds=ComparedPair.Kind.choices
            )
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        """Save what is ticked."""
        said: list[Said] = []
        for number, pair in enumerate(self.pairs):
            try:
                olds = self._olds(request.POST.get(f"old-{number}"), pair)
            except ValueError as error:
                messages.error(request, f"没有保存。旧版里找不到“{error}”。请写旧条号，例如“第九条、第三十八条”。")
                return self.get(request)
            kind = request.POST.get(f"kind-{number}", "")
            reason = request.POST.get(f"reason-{number}", "").replace("\0", "").strip()
            is_corrected = olds != pair.key[0]
            if (is_corrected or f"pair-{number}" in request.POST) and kind in ComparedPair.Kind.values:
                said.append(((olds, pair.key[1]), "" if is_corrected else kind, reason))
        said = joined(said)
        confirm_pairs(self.old.edition, self.new.edition, said, request.user)
        messages.success(request, f"已保存 {len(said)} 处核对结果。")
        return redirect(request.get_full_path())

    def _olds(self, written: str | None, pair: Compared) -> str:
        """The old anchors that an editor wrote beside new ones; raises `ValueError` with what names no article."""
        if written is None or not pair.key[1]:
            return pair.key[0]
        outline = outline_of(self.old.id, current_state())
        found = anchors_in(written[:200], outline.by_anchor.keys(), self.info.speaks_in_points)
        if found is None:
            raise ValueError(written[:40])
        return " ".join(found)


class CheckView(Screen):
    """Citations and quotations of one draft against the editions in force on its day."""

    template_name = "regulations/admin/check.html"
    page_title = "核对引用"
    header_icon = "clipboard-list"
    right = "wagtailadmin.access_admin"

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """The findings; a page that the account may not edit is answered like a missing one."""
        base = BasePage.objects.filter(pk=page_id).first()
        page = base.get_latest_revision_as_object() if base else None
        if page is None or not page.permissions_for_user(request.user).can_edit():
            raise Http404
        return self.render_to_response(self.get_context_data(page=page, results=checked(page)))
