"""What readers get of the ledger: events of the version, their sums by city, what became of the questions."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Any
from urllib.parse import urlencode

from django.utils import timezone

from core.listing.pager import Page, page_numbers
from core.models import BasePage
from core.registries import state_parts
from core.serving.parts import CityInfo
from core.serving.state import Kept, SiteState
from core.serving.visit import Visit
from regulations.enums import Audience
from regulations.reading.names import name_of

PER_PAGE = 20
STEPS = 4
LABELS = {str(value): str(label) for value, label in Audience.choices}


@dataclass(frozen=True, slots=True)
class Event:
    """One public 宣讲; `heads`: how many of each class of listeners."""

    id: int
    title: str
    summary: str
    path: str
    city_id: int
    held_at: datetime
    venue: str
    heads: dict[str, int]
    facts: dict[str, Any]

    def heads_of(self, audience: str) -> int:
        """Listeners of one class, or of all."""
        return self.heads.get(audience, 0) if audience else sum(self.heads.values())


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a reader asked for (junk counts as all), and the events that fit."""

    city: CityInfo | None
    audience: str
    year: str
    events: list[Event]
    # The same without the choice of a city: what tiles and table count.
    everywhere: list[Event]

    @property
    def query(self) -> str:
        """The choice as part of an address."""
        asked = {"city": self.city.slug if self.city else "", "audience": self.audience, "year": self.year}
        return urlencode({name: value for name, value in asked.items() if value})


@dataclass(frozen=True, slots=True)
class CityRow:
    """One city of the table; `step` 1 to 4 is the tone of its tile, `length` that of its bar in per cent."""

    city: CityInfo
    count: int
    heads: int
    newest: datetime | None
    step: int
    length: int


def event_facts(page: Any) -> dict[str, Any]:
    """Everything that readers see of an event's rows, kept at publication."""
    return {
        "listeners": [[row.audience, row.heads] for row in page.listeners.all()],
        "organisers": _lines(page.organisers),
        "speakers": _lines(page.speakers),
        "materials": [_material(row) for row in page.materials.all()],
        "questions": [
            {
                "key": str(row.key),
                "text": row.text,
                "title": row.instrument.title if row.instrument_id else "",
                "name": name_of(row.anchor),
                "path": f"{row.instrument.path}{_unit(row.anchor)}/#{row.anchor}" if row.instrument_id else "",
            }
            for row in page.questions.all()
        ],
    }


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _unit(anchor: str) -> str:
    return "-".join(anchor.split("-")[:2])


def _material(row: Any) -> dict[str, str]:
    if row.document_id:
        return {"title": row.title, "url": row.document.url, "info": row.document.kind_and_size}
    page = row.shown_page
    return {"title": row.title, "url": page.url if page is not None and page.live else "", "info": ""}


@state_parts.register("outreach")
def load_events(state: SiteState) -> list[Event]:
    """Public events, newest first: one statement."""
    columns = ("title", "summary", "url_path", "city_id", "outreachpage__held_at", "outreachpage__venue", "kept__facts")
    rows = (
        BasePage.objects.public()
        .filter(outreachpage__isnull=False)
        .order_by("-outreachpage__held_at", "-pk")
        .values_list("pk", *columns)
    )
    return [
        Event(pk, title, summary, state.path(path), city or 0, at, venue, heads_in(facts), facts or {})
        for pk, title, summary, path, city, at, venue, facts in rows
    ]


def heads_in(facts: dict[str, Any] | None) -> dict[str, int]:
    """Class of listeners → how many, out of kept facts."""
    heads: Counter[str] = Counter()
    for audience, number in (facts or {}).get("listeners", ()):
        heads[audience] += number
    return dict(heads)


@state_parts.register("question_answers")
def load_answers(state: SiteState) -> dict[str, tuple[str, str]]:
    """Key of a question → title and path of the public entry that answers it."""
    rows = (
        BasePage.objects.public()
        .filter(interpretationpage__question_key__isnull=False)
        .order_by("pk")
        .values_list("interpretationpage__question_key", "title", "url_path")
    )
    return {str(key): (title, state.path(path)) for key, title, path in rows}


def asked_of_question(key: Any, state: SiteState) -> Event | None:
    """The public event at which a question was asked."""

    def load() -> Kept:
        return Kept({q["key"]: event for event in state.part("outreach") for q in event.facts.get("questions", ())})

    return state.keep("outreach_questions", load).get(str(key)) if key else None


