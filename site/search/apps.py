"""App configuration."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The index, its engines, the search page."""

    name = "search"
    verbose_name = "检索"

    def ready(self) -> None:
        """Register jobs; load the cluster's client where there is one, so that no reader waits for it."""
        from search import cluster_jobs, jobs  # noqa: F401
        from search.engines.cluster import is_configured

        if is_configured():
            import elasticsearch  # noqa: F401
