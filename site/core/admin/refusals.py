"""What gates, guards and models refuse is said to the editor in its own words, with a way back; never a 5xx."""

import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import BadRequest, ValidationError
from django.db.models import ProtectedError, RestrictedError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from treebeard.exceptions import InvalidMoveToDescendant
from wagtail.actions.copy_page import CopyPageIntegrityError
from wagtail.actions.create_alias import CreatePageAliasIntegrityError
from wagtail.admin import auth, messages
from wagtail.admin.utils import get_valid_next_url_from_request

from core.publishing.errors import OutsideSpine, PublicChangeRefused
from core.serving.middleware import ADMIN_PREFIX

OUTSIDE_SPINE = "这次改动没有经过发布流程，已经拦下，公开的内容没有变化。请在页面里修改后再发布。"
INTO_ITSELF = "不能把页面移动或复制到它自己下面。"
MALFORMED = "提交的内容不完整或已损坏，没有保存。请重新打开这一页再试；反复出现时请联系系统管理员。"
IN_USE = "“{}”还在使用它，不能删除。请先在那里换掉。"

Reasons = list[str]


class RefusalMiddleware:
    """Under the admin: a refusal that no form caught becomes a message and the way back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer refusals and torn form data; everything else is an error of ours and stays one."""
        if not request.path_info.startswith(ADMIN_PREFIX):
            return None
        if isinstance(exception, BadRequest):
            return _bad_request(request)
        reasons = reasons_of(exception)
        return refuse(request, reasons) if reasons else None


def reasons_of(error: BaseException | None, model: Any = None) -> Reasons:
    """Chinese sentences for the editor, or nothing when `error` is no refusal.

    `model` names the fields of a `ValidationError` that belongs to one of its instances.
    """
    if isinstance(error, OutsideSpine):
        return [OUTSIDE_SPINE]
    if isinstance(error, PublicChangeRefused):
        return [str(error)]
    if isinstance(error, ProtectedError | RestrictedError):
        return [IN_USE.format(_first_label(error))]
    if isinstance(error, InvalidMoveToDescendant | CopyPageIntegrityError | CreatePageAliasIntegrityError):
        return [INTO_ITSELF]
    if isinstance(error, ValidationError):
        return validation_reasons(error, model)
    return []


def validation_reasons(error: ValidationError, model: Any = None) -> Reasons:
    """The messages of `error`, each with the label of its field where there is one."""
    if not hasattr(error, "error_dict"):
        return list(error.messages)
    labels = (
        {field.name: str(getattr(field, "verbose_name", "")) for field in model._meta.get_fields()} if model else {}
    )
    lines = []
    for name, texts in error.message_dict.items():
        label = labels.get(name, "")
        lines += [f"{label}：{text}" if label else text for text in texts]
    return lines


def refuse(request: HttpRequest, reasons: Reasons) -> HttpResponse:
    """Say why, and lead back to where the editor can do something about it."""
    if _wants_json(request):
        return JsonResponse(
            {"success": False, "error_code": "refused", "error_message": "\n".join(reasons)}, status=400
        )
    for reason in reasons:
        messages.error(request, reason)
    return HttpResponseRedirect(_way_back(request))


def remember_page(request: HttpRequest, page: Any) -> None:
    """Called by hooks before each act on a page: where a refusal leads back to."""
    request.admin_page = page


def explained_permission_denied(request: HttpRequest) -> HttpResponse:
    """Stands in for `wagtail.admin.auth.permission_denied`, which swallows the reason of the exception in flight."""
    reasons = reasons_of(sys.exc_info()[1])
    return refuse(request, reasons) if reasons else _stock_permission_denied(request)


_stock_permission_denied = auth.permission_denied


def install() -> None:
    """Put the explaining answer in the place of Wagtail's."""
    auth.permission_denied = explained_permission_denied


def _first_label(error: ProtectedError | RestrictedError) -> str:
    objects = getattr(error, "protected_objects", None) or getattr(error, "restricted_objects", None) or [""]
    return str(next(iter(objects)))


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("x-requested-with") == "XMLHttpRequest" or not request.accepts("text/html")


def _way_back(request: HttpRequest) -> str:
    page = getattr(request, "admin_page", None)
    if page is not None and page.pk and type(page)._base_manager.filter(pk=page.pk).exists():
        if page.permissions_for_user(request.user).can_edit():
            return reverse("wagtailadmin_pages:edit", args=(page.pk,))
        return reverse("wagtailadmin_explore", args=(page.get_parent().pk,))
    if (target := get_valid_next_url_from_request(request)) and request.method == "POST":
        return target
    referer = request.headers.get("referer", "")
    is_ours = url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure())
    # A confirmation posts to itself: the list behind it is the better place.
    if request.method == "POST" and is_ours and urlsplit(referer).path != request.path:
        return referer
    return _list_of(request) or reverse("wagtailadmin_home")


def _list_of(request: HttpRequest) -> str:
    """The list that the view belongs to: pictures, documents, snippets; empty for views without one."""
    namespace = request.resolver_match.namespace if request.resolver_match else ""
    for name in ("index", "list"):
        with suppress(NoReverseMatch):
            return reverse(f"{namespace}:{name}")
    return ""


def _bad_request(request: HttpRequest) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"success": False, "error_code": "malformed", "error_message": MALFORMED}, status=400)
    return render(request, "core/admin/bad_request.html", {"message": MALFORMED}, status=400)
