"""Events of the ledger of publicity, made up and saying so."""

import tomllib
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import City
from demo.blocks import Blocks
from demo.domain.entries import publish_below
from demo.models import DemoKind, DemoObject
from demo.texts import CONTENT, Section
from home.models import HomePage
from regulations.models import (
    Instrument,
    OutreachAudience,
    OutreachIndexPage,
    OutreachMaterial,
    OutreachPage,
    OutreachQuestion,
)

FILE = CONTENT / "tiaoli" / "xuanjiang.toml"
LEDGER = "tiaoli/xuanjiang"
NO_PICTURES = dict[Any, int]().__getitem__


def load_outreach(home: HomePage, as_of: date) -> int:
    """Make the ledger and its events that are missing; how many pages were made."""
    made = DemoObject.ids(DemoKind.PAGE)
    count = 0
    if LEDGER not in made:
        summary = "演示内容：人物、单位、人数都是虚构的。谁在哪里讲过，讲给谁听，问了什么。"
        with transaction.atomic():
            publish_below(home, OutreachIndexPage(title="宣讲台账", slug="xuanjiang", summary=summary), LEDGER)
        count += 1
    ledger = OutreachIndexPage.objects.first()
    for row in tomllib.loads(FILE.read_text(encoding="utf-8"))["entry"]:
        if f"{LEDGER}/{row['key']}" not in made:
            _make_event(ledger, row, as_of)
            count += 1
    return count


@transaction.atomic
def _make_event(ledger: OutreachIndexPage, row: dict[str, Any], as_of: date) -> None:
    key = f"{LEDGER}/{row['key']}"
    held_at = timezone.make_aware(
        datetime.combine(as_of - timedelta(days=row["days"]), time.fromisoformat(row["time"]))
    )
    page = OutreachPage(
        title=row["title"],
        slug=row["key"],
        summary=row["summary"],
        city=City.objects.filter(name=row["city"]).first(),
        held_at=held_at,
        display_date=held_at + timedelta(days=1),
        venue=row["venue"],
        organisers="\n".join(row["organisers"]),
        speakers="\n".join(row["speakers"]),
        body=Blocks(key, NO_PICTURES).plain_body([Section("", tuple(row["body"]))]),
    )
    instrument = Instrument.objects.get(slug="shifan-tiaoli")
    questions = [
        OutreachQuestion(
            key=UUID(asked["key"]), text=asked["text"], place=asked["place"], instrument=instrument, sort_order=n
        )
        for n, asked in enumerate(row["questions"])
    ]
    for question in questions:
        question.clean()
    rows = {
        "listeners": [OutreachAudience(audience=a, heads=h, sort_order=n) for n, (a, h) in enumerate(row["listeners"])],
        "materials": [OutreachMaterial(title=title, sort_order=n) for n, title in enumerate(row["materials"])],
        "questions": questions,
    }
    publish_below(ledger, page, key, rows)
