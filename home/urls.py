"""Addresses of the front door; what does not match exactly is looked up as a page, and missing there."""

from django.urls import path, re_path

from home.views import places
from home.views.latest import latest

SLUG = "(?P<slug>[a-z0-9-]+)"

urlpatterns = [
    path("latest/", latest, name="latest"),
    path("schools/", places.schools, name="schools"),
    re_path(rf"^schools/{SLUG}/$", places.school, name="school"),
    path("cities/", places.cities, name="cities"),
    re_path(rf"^cities/{SLUG}/$", places.city, name="city"),
]
