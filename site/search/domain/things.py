"""Findable things that are no pages: their documents, and whether they may be shown."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from core.findable import Findable
from core.listing.cards import Card
from core.models import BasePage
from core.registries import findables
from core.serving.state import SiteState
from search.domain.pages import RECIPE, pieces_of
from search.domain.store import Index, Text
from search.engines.chosen import maintained_engines
from search.models import Document

Key = tuple[str, int]


def things(state: SiteState) -> dict[Key, Findable]:
    """Everything beside pages that readers may find now; kept by its sources per site version."""
    return {(owner, pk): thing for owner, function in findables.items() for pk, thing in function(state).items()}


def shown(state: SiteState) -> Q:
    """Documents that readers may see at this moment: of public pages, and of things."""
    condition = Q(page_id__in=BasePage.objects.public().order_by().values("pk"))
    for owner, function in findables.items():
        if ids := list(function(state)):
            condition |= Q(owner=owner, owner_id__in=ids)
    return condition


def cards_of_things(keys: Iterable[Key], state: SiteState) -> dict[Key, Card]:
    """Their lines in lists; what is not public any more is left out."""
    every = things(state)
    return {key: _card(every[key]) for key in keys if key in every}


def stale_things(state: SiteState) -> tuple[list[Key], list[Key]]:
    """Things whose document is missing or different, and documents whose thing is gone."""
    every = things(state)
    owners = [owner for owner, _ in findables.items()]
    rows = Document.objects.filter(owner__in=owners).values_list("owner", "owner_id", "fingerprint")
    known = {(owner, pk): fingerprint for owner, pk, fingerprint in rows}
    changed = [key for key, thing in every.items() if known.get(key) != _fingerprint(thing)]
    return changed, [key for key in known if key not in every]


@transaction.atomic
def index_things(state: SiteState) -> int:
    """Bring the documents of things up to what is public at the version of `state`; how many were written or dropped."""
    changed, gone = stale_things(state)
    every = things(state)
    index = Index(maintained_engines())
    index.put(_text(owner, every[owner, pk]) for owner, pk in changed)
    for owner, pk in gone:
        index.drop(owner, [pk])
    return len(changed) + len(gone)


def today_and_version(state: SiteState) -> tuple[int, date]:
    """What decides which things there are, and in which wording."""
    return state.version, timezone.localdate()


def _text(owner: str, thing: Findable) -> Text:
    columns = {"kind": thing.kind}
    pieces = pieces_of(thing.passages())
    return Text(
        owner, thing.id, thing.title, pieces, None, thing.date, columns=columns, fingerprint=_fingerprint(thing)
    )


def _fingerprint(thing: Findable) -> str:
    source = [RECIPE, thing.title, thing.stamp, thing.kind, thing.date.isoformat() if thing.date else ""]
    return hashlib.sha256(json.dumps(source, ensure_ascii=False).encode("utf-8", "ignore")).hexdigest()


def _card(thing: Findable) -> Card:
    date = thing.date
    return Card(
        thing.id, thing.title, thing.title, "", thing.path, date, None, "", thing.line, thing.kind_label, {}, {}
    )
