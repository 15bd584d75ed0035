"""Addresses of the lecture hall beside its pages."""

from django.urls import path, re_path

from lectures.views import ask, learning, lists, registration, schedule
from lectures.views.speakers import speaker, speakers

SIGNED = "(?P<signed>[0-9A-Za-z:_-]{10,120})"
SLUG = "(?P<slug>[a-z0-9-]+)"

urlpatterns = [
    path("lectures/speakers/", speakers, name="speakers"),
    re_path(rf"^lectures/speakers/{SLUG}/$", speaker, name="speaker"),
    path("lectures/schedule/", schedule.schedule, name="lecture_schedule"),
    path("lectures/calendar/<uuid:public_id>.ics", schedule.session_calendar, name="session_calendar"),
    re_path(rf"^lectures/calendar/series/{SLUG}\.ics$", schedule.series_calendar, name="series_calendar"),
    path("lectures/register/<uuid:session_id>/", registration.register_view, name="lecture_register"),
    path("lectures/lists/", lists.lists, name="lecture_lists"),
    re_path(rf"^lectures/registration/{SIGNED}/lists/{SLUG}/$", lists.own_list, name="lecture_own_list"),
    path("lectures/ask/<uuid:public_id>/", ask.question, name="lecture_ask"),
    path("lectures/seen/<uuid:public_id>/", ask.seen, name="lecture_seen"),
    path("lectures/registration/", registration.look_up, name="lecture_look_up"),
    re_path(rf"^lectures/registration/{SIGNED}/$", registration.registration, name="lecture_registration"),
    re_path(rf"^lectures/registration/{SIGNED}/calendar\.ics$", registration.registration_calendar),
    re_path(rf"^lectures/registration/{SIGNED}/learn/$", learning.learn, name="lecture_learn"),
    re_path(rf"^lectures/registration/{SIGNED}/progress/$", learning.progress, name="lecture_progress"),
    re_path(
        rf"^lectures/registration/{SIGNED}/certificate\.pdf$", learning.certificate_file, name="lecture_certificate"
    ),
    re_path(rf"^lectures/calendar/city/{SLUG}\.ics$", schedule.city_calendar, name="city_calendar"),
]
