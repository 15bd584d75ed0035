"""App configuration."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Seeded demonstration content."""

    name = "demo"
    verbose_name = "演示内容"
    default_auto_field = "django.db.models.BigAutoField"
