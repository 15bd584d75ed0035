"""Addresses of the lecture hall beside its pages."""

from django.urls import path, re_path

from lectures.views import schedule
from lectures.views.speakers import speaker, speakers

SLUG = "(?P<slug>[a-z0-9-]+)"

urlpatterns = [
    path("lectures/speakers/", speakers, name="speakers"),
    re_path(rf"^lectures/speakers/{SLUG}/$", speaker, name="speaker"),
    path("lectures/schedule/", schedule.schedule, name="lecture_schedule"),
    path("lectures/calendar/<uuid:public_id>.ics", schedule.session_calendar, name="session_calendar"),
    re_path(rf"^lectures/calendar/series/{SLUG}\.ics$", schedule.series_calendar, name="series_calendar"),
    re_path(rf"^lectures/calendar/city/{SLUG}\.ics$", schedule.city_calendar, name="city_calendar"),
]
