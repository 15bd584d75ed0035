"""Thousands of live stories in a moment: rows cloned from one that was published through the spine."""

import json
import uuid
from collections.abc import Sequence
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Model

from accounts.models import City, Unit
from columns.models import ColumnPage, StoryPage
from core.models import BasePage, KeptPage
from core.publishing.scope import bump_version, change_public_state
from media.models import Image
from tests.factories import paragraph, story


def clone_stories(
    columns: list[ColumnPage], number: int, unit: Unit | None = None, covers: Sequence[Image] = ()
) -> None:
    """Add `number` live stories, spread over `columns` and all cities, each an hour older than the one before.

    All of them are of `unit`; every third has one of `covers`.
    """
    cities = list(City.objects.order_by("code"))
    body = [paragraph("凌晨四点，调试间的灯还亮着。" * 12, heading=f"第{n}节") for n in range(4)]
    firsts = [
        story(column, body=body, city=city, unit=unit, theme="growth")
        for column, city in zip(columns, cities, strict=False)
    ]
    with transaction.atomic(), change_public_state(None, "fixture"):
        for position, (column, first) in enumerate(zip(columns, firsts, strict=True)):
            share = number // len(columns) - 1 + (position < number % len(columns))
            _clone(column, first, share, cities, covers)
        bump_version()


def _clone(column: ColumnPage, first: StoryPage, number: int, cities: list[City], covers: Sequence[Image]) -> None:
    base, local, kept = (_row(model, first.pk) for model in (BasePage, StoryPage, KeptPage))
    next_id = BasePage.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
    rows: tuple[list, list, list] = ([], [], [])
    for index in range(number):
        pk = next_id + index
        slug = f"clone-{pk}"
        cover = covers[index // 3 % len(covers)] if covers and index % 3 == 0 else None
        rows[0].append(
            {
                **base,
                "id": pk,
                "path": BasePage._get_path(column.path, column.depth + 1, index + 1000),
                "slug": slug,
                "title": f"{first.title}之{index}",
                "draft_title": f"{first.title}之{index}",
                "url_path": f"{column.url_path}{slug}/",
                "translation_key": _uuid(),
                "public_id": _uuid(),
                "display_date": first.display_date - timedelta(hours=index + 1),
                "city_id": cities[index % len(cities)].pk,
                "cover_id": cover.pk if cover else None,
                "cover_files": json.dumps(cover.files if cover else {}),
                "latest_revision_id": None,
                "live_revision_id": None,
            }
        )
        rows[1].append({**local, "basepage_ptr_id": pk})
        rows[2].append({**kept, "page_id": pk})
    for model, many in zip((BasePage, StoryPage, KeptPage), rows, strict=True):
        _insert(model, many)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "select setval(pg_get_serial_sequence('core_basepage', 'id'), (select max(id) from core_basepage))"
            )
    BasePage.objects.filter(pk=column.pk).update(numchild=number + 1)


def _uuid() -> str:
    value = uuid.uuid4()
    return value.hex if connection.vendor == "sqlite" else str(value)


def _row(model: type[Model], pk: int) -> dict:
    columns = [field.column for field in model._meta.local_concrete_fields]
    key = model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(f"select {', '.join(columns)} from {model._meta.db_table} where {key} = %s", [pk])
        return dict(zip(columns, cursor.fetchone(), strict=True))


def _insert(model: type[Model], rows: list[dict]) -> None:
    if not rows:
        return
    columns = list(rows[0])
    marks = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"insert into {model._meta.db_table} ({', '.join(columns)}) values ({marks})",
            [[_plain(row[column]) for column in columns] for row in rows],
        )


def _plain(value: object) -> object:
    return connection.ops.adapt_datetimefield_value(value) if hasattr(value, "tzinfo") else value
