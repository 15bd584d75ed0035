"""Addresses of the whole site; everything that is no view is a page."""

from django.urls import include, path, re_path
from wagtail.admin import urls as admin_urls
from wagtail.admin.auth import require_admin_access

from columns.views.calendar import activity_calendar
from core.admin.account import OfficeAccountView
from core.machines import sitemap
from core.machines import views as machines
from core.serving import views as serving
from core.serving.leaving import leaving
from editorial.views.corrections import corrections
from editorial.views.feedback import feedback, feedback_done
from home.feeds import feed
from search.views import clicked, search, suggest

urlpatterns = [
    # In the place of Wagtail's own, which offers settings that mean nothing here.
    path("admin/account/", require_admin_access(OfficeAccountView.as_view()), name="wagtailadmin_account"),
    path("admin/", include(admin_urls)),
    path("", include("media.urls")),
    path("", include("home.urls")),
    path("", include("lectures.urls")),
    path("", include("certificates.urls")),
    path("", include("regulations.urls")),
    path("search/", search, name="search"),
    path("search/suggest/", suggest, name="search_suggest"),
    path("search/clicked/", clicked, name="search_clicked"),
    path("leaving/", leaving, name="leaving"),
    path("feedback/", feedback, name="feedback"),
    path("feedback/done/", feedback_done, name="feedback_done"),
    path("corrections/", corrections, name="corrections"),
    path("feed/", feed, name="feed"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap_xml"),
    path("sitemap-<int:part>.xml", sitemap.sitemap_part, name="sitemap_part"),
    path("robots.txt", machines.robots, name="robots"),
    path("manifest.webmanifest", machines.manifest, name="manifest"),
    path("favicon.ico", machines.icon, {"name": "favicon.ico"}),
    path("apple-touch-icon.png", machines.icon, {"name": "touch-icon.png"}),
    path("calendar/<uuid:public_id>.ics", activity_calendar, name="activity_calendar"),
    path("preference/", serving.preference, name="preference"),
    re_path(r"^(?P<path>.*)$", serving.page, name="page"),
]
handler404 = "core.serving.views.not_found"
handler500 = "core.serving.errors.server_error"
