"""Addresses of the whole site; everything that is no view is a page."""

from django.urls import include, path, re_path
from wagtail.admin import urls as admin_urls

from core.serving import views as serving
from home.views import latest
from search.views import search

urlpatterns = [
    path("admin/", include(admin_urls)),
    path("", include("media.urls")),
    path("latest/", latest, name="latest"),
    path("search/", search, name="search"),
    path("preference/", serving.preference, name="preference"),
    re_path(r"^(?P<path>.*)$", serving.page, name="page"),
]
handler404 = "core.serving.views.not_found"
handler500 = "core.serving.errors.server_error"
