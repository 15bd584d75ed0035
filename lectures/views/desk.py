"""The organiser's side of registration in the admin: sessions, roll, export, check-in."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from lectures.domain.registration import check_in
from lectures.enums import Seat
from lectures.models import Desk, Registration
from lectures.roll import people_of, roll_of

RIGHT = "lectures.change_registration"
SHOWN = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def refuse_strangers(request: HttpRequest) -> None:
    """Names and telephone numbers are for those who organise lectures."""
    if not request.user.has_perm(RIGHT):
        raise PermissionDenied


class DesksView(WagtailAdminTemplateMixin, TemplateView):
    """Sessions that took or take registrations, the newest first."""

    template_name = "lectures/admin/desks.html"
    page_title = "讲座报名"
    header_icon = "group"
    breadcrumbs_items: ClassVar[list[dict[str, str]]] = []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Each with its counts."""
        refuse_strangers(self.request)
        counts = {
            "taken": Count("registrations", filter=Q(registrations__state=Seat.CONFIRMED)),
            "waiting": Count("registrations", filter=Q(registrations__state=Seat.WAITING)),
            "came": Count("registrations", filter=Q(registrations__checked_in_at__isnull=False)),
        }
        found = Desk.objects.select_related("page").annotate(**counts)[:SHOWN]
        own = [desk for desk in found if _may_organise(self.request, desk)]
        return super().get_context_data(desks=own, **kwargs)


class DeskView(WagtailAdminTemplateMixin, TemplateView):
    """Who comes to one session."""

    template_name = "lectures/admin/desk.html"
    page_title = "报名名单"
    header_icon = "group"
    breadcrumbs_items: ClassVar[list[dict[str, str]]] = []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The roll as it is now."""
        refuse_strangers(self.request)
        self.desk = _desk(self.request, kwargs["desk_id"])
        people = people_of(self.desk)
        return super().get_context_data(desk=self.desk, people=people, keep_days=self.desk.keep_days, **kwargs)

    def get_page_subtitle(self) -> str:
        """Which session."""
        return str(self.desk)


@require_safe
def export(request: HttpRequest, desk_id: int) -> HttpResponse:
    """The roll as a workbook."""
    refuse_strangers(request)
    desk = _desk(request, desk_id)
    response = HttpResponse(roll_of(desk), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="roll-{desk.starts_at:%Y%m%d}-{desk.pk}.xlsx"'
    response["Cache-Control"] = "no-store, private"
    return response


@require_POST
def check_in_listed(request: HttpRequest, desk_id: int, number: str) -> HttpResponse:
    """The button of the list; nobody else's registration passes under this session."""
    refuse_strangers(request)
    registration = Registration.objects.filter(desk=_desk(request, desk_id), number=number).first()
    if registration is None:
        raise Http404
    _say(request, registration)
    return redirect(reverse("lecture_desk", args=[desk_id]))


def check_in_scanned(request: HttpRequest, number: str) -> HttpResponse:
    """The code on a slip leads here: who it is, and a button."""
    refuse_strangers(request)
    registration = Registration.objects.select_related("desk__page").filter(number=number).first()
    if registration is None or not _may_organise(request, registration.desk):
        raise Http404
    if request.method == "POST":
        _say(request, registration)
        return redirect(request.path)
    return render(request, "lectures/admin/check_in.html", {"own": registration, "desk": registration.desk})


def _say(request: HttpRequest, registration: Registration) -> None:
    if check_in(registration):
        messages.success(request, f"{registration.name or registration.number} 已签到。")
    else:
        messages.warning(request, f"{registration.name or registration.number} 没有座位，或者已经签过到。")


def _may_organise(request: HttpRequest, desk: Desk) -> bool:
    """Whoever may edit the lecture."""
    return desk.page.permissions_for_user(request.user).can_edit()


def _desk(request: HttpRequest, desk_id: int) -> Desk:
    """A desk of a lecture that one may edit; any other one answers like a missing one."""
    desk = Desk.objects.select_related("page").filter(pk=desk_id).first()
    if desk is None or not _may_organise(request, desk):
        raise Http404
    return desk
