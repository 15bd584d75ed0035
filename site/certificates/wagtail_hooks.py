"""Certificates in the admin."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from certificates.views import office


@hooks.register("register_admin_urls")
def certificate_urls() -> list[URLPattern]:
    """Addresses of certificates."""
    return [
        path("certificates/", office.CertificatesView.as_view(), name="certificates"),
        path("certificates/<slug:code>/", office.CertificateView.as_view(), name="certificate"),
    ]


class CertificatesMenuItem(MenuItem):
    """For those who may look at them."""

    def is_shown(self, request: HttpRequest) -> bool:
        """By permission."""
        return request.user.has_perm(office.SEE)


@hooks.register("register_admin_menu_item")
def certificates_menu_item() -> MenuItem:
    """Below the registrations."""
    return CertificatesMenuItem(
        "证书", reverse("certificates"), name="certificates", icon_name="tick-inverse", order=244
    )
