"""CPU and statements per page beside stock `wagtail.views.serve`, same templates, same run: `make bench`.

Both variants go through the whole middleware and the test client; CPU is `process_time`, the median of `RUNS` requests.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")

RUNS = 60
STORIES = int(os.environ.get("STORIES", "3000"))


def main() -> int:
    """Print the table; exit code 1 when a ratio is below the bar."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.test.utils import override_settings, setup_test_environment

    setup_test_environment()
    caches = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    with override_settings(CACHES=caches):
        call_command("migrate", verbosity=0)
        addresses = _prepare()
        return _compare(addresses)


def _prepare() -> dict[str, str]:
    from django.core.files.base import ContentFile
    from django.db import transaction

    from accounts.models import City, Unit
    from columns.models import ColumnPage
    from core.drawing.pictures import picture_jpeg
    from core.models import BasePage
    from core.publishing.scope import bump_version, change_public_state
    from delivery.outbox import run_all
    from home.domain.set_up import ensure_site
    from media.models import Image
    from tests.support.many_pages import clone_stories

    ensure_site()
    columns = list(ColumnPage.objects.filter(slug__in=["chucai", "yongwang", "gushi"]))
    clone_stories(columns, STORIES)
    city = City.objects.first()
    unit = Unit.objects.create(name="泺源工业职业学院", category="college", city=city)
    images = []
    for seed in range(12):
        file = ContentFile(picture_jpeg(seed, "ridges", 1000, 625), name=f"{seed}.jpg")
        image = Image(title=f"图{seed}", credit="示例 绘", file=file)
        image.save()
        images.append(image)
    run_all()
    with transaction.atomic(), change_public_state(None, "fixture"):
        BasePage.objects.filter(section__isnull=False).update(unit=unit)
        for number, image in enumerate(images):
            image.refresh_from_db()
            ids = [
                pk
                for pk in BasePage.objects.filter(section__isnull=False).values_list("pk", flat=True)
                if pk % 36 == number
            ]
            BasePage.objects.filter(pk__in=ids).update(cover=image, cover_files=image.files)
        bump_version()
    story = BasePage.objects.filter(section_id=columns[2].pk).order_by("-display_date")[5]
    last = max(1, STORIES // 3 // 20)
    return {
        "home": "/",
        "column p1": "/gushi/",
        f"column p{last}": f"/gushi/?page={last}",
        "story": f"/gushi/{story.slug}/",
    }


def _measure(get: Callable[[str], object], path: str) -> tuple[float, int, int]:
    """(median CPU in ms, statements when warm, bytes)."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _ in range(3):
        response = get(path)
    assert response.status_code == 200, (path, response.status_code)
    with CaptureQueriesContext(connection) as captured:
        get(path)
    statements = len(captured)
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        get(path)
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times), statements, len(response.content)


def _compare(addresses: dict[str, str]) -> int:
    from django.test import Client, override_settings

    from tests.bench.stock import stock_serving

    print(f"{STORIES} stories, median of {RUNS} requests, CPU in ms")
    print(f"{'page':<14}{'ours':>8}{'SQL':>5}{'bytes':>8}{'stock':>9}{'SQL':>5}{'bytes':>8}{'ratio':>8}")
    worst = float("inf")
    for name, path in addresses.items():
        row = []
        for is_stock in (False, True):
            urlconf = override_settings(ROOT_URLCONF="tests.bench.urls") if is_stock else nullcontext()
            with urlconf, stock_serving() if is_stock else nullcontext():
                row.append(_measure(Client().get, path))
        (ours, our_sql, our_bytes), (stock, stock_sql, stock_bytes) = row
        worst = min(worst, stock / ours)
        print(
            f"{name:<14}{ours:>8.2f}{our_sql:>5}{our_bytes:>8}{stock:>9.2f}{stock_sql:>5}{stock_bytes:>8}{stock / ours:>7.1f}x"
        )
    return 0 if worst >= 7 else 1


if __name__ == "__main__":
    sys.exit(main())
