"""App configuration: reference data and roles are brought up to date after every migration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    """Users, the sixteen cities and the units of Shandong's vocational education."""

    name = "accounts"
    verbose_name = "账号与单位"

    def ready(self) -> None:
        from accounts.reference import load_divisions

        post_migrate.connect(load_divisions, sender=self)
