"""Addresses of the lecture hall beside its pages."""

from django.urls import path, re_path

from lectures.views import registration, schedule
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
    path("lectures/registration/", registration.look_up, name="lecture_look_up"),
    re_path(rf"^lectures/registration/{SIGNED}/$", registration.registration, name="lecture_registration"),
    re_path(rf"^lectures/registration/{SIGNED}/calendar\.ics$", registration.registration_calendar),
    re_path(rf"^lectures/calendar/city/{SLUG}\.ics$", schedule.city_calendar, name="city_calendar"),
]
