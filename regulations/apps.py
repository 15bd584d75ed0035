"""App configuration."""

from django.apps import AppConfig


class RegulationsConfig(AppConfig):
    """Official texts with their editions and provisions, and what explains them."""

    name = "regulations"
    verbose_name = "条例与文件"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from regulations import attached, citation_panel, cited, gates, panels, signals  # noqa: F401  (they register themselves)
        from regulations.domain import keep_comparisons  # noqa: F401
        from regulations.reading import catalogue, citing, findable, home, links  # noqa: F401
