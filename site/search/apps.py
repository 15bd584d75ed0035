"""App configuration."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The index, its engines, the search page."""

    name = "search"
    verbose_name = "检索"

    def ready(self) -> None:
        """Register jobs."""
        from search import jobs  # noqa: F401
