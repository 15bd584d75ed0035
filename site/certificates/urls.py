"""Addresses of the check."""

from django.urls import path, re_path

from certificates.views.check import verify, verify_code

urlpatterns = [
    path("verify/", verify, name="verify"),
    re_path(r"^verify/(?P<code>[0-9A-Za-z-]{1,40})/$", verify_code, name="verify_code"),
]
