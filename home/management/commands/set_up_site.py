"""Make home page and named columns where they are missing."""

from django.core.management.base import BaseCommand

from home.domain.set_up import ensure_site


class Command(BaseCommand):
    """Idempotent; run after every `migrate`."""

    help = "建立首页和各栏目（已有的不动）。"

    def handle(self, *args: object, **options: object) -> None:
        home = ensure_site()
        self.stdout.write(f"站点就绪：{home.title}")
