"""Every public link between pages and provisions, kept per site version: one statement for both sides."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from core.models import BasePage
from core.registries import provision_seconds, state_parts
from core.serving.state import SiteState
from regulations.enums import InterpretationForm, Relation
from regulations.models.links import ProvisionLink
from regulations.reading.notes import Note, note_sources

_TONES = {InterpretationForm.CASE: "c", InterpretationForm.QUESTION: "w"}


@dataclass(frozen=True, slots=True)
class Linked:
    """A live page that speaks of a provision; `form` only for interpretations."""

    instrument_id: int
    anchor: str
    relation: str
    page_id: int
    title: str
    text: str
    path: str
    date: datetime
    form: str
    audiences: tuple[str, ...]

    @property
    def form_label(self) -> str:
        """释义, 问答 …"""
        return str(InterpretationForm(self.form).label) if self.form else ""

    @property
    def relation_label(self) -> str:
        """部署, 进展 …"""
        return str(Relation(self.relation).label)


@state_parts.register("provision_links")
def load_links(state: SiteState) -> dict[int, list[Linked]]:
    """Links of live pages by instrument, newest page first."""
    rows = (
        ProvisionLink.objects.filter(page__in=BasePage.objects.public())
        .order_by("-page__display_date", "-page_id", "sort_order")
        .values_list(
            "instrument_id",
            "anchor",
            "relation",
            "page_id",
            "page__title",
            "page__summary",
            "page__url_path",
            "page__display_date",
            "page__interpretationpage__form",
            "page__interpretationpage__audiences",
            "page__interpretationpage__short_answer",
        )
    )
    found: dict[int, list[Linked]] = {}
    for instrument, anchor, relation, page, title, summary, url_path, day, form, audiences, answer in rows:
        linked = Linked(
            instrument,
            anchor,
            relation,
            page,
            title,
            answer or summary,
            state.path(url_path),
            day,
            form or "",
            tuple(audiences or ()),
        )
        found.setdefault(instrument, []).append(linked)
    return found


@note_sources.register
def notes_by_interpretations(instrument_id: int, state: SiteState) -> dict[str, list[Note]]:
    """Interpretations beside the article; other pages by their relation."""
    notes: dict[str, list[Note]] = {}
    for linked in state.part("provision_links").get(instrument_id, ()):
        label = linked.form_label or f"{linked.relation_label}，{timezone.localdate(linked.date):%Y-%m-%d}"
        tone = _TONES.get(linked.form, "") if linked.form else "c"
        note = Note(linked.anchor, label, linked.title, linked.text, linked.path, tone)
        notes.setdefault(linked.anchor, []).append(note)
    return notes


@note_sources.register
def notes_by_recordings(instrument_id: int, state: SiteState) -> dict[str, list[Note]]:
    """Lectures that speak about a provision, with the second to begin at."""
    slug = next((info.slug for info in state.part("instruments").values() if info.id == instrument_id), "")
    notes: dict[str, list[Note]] = {}
    for source in provision_seconds:
        for anchor, rows in source(state, slug).items():
            notes.setdefault(anchor, []).extend(
                Note(anchor, row["text"], row["title"], "", row["path"], "v") for row in rows
            )
    return notes
