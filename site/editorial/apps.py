"""App configuration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class EditorialConfig(AppConfig):
    """Roles and rules of the editorial office; what readers say is wrong."""

    name = "editorial"
    verbose_name = "编辑部"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from editorial.domain import error_reports  # noqa: F401  (the worker forgets old contacts)
        from editorial.roles import sync_roles

        post_migrate.connect(sync_roles)
