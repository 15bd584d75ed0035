"""App configuration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class EditorialConfig(AppConfig):
    """Roles and rules of the editorial office."""

    name = "editorial"
    verbose_name = "编辑部"

    def ready(self) -> None:
        from editorial.roles import sync_roles

        post_migrate.connect(sync_roles)
