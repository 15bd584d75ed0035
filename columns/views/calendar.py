"""An activity as a file for the reader's calendar (RFC 5545)."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from columns.domain.calendar import calendar_of
from columns.models import ActivityPage
from core.serving.state import current_state


@require_safe
def activity_calendar(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The calendar file of a live activity; a draft answers like a missing one."""
    page = ActivityPage.objects.public().filter(public_id=public_id).select_related("city").first()
    if page is None or not (page.starts_at and page.ends_at):
        raise Http404
    response = HttpResponse(calendar_of(page, current_state()).to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{page.slug}.ics"'
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    return response
