"""App configuration."""

from django.apps import AppConfig


class LecturesConfig(AppConfig):
    """Series, lectures, sessions and speakers."""

    name = "lectures"
    verbose_name = "大讲堂"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lectures import gates, parts, renamed  # noqa: F401  (they register themselves)
        from lectures.domain import desks, learning, questions, views  # noqa: F401
