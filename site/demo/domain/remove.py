"""Taking the demonstration content away: the one door through which something public is ever deleted.

The spine replaces deletion by withdrawal, because what the public has read must stay answerable. Demonstration texts
are the exception: nobody ever said them. The door is narrow on purpose. Only a change with the verb `remove_demo` may
delete a public page, only the pages it names, and this module names only pages that `load_demo` noted in the
transaction that made them. Each page is withdrawn and deleted in one public change of its own, with its audit entry and
its outbox message, like every other change.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import ProtectedError, RestrictedError
from wagtail.models import ReferenceIndex

from accounts.models import Unit, User
from core.models import BasePage, Source
from core.publishing.scope import REMOVE_DEMO, change_public_state
from demo.domain.accounts import forget_accounts_file
from demo.domain.front import empty_settings, unchoose_for_home
from demo.domain.regulations import remove_regulations
from demo.domain.topics import unchoose_in_topics
from demo.models import DemoKind, DemoObject
from home.models import TopicPage
from lectures.models import Season, Speaker
from media.models import Document, Image

THINGS: dict[DemoKind, type[models.Model]] = {
    DemoKind.IMAGE: Image,
    DemoKind.DOCUMENT: Document,
    DemoKind.SOURCE: Source,
    DemoKind.SPEAKER: Speaker,
    DemoKind.SEASON: Season,
    DemoKind.UNIT: Unit,
    DemoKind.USER: User,
}


class NotOnlyDemo(Exception):
    """Pages that are no demonstration content hang below one that is."""


@dataclass(slots=True)
class Removed:
    """How many pages went, and what stayed because other content uses it."""

    pages: int = 0
    kept: list[str] = field(default_factory=list)


def remove_demo(say: Callable[[str], None]) -> Removed:
    """Delete everything that `load_demo` made; what editors made stays, and so does what their pages use.

    Raises `NotOnlyDemo`, before anything is deleted, when a page of somebody else hangs below a demonstration page.
    Killed half-way, the next call goes on. Afterwards no `DemoObject` is left, and nothing counts as demonstration
    content any more.
    """
    if not DemoObject.objects.exists():
        return Removed()
    ids = set(DemoObject.ids(DemoKind.PAGE).values())
    pages = list(BasePage.objects.filter(pk__in=ids).order_by("-depth", "pk"))
    # A topic holds on to its entries: it goes before them.
    pages.sort(key=lambda page: page.specific_class is not TopicPage)
    _refuse_strangers(pages, ids)
    with transaction.atomic():
        unchoose_for_home(ids)
        unchoose_in_topics(ids)
        if DemoObject.objects.filter(kind=DemoKind.SETTINGS).exists():
            empty_settings()
        DemoObject.objects.filter(kind__in=[DemoKind.HOME, DemoKind.SETTINGS]).delete()
    removed = Removed(len(pages))
    for page in pages:
        _remove_page(page)
    say(f"已移除演示页面 {len(pages)} 个")
    for kind, model in THINGS.items():
        for thing in model._base_manager.filter(pk__in=DemoObject.ids(kind).values()):
            _remove_thing(kind, thing, removed)
    removed.kept += remove_regulations()
    DemoObject.objects.all().delete()
    forget_accounts_file()
    return removed


def _refuse_strangers(pages: list[BasePage], ids: set[int]) -> None:
    below = {page for parent in pages for page in parent.get_descendants().exclude(pk__in=ids)}
    if below:
        names = "、".join(sorted(f"“{page.title}”" for page in below))
        raise NotOnlyDemo(f"演示页面下面有别的页面：{names}。请先把它们移到别处。")


def _remove_page(page: BasePage) -> None:
    """Withdraw and delete one page as one public change; its note goes with it."""
    page = page.specific
    with change_public_state(page, REMOVE_DEMO) as change:
        change.reason = "移除演示内容"
        change.removable = frozenset({page.pk})
        change.touch(page.pk, "delete", [])
        DemoObject.objects.filter(kind=DemoKind.PAGE, object_id=page.pk).delete()
        if page.live:
            page.unpublish(log_action=None)
        page.delete()


def _remove_thing(kind: DemoKind, thing: models.Model, removed: Removed) -> None:
    """Delete one picture, file, source, unit or account, unless other content still uses it."""
    try:
        with transaction.atomic():
            DemoObject.objects.filter(kind=kind, object_id=thing.pk).delete()
            if ReferenceIndex.get_references_to(thing).exists():
                removed.kept.append(f"{kind.label}“{thing}”")
            else:
                thing.delete()
    except (ProtectedError, RestrictedError, ValidationError):
        DemoObject.objects.filter(kind=kind, object_id=thing.pk).delete()
        removed.kept.append(f"{kind.label}“{thing}”")
