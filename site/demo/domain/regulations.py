"""Specimen texts with their interpretations: visibly no real ones."""

import tomllib
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from demo.blocks import Blocks
from demo.domain.entries import publish_below
from demo.domain.outreach import load_outreach
from demo.models import DemoKind, DemoObject
from demo.texts import CONTENT, Section
from home.models import HomePage
from regulations.domain.imports import confirm_edition, import_instrument
from regulations.domain.locking import sha256_of
from regulations.domain.specimens import remove_specimen
from regulations.domain.text_files import SourceText, source_of
from regulations.models import Edition, Instrument, InterpretationIndexPage, InterpretationPage, ProvisionLink

FOLDER = CONTENT / "tiaoli"
HUB = "tiaoli/jiedu"
NO_PICTURES = dict[Any, int]().__getitem__
# File, address, name that texts use for it.
TEXTS = (
    ("shifan-tiaoli-2023.txt", "shifan-tiaoli", "示范条例"),
    ("shifan-tiaoli.txt", "shifan-tiaoli", "示范条例"),
    ("shifan-yaodian.txt", "shifan-yaodian", "示范工作要点"),
)


def load_regulations(home: HomePage, as_of: date) -> int:
    """Import the specimens that are missing, then their hub and interpretations; how many pages were made."""
    for file, slug, short in TEXTS:
        source = source_of(FOLDER / file)
        if not Edition.objects.filter(source_sha256=sha256_of(source.text)).exists():
            _import(source, slug, short)
    made = DemoObject.ids(DemoKind.PAGE)
    count = 0
    if HUB not in made:
        hub = InterpretationIndexPage(title="条例解读", slug="jiedu", summary="一条一条讲，讲给用得上的人。")
        with transaction.atomic():
            publish_below(home, hub, HUB)
        count += 1
    hub = InterpretationIndexPage.objects.first()
    for row in tomllib.loads((FOLDER / "jiedu.toml").read_text(encoding="utf-8"))["entry"]:
        if f"{HUB}/{row['key']}" not in made:
            _make_interpretation(hub, row, as_of)
            count += 1
    return count + load_outreach(home, as_of)


@transaction.atomic
def _import(source: SourceText, slug: str, short: str) -> None:
    owner = Instrument.objects.filter(slug=slug).first()
    edition = import_instrument(source, source.parsed(), facts={"instrument": owner})
    if owner is None:
        instrument = edition.instrument
        instrument.slug, instrument.short_title = slug, short
        instrument.is_specimen = instrument.is_featured = True
        instrument.save()
    confirm_edition(edition, None)


def remove_regulations() -> list[str]:
    """Take the specimens away again; what pages of others are linked to stays and is named."""
    kept = []
    for file, _, _ in TEXTS:
        digest = sha256_of(source_of(FOLDER / file).text)
        for edition in Edition.objects.filter(source_sha256=digest, instrument__is_specimen=True):
            try:
                remove_specimen(edition)
            except ProtectedError:
                kept.append(f"官方文件“{edition}”")
    return kept


@transaction.atomic
def _make_interpretation(hub: InterpretationIndexPage, row: dict[str, Any], as_of: date) -> None:
    page = InterpretationPage(
        title=row["title"],
        slug=row["key"],
        form=row["form"],
        audiences=row["audiences"],
        summary=row["summary"],
        short_answer=row.get("short_answer", ""),
        question_key=UUID(row["question_key"]) if "question_key" in row else None,
        body=Blocks(f"{HUB}/{row['key']}", NO_PICTURES).plain_body([Section("", tuple(row["body"]))]),
        display_date=timezone.make_aware(datetime.combine(as_of - timedelta(days=row["days"]), time(9, 30))),
    )
    instrument = Instrument.objects.get(slug="shifan-tiaoli")
    links = [ProvisionLink(instrument=instrument, place=place, sort_order=n) for n, place in enumerate(row["places"])]
    for link in links:
        link.clean()
    publish_below(hub, page, f"{HUB}/{row['key']}", {"provision_links": links})
