"""The scope of one public change: a verb, an actor, a transaction, and what it touched."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import transaction
from django.db.models import F

from core.publishing import triggers
from core.publishing.actor import current_actor
from core.publishing.content_hash import remember_shown
from delivery.outbox import enqueue

if TYPE_CHECKING:
    from wagtail.models import AbstractPage

    from accounts.models import User

TOPIC_PUBLIC_CHANGE = "core.public_change"
# The one verb that deletes what was public: demonstration content leaves (`demo.domain.remove`).
REMOVE_DEMO = "remove_demo"


@dataclass
class PublicChange:
    """One verb on one page, and every page whose public row it changed.

    `touched` maps a page id to the list of [what happened, names of the changed public columns].
    """

    page: "AbstractPage | None"
    verb: str
    actor: "User | None"
    action: Any = None
    reason: str = ""
    touched: dict[int, list] = field(default_factory=dict)
    # Pages that a change with the verb `REMOVE_DEMO` may delete; empty for every other change.
    removable: frozenset[int] = frozenset()

    def may_delete(self, page_id: int) -> bool:
        """Whether this change may delete a page that was public once."""
        return self.verb == REMOVE_DEMO and page_id in self.removable

    def touch(self, page_id: int, what: str, columns: list[str]) -> None:
        """Note that public columns of a page changed."""
        notes = self.touched.setdefault(page_id, [])
        if [what, columns] not in notes:
            notes.append([what, columns])


Gate = Callable[[PublicChange], None]
AfterGate = Callable[[PublicChange, "AbstractPage"], None]
Effect = Callable[[PublicChange, int, "AbstractPage | None"], None]

_open: ContextVar[PublicChange | None] = ContextVar("public_change", default=None)
_gates: list[Gate] = []
_after_gates: list[AfterGate] = []
_effects: list[Effect] = []


def gate(function: Gate) -> Gate:
    """Register a check that may this verb start? It raises `PublicChangeRefused` to say no."""
    if function not in _gates:
        _gates.append(function)
    return function


def after_gate(function: AfterGate) -> AfterGate:
    """Register a check of each touched page that is public after the writes; a refusal rolls everything back."""
    if function not in _after_gates:
        _after_gates.append(function)
    return function


def effect(function: Effect) -> Effect:
    """Register work inside the transaction for each touched page: (change, page id, the live page or None)."""
    if function not in _effects:
        _effects.append(function)
    return function


def current_change() -> PublicChange | None:
    """The change that is being made, or None outside the spine."""
    return _open.get()


@contextmanager
def change_public_state(
    page: "AbstractPage | None", verb: str, actor: "User | None" = None, *, implicit: bool = False, action: Any = None
) -> Iterator[PublicChange]:
    """Do everything in the `with` block as one public change.

    Guarantees: gates first, then the writes, then gates over every page that is public now, then effects, one
    `AuditEntry`, one outbox message and the new version number; all of it commits or none of it. A verb inside a
    verb joins the outer one. Nothing public changed: no entry, no message. Raises `PublicChangeRefused`.

    `implicit` marks a bare `save()`: its gates run after the write, because only then is it known to be public.
    """
    if (outer := _open.get()) is not None:
        yield outer
        return
    change = PublicChange(page, verb, actor or current_actor(), action)
    with transaction.atomic():
        lock_page(page)
        if not implicit:
            _ask(change)
        with triggers.opened():
            token = _open.set(change)
            try:
                yield change
                if change.touched:
                    if implicit:
                        _ask(change)
                    _settle(change)
            finally:
                _open.reset(token)


def lock_page(page: "AbstractPage | None") -> None:
    """Two writers of one page wait for each other (on SQLite the transaction itself is exclusive).

    Always the row of the base table, and always first: rows of two tables taken in two orders would be a deadlock.
    """
    if page is not None and page.pk:
        model = apps.get_model("core", "BasePage")
        list(model._base_manager.select_for_update().filter(pk=page.pk).order_by().values_list("pk"))


def bump_version() -> None:
    """Give the site a new version number; the last write of a public change, so that readers never cache old data under it."""
    version = apps.get_model("core", "SiteVersion")
    if not version.objects.filter(pk=1).update(number=F("number") + 1):
        version.objects.create(pk=1, number=1)


def _ask(change: PublicChange) -> None:
    for function in _gates:
        function(change)


def _settle(change: PublicChange) -> None:
    """Mark of publicity, after-gates, effects, audit entry, outbox message, version: in this order."""
    model, audit = apps.get_model("core", "BasePage"), apps.get_model("core", "AuditEntry")
    model._base_manager.filter(pk__in=change.touched, live=True, ever_public=False).update(ever_public=True)
    fresh = {
        page.pk: page.specific for page in model._base_manager.filter(pk__in=change.touched, live=True).order_by("pk")
    }
    for page in fresh.values():
        remember_shown(page)
        for function in _after_gates:
            function(change, page)
    for page_id in change.touched:
        for function in _effects:
            function(change, page_id, fresh.get(page_id))
    entry = audit.record(change, fresh)
    enqueue(TOPIC_PUBLIC_CHANGE, {"audit": entry.pk, "verb": change.verb, "pages": sorted(change.touched)})
    bump_version()
