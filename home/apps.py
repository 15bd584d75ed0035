"""App configuration."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Home page and standard pages."""

    name = "home"
    verbose_name = "首页"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from home import archive, places, topics  # noqa: F401  (they register themselves)
