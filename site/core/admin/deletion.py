"""Deleting what was public is refused; the admin says why and leads to the withdrawal instead."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.admin.views.pages.delete import DeleteView

from core.models import BasePage

WITHDRAW_INSTEAD = "“{}”公开过，不能删除，只能撤下：撤下后网址显示“内容已撤下”，稿件和记录都保留。"
HOLDS_PUBLIC = "“{}”下面有公开过的页面，不能删除。"


class ExplainedDelete(DeleteView):
    """Stock answers «no permission»."""

    def dispatch(self, request: HttpRequest, page_id: int, *args: Any, **kwargs: Any) -> HttpResponse:
        """A page that was public leads to its withdrawal."""
        page = get_object_or_404(BasePage, pk=page_id)
        tester = page.permissions_for_user(request.user)
        reason = undeletable_reason(page)
        if not reason or not tester.can_edit():
            return super().dispatch(request, page_id, *args, **kwargs)
        messages.warning(request, reason)
        can_withdraw = page.ever_public and tester.can_unpublish()
        return redirect("wagtailadmin_pages:unpublish" if can_withdraw else "wagtailadmin_pages:edit", page_id)


class ExplainedBulkDelete(DeleteBulkAction):
    """Says why a page of the list cannot go."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the reasons as messages."""
        context = super().get_context_data(**kwargs)
        for entry in context["items_with_no_access"]:
            if reason := undeletable_reason(entry["item"]):
                messages.warning(self.request, reason)
        return context


def undeletable_reason(page: BasePage) -> str:
    """Why nobody may delete `page`, or an empty string."""
    if page.ever_public:
        return WITHDRAW_INSTEAD.format(page.title)
    if page.get_descendants().filter(ever_public=True).exists():
        return HOLDS_PUBLIC.format(page.title)
    return ""
