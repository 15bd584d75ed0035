"""App configuration."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    """The outbox and its workers."""

    name = "delivery"
    verbose_name = "后台任务"

    def ready(self) -> None:
        """Register the clock's tasks of the outbox itself."""
        from delivery import alerts, housekeeping, scratch  # noqa: F401
