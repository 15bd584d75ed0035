"""Addresses of the front door; what does not match exactly is looked up as a page, and missing there."""

from django.urls import path, re_path

from home.views import archive, places
from home.views.latest import latest
from home.views.site_map import site_map
from home.views.topics import topics

SLUG = "(?P<slug>[a-z0-9-]+)"

urlpatterns = [
    path("latest/", latest, name="latest"),
    path("schools/", places.schools, name="schools"),
    re_path(rf"^schools/{SLUG}/$", places.school, name="school"),
    path("cities/", places.cities, name="cities"),
    re_path(rf"^cities/{SLUG}/$", places.city, name="city"),
    path("topics/", topics, name="topics"),
    path("archive/", archive.archive, name="archive"),
    re_path(r"^archive/(?P<year>[0-9]{4})/$", archive.archive_of, name="archive_year"),
    re_path(r"^archive/(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/$", archive.archive_of, name="archive_month"),
    path("sitemap/", site_map, name="site_map"),
]
