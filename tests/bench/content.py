"""A site with many stories in a database of its own, for the figures."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accounts.models import Unit

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")


@contextmanager
def bench_database(name: str) -> Iterator[None]:
    """An empty, migrated database: a file on SQLite, one beside the site's own on PostgreSQL; gone afterwards."""
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import override_settings, setup_test_environment

    setup_test_environment()
    caches = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    with tempfile.TemporaryDirectory(prefix="zhijiao-bench-") as folder, override_settings(CACHES=caches):
        is_file = connection.vendor == "sqlite"
        connection.settings_dict["TEST"]["NAME"] = f"{folder}/{name}.sqlite3" if is_file else f"bench_{name}"
        kept = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            yield
        finally:
            connection.creation.destroy_test_db(kept, verbosity=0)


def one_of_each_type(unit: "Unit") -> dict[str, str]:
    """Publish a page of every type that is no story; their addresses by name."""
    from columns.models import ColumnPage
    from home.models import HomePage, StandardPage
    from tests import factories

    desks = {column.slug: column for column in ColumnPage.objects.all()}
    place, body = (
        {"unit": unit, "city": unit.city},
        [factories.paragraph("他把图纸又看了一遍。" * 30) for _ in range(4)],
    )
    made = {
        "interview": factories.interview(desks["fangtan"], **place),
        "notice": factories.notice(desks["notices"], **place),
        "theory": factories.theory(desks["lilun"], body=body, **place),
        "case": factories.case(desks["anli"], **place),
        "activity": factories.activity(desks["huodong"], **place),
        "media report": factories.media_report(desks["meiti"], **place),
    }
    made["topic"] = factories.topic(entries=list(made.values()))
    standard = HomePage.objects.get().add_child(instance=StandardPage(title="关于示例", slug="about-us", body=body))
    standard.save_revision().publish()
    made["standard"] = standard
    return {name: page.get_url() for name, page in made.items()}


def prepare(stories: int) -> dict[str, str]:
    """Make a site with so many stories in three columns; the addresses to measure, by name."""
    from django.core.files.base import ContentFile
    from django.db import connection

    from accounts.models import City, Unit
    from columns.models import ColumnPage
    from core.drawing.pictures import picture_jpeg
    from core.models import BasePage
    from delivery.outbox import run_all
    from home.domain.set_up import ensure_site
    from media.models import Image
    from tests.support.many_pages import clone_stories

    ensure_site()
    unit = Unit.objects.create(name="泺源工业职业学院", category="college", city=City.objects.first())
    images = []
    for seed in range(12):
        file = ContentFile(picture_jpeg(seed, "ridges", 1000, 625), name=f"{seed}.jpg")
        images.append(Image.objects.create(title=f"图{seed}", credit="示例 绘", file=file))
    run_all()
    columns = list(ColumnPage.objects.filter(slug__in=["chucai", "yongwang", "gushi"]))
    clone_stories(columns, stories, unit, list(Image.objects.all()))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # what a running database does by itself after so many new rows
    story = BasePage.objects.filter(section_id=columns[2].pk).order_by("-display_date")[5]
    per_column, in_all = max(1, stories // 3 // 20), max(1, stories // 20)
    return one_of_each_type(unit) | {
        "home": "/",
        "column p1": "/gushi/",
        "column deep": f"/gushi/?page={per_column}",
        "latest p1": "/latest/",
        "latest deep": f"/latest/?page={in_all}",
        "story": f"/gushi/{story.slug}/",
    }
