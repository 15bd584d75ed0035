"""App configuration."""

from django.apps import AppConfig


class MediaConfig(AppConfig):
    """Images, documents and videos."""

    name = "media"
    verbose_name = "素材库"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from media import ingest, tasks  # noqa: F401  (register their outbox handlers)
        from media.uploads import jobs  # noqa: F401  (likewise)
