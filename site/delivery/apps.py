"""App configuration."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    """The outbox and its one worker."""

    name = "delivery"
    verbose_name = "后台任务"
