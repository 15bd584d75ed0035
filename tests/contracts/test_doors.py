"""Every door through which something public can change: one audit entry and one outbox message a verb, or a refusal."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.http import HttpResponse
from django.test import override_settings

from home.domain.set_up import ensure_site
from tests.support.databases import copied_database
from tests.support.doors import DOORS, Office
from tests.support.public_state import (
    Written,
    differences,
    public_state,
    refusing_gate,
    site_roots,
    tree_problems,
    unaudited_pages,
)


@dataclass(frozen=True)
class Outcome:
    """What a door gives: audit entries, outbox messages, what changed for readers, status or name of the error."""

    audit: int
    outbox: int
    change: str
    answer: str


NOTHING = Outcome(0, 0, "", "")


def draft(answer: str) -> Outcome:
    """The act succeeds and changes nothing public."""
    return Outcome(0, 0, "", answer)


def refused(answer: str) -> Outcome:
    """The act is refused."""
    return Outcome(0, 0, "", answer)


MOVED = "path,section_id,url_path"
EXPECTED: dict[str, Outcome] = {
    "admin edit: publish a draft": Outcome(1, 1, "live+", "302"),
    "admin edit: publish changes of a live page": Outcome(1, 1, "body", "302"),
    "admin edit: publish one changed byline": Outcome(1, 1, "bylines", "302"),
    "admin edit: save a draft of a live page": draft("302"),
    "admin edit: autosave of a live page": draft("200"),
    "admin edit: new slug of a draft column with a live entry": Outcome(1, 1, "url_path", "302"),
    "admin create: publish": Outcome(1, 1, "live+", "302"),
    "admin create: schedule": draft("302"),
    "admin edit: schedule changes of a live page": draft("302"),
    "admin unpublish": Outcome(1, 1, "live-", "302"),
    "admin unpublish with descendants": Outcome(1, 1, "live- | live-", "302"),
    "admin revert: publish an old revision": Outcome(1, 1, "title", "302"),
    "admin move": Outcome(1, 1, MOVED, "302"),
    "admin move: a column with a live entry to where it may not be": refused("302"),
    "admin reorder": Outcome(1, 1, "path | path", "200"),
    "admin copy: publish copies": draft("302"),
    "admin copy: publish copies, with subpages": draft("302"),
    "admin copy: as alias": Outcome(1, 1, "live+", "302"),
    "admin convert alias": draft("302"),
    "admin delete a public page": refused("302"),
    "admin delete a draft": draft("302"),
    "admin bulk publish 2": Outcome(2, 2, "live+ | live+", "302"),
    "admin bulk unpublish 2": Outcome(2, 2, "live- | live-", "302"),
    "admin bulk move 2": Outcome(2, 2, f"{MOVED} | {MOVED}", "302"),
    "admin bulk delete a public page and a draft": draft("302"),
    "admin API publish": Outcome(1, 1, "live+", "200"),
    "admin API unpublish": Outcome(1, 1, "live-", "200"),
    "admin API unpublish recursive": Outcome(1, 1, "live- | live-", "200"),
    "admin API move": Outcome(1, 1, MOVED, "200"),
    "admin API copy, keep live": draft("201"),
    "admin API create alias": Outcome(1, 1, "live+", "201"),
    "admin API convert alias": draft("200"),
    "admin API revert": draft("200"),
    "admin API delete a public page": refused("403"),
    "API v3 publish": Outcome(1, 1, "live+", "200"),
    "API v3 edit and publish": Outcome(1, 1, "title", "200"),
    "API v3 edit as draft": draft("200"),
    "API v3 create and publish": Outcome(1, 1, "live+", "201"),
    "API v3 create and publish an incomplete story": refused("422"),
    "API v3 unpublish": Outcome(1, 1, "live-", "200"),
    "API v3 copy, keep live": draft("201"),
    "API v3 create alias": Outcome(1, 1, "live+", "201"),
    "API v3 move": Outcome(1, 1, MOVED, "200"),
    "API v3 delete a public page": refused("403"),
    "publish_scheduled: due revision": Outcome(1, 1, "live+", ""),
    "publish_scheduled: expired page": Outcome(1, 1, "live-", ""),
    "publish_due: due revision": Outcome(1, 1, "live+", ""),
    "publish_due: expired page": Outcome(1, 1, "live-", ""),
    "set_url_paths with a damaged path": Outcome(1, 1, "url_path", ""),
    "move_pages": Outcome(1, 1, MOVED, ""),
    "fixtree --full with a hole in the order": refused("OutsideSpine"),
    "purge_revisions of a live page with a newer draft": NOTHING,
    "loaddata of a live page": refused("OutsideSpine"),
    "loaddata of a byline of a live page": refused("OutsideSpine"),
    "workflow: last approval": Outcome(1, 1, "live+", ""),
    "revision.publish()": Outcome(1, 1, "live+", ""),
    "revision.publish() of nothing but a changed byline": Outcome(1, 1, "bylines", ""),
    "revision.publish() of nothing but a removed byline": Outcome(1, 1, "bylines", ""),
    "revision.publish() of what is public already": NOTHING,
    "revision.publish() of the source of an alias": Outcome(1, 1, "title | title", ""),
    "live = True; save()": Outcome(1, 1, "live+", ""),
    "title of a live page; save()": Outcome(1, 1, "title", ""),
    "summary of a base instance; save(update_fields)": Outcome(1, 1, "summary", ""),
    "add_child(live=True)": Outcome(1, 1, "live+", ""),
    "add_child() with the default of live": NOTHING,
    "copy(keep_live=True)": NOTHING,
    "copy(update_attrs={'live': True})": NOTHING,
    "QuerySet.update(live=True)": refused("OutsideSpine"),
    "QuerySet.update(body)": refused("OutsideSpine"),
    "QuerySet.update(locked) of a live page": NOTHING,
    "bulk_update(title)": refused("OutsideSpine"),
    "bulk_create of a live page": refused("OutsideSpine"),
    "QuerySet.unpublish() of 2": Outcome(2, 2, "live- | live-", ""),
    "QuerySet.delete() of a public page": refused("PublicChangeRefused"),
    "QuerySet.delete() of a draft": NOTHING,
    "page.delete() of a public page": refused("PublicChangeRefused"),
    "page.delete() on an instance from before its publication": refused("PublicChangeRefused"),
    "Model.delete() past Wagtail on such an instance": refused("PublicChangeRefused"),
    "treebeard MP_Node.move": refused("OutsideSpine"),
    "child row of a live page; save()": refused("OutsideSpine"),
    "child row of a live page; delete()": refused("OutsideSpine"),
    "child row of a live page moved to a draft; save()": refused("OutsideSpine"),
    "child QuerySet.update()": refused("OutsideSpine"),
    "child QuerySet.update(page=a live one)": refused("OutsideSpine"),
    "child QuerySet.delete()": refused("OutsideSpine"),
    "child bulk_create": refused("OutsideSpine"),
    "_base_manager.update(live=True)": refused("OutsideSpine"),
    "save_base(raw=True)": refused("OutsideSpine"),
    "StoryPage.from_json(); save()": Outcome(1, 1, "title", ""),
    "unpublish(commit=False); save()": Outcome(1, 1, "live-", ""),
    "raw SQL: live": refused("DatabaseError"),
    "raw SQL: body of a live page": refused("DatabaseError"),
    "raw SQL: child row of a live page": refused("DatabaseError"),
    "raw SQL: child row of a live page given to a draft": refused("DatabaseError"),
    "raw SQL: delete of a child row of a live page": refused("DatabaseError"),
    "plain QuerySet.update(live=True) without our manager": refused("DatabaseError"),
    "image of a live page deleted": refused("ProtectedError"),
    "owner deleted": NOTHING,
    "copy_for_translation(alias=True)": Outcome(1, 1, "live+", ""),
}


@pytest.fixture(scope="module")
def office(migrated_database, django_db_blocker) -> Iterator[Office]:
    """One office for all doors: real commits, and each door makes the pages that it acts on."""
    addresses = override_settings(ROOT_URLCONF="tests.support.urls_with_api")
    with django_db_blocker.unblock(), copied_database(), addresses:
        yield Office.open(ensure_site())


def test_every_door_has_an_expectation():
    assert list(EXPECTED) == list(DOORS)


@pytest.mark.parametrize("name", DOORS)
def test_door(office, name):
    act = DOORS[name](office)
    state, roots, written = public_state(), site_roots(), Written.now()

    answer = _answer(act)

    new = Written.now() - written
    assert Outcome(new.audit, new.outbox, differences(state, public_state()), answer) == EXPECTED[name]
    assert (unaudited_pages(written), tree_problems(), site_roots()) == ([], [], roots)


@pytest.mark.slow
@pytest.mark.parametrize("name", DOORS)
def test_door_with_a_refusing_gate(office, name):
    act = DOORS[name](office)
    state, roots, written = public_state(), site_roots(), Written.now()

    with refusing_gate() as asked:
        answer = _answer(act)

    assert (differences(state, public_state()), Written.now() - written) == ("", Written(0, 0))
    assert (tree_problems(), site_roots()) == ([], roots)
    assert bool(asked) >= bool(EXPECTED[name].audit)
    assert not answer.startswith("5")


def _answer(act) -> str:
    try:
        result = act()
    except Exception as error:
        return _kind(error)
    return str(result.status_code) if isinstance(result, HttpResponse) else ""


def _kind(error: Exception) -> str:
    """SQLite calls a trigger's refusal an integrity error, PostgreSQL a programming error: both are database errors."""
    names = [kind.__name__ for kind in type(error).__mro__]
    return "DatabaseError" if "DatabaseError" in names and "ProtectedError" not in names else names[0]