def event_context(page: Any, visit: Visit) -> dict[str, Any]:
    """Kept facts with the answers of this moment; a draft is shown with facts made now."""
    facts = page.kept.facts
    answers = visit.state.part("question_answers")
    listeners = [(LABELS.get(audience, audience), heads) for audience, heads in facts.get("listeners", ())]
    return {
        "kept": page.kept,
        "facts": facts,
        "city": visit.state.part("cities").get(page.city_id),
        "listeners": listeners,
        "heads": sum(heads for _, heads in listeners),
        "questions": [{**asked, "answer": answers.get(asked["key"])} for asked in facts.get("questions", ())],
        "ledger": ledger_page(visit.state),
    }


def ledger_page(state: SiteState) -> dict[str, str]:
    """Title and path of the ledger, for the crumbs; empty while it is not public."""

    def load() -> Kept:
        pages = BasePage.objects.public().filter(outreachindexpage__isnull=False)
        row = pages.values_list("title", "url_path").first()
        return Kept({"title": row[0], "path": state.path(row[1])} if row else {})

    return state.keep("outreach_ledger", load)


def ledger_of(query: Any, state: SiteState) -> Ledger:
    """The events that an address asks for."""
    events: list[Event] = state.part("outreach")
    city = next((city for city in state.part("cities").values() if city.slug == query.get("city", "")), None)
    audience = query.get("audience", "") if query.get("audience", "") in LABELS else ""
    year = query.get("year", "") if query.get("year", "") in years_of(events) else ""
    everywhere = [
        event for event in events if (not audience or audience in event.heads) and (not year or _year(event) == year)
    ]
    return Ledger(city, audience, year, [e for e in everywhere if city is None or e.city_id == city.id], everywhere)


def _year(event: Event) -> str:
    return str(timezone.localtime(event.held_at).year)


def years_of(events: Iterable[Event]) -> list[str]:
    """Years in which something was held, newest first."""
    return sorted({_year(event) for event in events}, reverse=True)


def city_rows(ledger: Ledger, state: SiteState) -> list[CityRow]:
    """All sixteen cities in customary order, those without an event as well."""
    own: dict[int, list[Event]] = {}
    for event in ledger.everywhere:
        own.setdefault(event.city_id, []).append(event)
    most = max((len(events) for events in own.values()), default=0)
    return [_city_row(city, own.get(city.id, []), most, ledger.audience) for city in state.part("cities").values()]


def _city_row(city: CityInfo, events: list[Event], most: int, audience: str) -> CityRow:
    count = len(events)
    step = 1 + ceil((STEPS - 1) * count / most) if most else 1
    heads = sum(event.heads_of(audience) for event in events)
    return CityRow(city, count, heads, events[0].held_at if events else None, step, round(100 * count / (most or 1)))


def ledger_context(visit: Visit) -> dict[str, Any]:
    """Sums, tiles, table and the events of one page."""
    state = visit.state
    ledger = ledger_of(visit.request.GET, state)
    last = max(1, ceil(len(ledger.events) / PER_PAGE))
    asked = visit.request.GET.get("page", "")
    number = min(max(1, int(asked[:9])), last) if asked.isascii() and asked.isdigit() else 1
    shown = ledger.events[(number - 1) * PER_PAGE : number * PER_PAGE]
    rows = city_rows(ledger, state)
    cities = state.part("cities")
    questions = sum(len(event.facts.get("questions", ())) for event in ledger.events)
    return {
        "ledger": ledger,
        "events": [
            {"event": event, "city": cities.get(event.city_id), "heads": event.heads_of(ledger.audience)}
            for event in shown
        ],
        "listing": Page([], number, last, len(ledger.events), page_numbers(number, last)),
        "heads": sum(event.heads_of(ledger.audience) for event in ledger.events),
        "questions": questions,
        "rows": rows,
        "reached": sum(bool(row.count) for row in rows),
        "cities": [_choice(city.slug, city.name, city is ledger.city) for city in cities.values()],
        "audiences": [_choice(value, label, value == ledger.audience) for value, label in LABELS.items()],
        "years": [_choice(year, f"{year}年", year == ledger.year) for year in years_of(state.part("outreach"))],
    }


def _choice(value: str, label: str, is_chosen: bool) -> dict[str, Any]:
    return {"value": value, "label": label, "is_chosen": is_chosen}
