"""Confirming what a recording speaks about: a list of proposals, ticked with the keyboard, added to a draft."""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from lectures.domain.moments import confirm, propose
from lectures.models import LecturePage


class MomentsView(WagtailAdminTemplateMixin, TemplateView):
    """Proposals out of the captions of one lecture."""

    template_name = "lectures/admin/moments.html"
    page_title = "讲到的条文"
    header_icon = "link"
    breadcrumbs_items: ClassVar[list[dict[str, str]]] = []

    def draft(self) -> LecturePage:
        """The newest draft, for those who may edit it; anything else is missing."""
        page = LecturePage.objects.filter(pk=self.kwargs["page_id"]).first()
        if page is None or not page.permissions_for_user(self.request.user).can_edit():
            raise Http404
        return page.get_latest_revision_as_object()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What may be confirmed."""
        self.page = self.draft()
        return super().get_context_data(page=self.page, proposals=propose(self.page), **kwargs)

    def get_page_subtitle(self) -> str:
        """Which lecture."""
        return self.page.title

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Add what was ticked to a draft and go on in the form."""
        page = self.draft()
        number = confirm(page, set(request.POST.getlist("moment")))
        messages.success(request, f"加入了 {number} 处，存在草稿里，发布以后读者能看到。")
        return redirect("wagtailadmin_pages:edit", page.pk)
