"""App configuration."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The search page."""

    name = "search"
    verbose_name = "检索"
