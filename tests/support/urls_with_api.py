"""The addresses of the site with API v3 mounted beside them, for the doors that only it has."""

from django.urls import path
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.api.v3.urls import api

from columns.models import ColumnPage
from config.urls import handler404, handler500
from config.urls import urlpatterns as site_patterns

# The API knows nothing of the ticks in the column's own form; with the plain form a column can be made complete.
ColumnPage.api_base_form_class = WagtailAdminPageForm

urlpatterns = [path("api/v3/", api.urls), *site_patterns]

__all__ = ["handler404", "handler500", "urlpatterns"]
