"""What interpretation pages and their hub show."""

from typing import Any

from django.utils import timezone

from core.models import BasePage
from core.serving.state import Kept, SiteState
from core.serving.visit import Visit
from regulations.enums import Audience, InterpretationForm
from regulations.models.editions import in_force
from regulations.models.provisions import Provision
from regulations.reading.catalogue import InstrumentInfo
from regulations.reading.links import Linked
from regulations.reading.names import name_of
from regulations.reading.outreach import asked_of_question


def link_facts(page: BasePage) -> list[dict[str, str]]:
    """The provisions a page is linked to, with their words in the edition in force; kept at publication."""
    facts = []
    for link in page.provision_links.select_related("instrument") if page.pk else ():
        edition = in_force(list(link.instrument.editions.public()), timezone.localdate())
        if edition is None:
            continue
        unit = link.anchor.split("-")
        article = "-".join(unit[:2])
        rows = Provision.objects.filter(edition=edition).filter(anchor__startswith=link.anchor).order_by("position")
        lines = [
            row.number + row.gap + row.heading + row.join + row.text
            for row in rows
            if row.anchor == link.anchor or row.anchor.startswith(f"{link.anchor}-")
        ]
        facts.append(
            {
                "title": edition.title,
                "name": name_of(link.anchor),
                "path": f"{link.instrument.path}{article}/#{link.anchor}",
                "relation": link.get_relation_display(),
                "text": "\n".join(line for line in lines if line)[:1200],
            }
        )
    return facts


def interpretation_context(page: Any, visit: Visit) -> dict[str, Any]:
    """Basis out of the kept facts, audiences by name, further interpretations of the same provisions."""
    links = visit.state.part("provision_links")
    own = [link for every in links.values() for link in every if link.page_id == page.pk]
    wanted = {(link.instrument_id, link.anchor) for link in own}
    related: dict[int, Linked] = {}
    for every in links.values():
        for link in every:
            if link.page_id != page.pk and link.form and (link.instrument_id, link.anchor) in wanted:
                related.setdefault(link.page_id, link)
    return {
        "kept": page.kept,
        "facts": page.kept.facts,
        "form_label": page.get_form_display(),
        "audience_labels": [str(Audience(value).label) for value in page.audiences if value in Audience.values],
        "related": list(related.values())[:5],
        "hub": hub_of(visit.state),
        "asked_at": asked_of_question(page.question_key, visit.state),
    }


def hub_of(state: SiteState) -> dict[str, str]:
    """Title and path of the hub, for the crumbs."""

    def load() -> Kept:
        pages = BasePage.objects.public().filter(interpretationindexpage__isnull=False)
        row = pages.values_list("title", "url_path").first()
        return Kept({"title": row[0], "path": state.path(row[1])} if row else {})

    return state.keep("interpretation_hub", load)


def hub_context(visit: Visit) -> dict[str, Any]:
    """All interpretations, each once, narrowed by `text`, `form` and `audience`; junk counts as all."""
    state, query = visit.state, visit.request.GET
    instruments: dict[str, InstrumentInfo] = state.part("instruments")
    form = query.get("form", "") if query.get("form", "") in InterpretationForm.values else ""
    audience = query.get("audience", "") if query.get("audience", "") in Audience.values else ""
    text = query.get("text", "") if query.get("text", "") in instruments else ""
    names = {info.id: info for info in instruments.values()}
    rows: dict[int, dict[str, Any]] = {}
    for instrument_id, links in state.part("provision_links").items():
        info = names.get(instrument_id)
        for link in links:
            if (
                not link.form
                or info is None
                or (form and link.form != form)
                or (audience and audience not in link.audiences)
                or (text and info.slug != text)
            ):
                continue
            row = rows.setdefault(link.page_id, {"link": link, "places": []})
            article = "-".join(link.anchor.split("-")[:2])
            row["places"].append({"info": info, "name": name_of(link.anchor), "path": f"{info.path}{article}/"})
    found = sorted(rows.values(), key=lambda row: (row["link"].date, row["link"].page_id), reverse=True)
    return {
        "rows": found,
        "is_filtered": bool(form or audience or text),
        "forms": [_choice(v, label, form) for v, label in InterpretationForm.choices],
        "audiences": [_choice(v, label, audience) for v, label in Audience.choices],
        "texts": [_choice(info.slug, info.title, text) for info in instruments.values()],
    }


def _choice(value: str, label: str, chosen: str) -> dict[str, Any]:
    return {"value": value, "label": label, "is_chosen": value == chosen}
