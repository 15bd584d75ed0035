"""What readers ask, counted by day; nothing about who asks.

A request only appends a line to a file of this machine; its worker adds the lines up. So no reader waits for the
database, and nothing but the counts is ever kept.
"""

import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from search.analysis.fold import fold
from search.models import SearchTally

ASKED, WITHOUT_HIT, REFINED, CLICKED = "asked", "without_hit", "refined", "clicked"
EVENTS = frozenset({ASKED, WITHOUT_HIT, REFINED, CLICKED})
LONGEST = 60
# Numbers of telephones and identity cards, addresses of mail: never kept.
PERSONAL = re.compile(r"\d{6,}|@")
# A file larger than this is of a machine whose worker does not run; it grows no more.
MOST_BYTES = 5_000_000
KEPT = timedelta(days=400)


def note(query: str, *events: str) -> None:
    """Add to the counts of today; never fails a request."""
    text = " ".join(fold(query).split())[:LONGEST]
    if not text or PERSONAL.search(text):
        return
    line = json.dumps([timezone.localdate().isoformat(), text, sorted(set(events) & EVENTS)], ensure_ascii=False)
    try:
        path = _file()
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.stat().st_size < MOST_BYTES:
            with path.open("a", encoding="utf-8") as file:  # one write, appended whole
                file.write(line + "\n")
    except OSError:
        return


def add_up() -> int:
    """Move what the file of this machine holds into the database; returns the number of lines."""
    path = _file()
    if path.exists():
        path.rename(path.with_name(f"adding-{time.time_ns()}.jsonl"))
    lines = 0
    for taken in sorted(path.parent.glob("adding-*.jsonl")) if path.parent.exists() else []:
        counts: Counter[tuple[date, str, str]] = Counter(_read(taken))
        with transaction.atomic():
            _add(counts)
        taken.unlink(missing_ok=True)
        lines += counts.total()
    return lines


def forget_old() -> None:
    """Counts older than `KEPT` go."""
    SearchTally.objects.filter(day__lt=timezone.localdate() - KEPT).delete()


def _add(counts: Counter) -> None:
    by_query: dict[tuple[date, str], dict[str, int]] = {}
    for (day, text, event), number in counts.items():
        by_query.setdefault((day, text), {})[event] = number
    for (day, text), numbers in by_query.items():
        tally, _ = SearchTally.objects.get_or_create(day=day, query=text)
        SearchTally.objects.filter(pk=tally.pk).update(**{event: F(event) + n for event, n in numbers.items()})


def _read(path: Path) -> Iterator[tuple[date, str, str]]:
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            day, text, events = json.loads(line)
            yield from ((date.fromisoformat(day), text[:LONGEST], event) for event in events if event in EVENTS)
        except (ValueError, TypeError):
            continue


def _file() -> Path:
    return Path(settings.VAR_DIR) / "search-log" / "asked.jsonl"
