"""Addresses of the stock variant: the site's own, with Wagtail's view for pages."""

from django.urls import re_path
from wagtail.views import serve

from config.urls import urlpatterns as site_patterns

urlpatterns = [*site_patterns[:-1], re_path(r"^(?P<path>.*)$", serve, name="page")]
