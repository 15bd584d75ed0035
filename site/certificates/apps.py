"""App configuration."""

from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    """One mechanism for every certificate that the site gives out."""

    name = "certificates"
    verbose_name = "证书"
    default_auto_field = "django.db.models.BigAutoField"
