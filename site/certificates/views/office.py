"""Certificates in the admin: found by code, looked at, revoked."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from certificates.domain.checking import normal_code
from certificates.domain.issuing import revoke
from certificates.models import Certificate
from core.machines.clean import xml_text

SEE, CHANGE = "certificates.view_certificate", "certificates.change_certificate"
SHOWN = 100
LONGEST_REASON = 200


class CertificatesView(WagtailAdminTemplateMixin, TemplateView):
    """The newest certificates, or the one of a code."""

    template_name = "certificates/admin/list.html"
    page_title = "证书"
    header_icon = "tick-inverse"
    breadcrumbs_items: ClassVar[list[dict[str, str]]] = []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Files are left in the database."""
        _refuse_without(self.request, SEE)
        asked = self.request.GET.get("code", "")[:40]
        found = Certificate.objects.defer("pdf")
        if asked:
            found = found.filter(code=normal_code(asked))
        return super().get_context_data(certificates=found[:SHOWN], asked=asked, **kwargs)


class CertificateView(WagtailAdminTemplateMixin, TemplateView):
    """One certificate, and the way to revoke it."""

    template_name = "certificates/admin/certificate.html"
    page_title = "证书"
    header_icon = "tick-inverse"
    breadcrumbs_items: ClassVar[list[dict[str, str]]] = []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What was issued."""
        _refuse_without(self.request, SEE)
        own = _certificate(self.kwargs["code"])
        may_revoke = own.revoked_at is None and self.request.user.has_perm(CHANGE)
        return super().get_context_data(own=own, may_revoke=may_revoke, **kwargs)

    def get_page_subtitle(self) -> str:
        """Which one."""
        return self.kwargs["code"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Revoke it, with a reason."""
        _refuse_without(request, CHANGE)
        own = _certificate(self.kwargs["code"])
        reason = " ".join(xml_text(request.POST.get("reason", "")).split())
        if not reason or len(reason) > LONGEST_REASON:
            wrong = f"请写撤销原因，最多{LONGEST_REASON}字。"
            return self.render_to_response(self.get_context_data(wrong=wrong, reason=reason[:LONGEST_REASON]))
        if revoke(own, reason, request.user):
            messages.success(request, f"{own.code} 已撤销。")
        return redirect("certificate", own.code)


def _refuse_without(request: HttpRequest, right: str) -> None:
    if not request.user.has_perm(right):
        raise PermissionDenied


def _certificate(code: str) -> Certificate:
    own = Certificate.objects.defer("pdf").select_related("revoked_by").filter(code=code).first()
    if own is None:
        raise Http404
    return own
