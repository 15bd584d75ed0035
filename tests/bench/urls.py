"""Addresses of the stock variant: Wagtail's own view."""

from django.urls import re_path
from wagtail.views import serve

urlpatterns = [re_path(r"^(?P<path>.*)$", serve, name="page")]
