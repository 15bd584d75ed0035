"""App configuration: installs the publishing spine once every model is loaded."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Base page, publishing spine, resolver, shared blocks."""

    name = "core"
    verbose_name = "页面"

    def ready(self) -> None:
        from core import addresses, checks, effects  # noqa: F401  (they register themselves)
        from core.listing import counts  # noqa: F401
        from core.machines import conditional, sitemap  # noqa: F401
        from core.publishing import due, install  # noqa: F401
        from core.serving import parts, views  # noqa: F401

        install.install(self)
