"""Audit entries are added, never changed or deleted: not by models, not by SQL."""

from contextlib import nullcontext

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, models, transaction

from accounts.models import User
from core.models import AuditEntry
from core.publishing.scope import change_public_state
from tests.factories import publish, story


@pytest.fixture
def entry(column, superuser) -> AuditEntry:
    """The entry of a publication by a person."""
    story(column, live=False).latest_revision.publish(user=superuser)
    return AuditEntry.objects.first()


def values(entry: AuditEntry) -> dict:
    """The row as it is stored."""
    return AuditEntry.objects.filter(pk=entry.pk).values().get()


def test_entry_tells_verb_page_actor_and_what_changed(entry, superuser):
    page_id = entry.page_id

    assert (entry.verb, entry.actor, entry.actor_name) == ("publish", superuser, str(superuser))
    assert list(entry.touched) == list(entry.hashes) == [str(page_id)]
    assert entry.touched[str(page_id)][0][0] == "publish"


def test_entry_names_the_rows_that_changed(column):
    page = story(column, live=False)
    page.bylines.create(role="reporter", name="甲", sort_order=0)
    page.save_revision().publish()
    line = page.bylines.get()
    line.name = "乙"
    page.bylines.add(line)

    publish(page)

    assert AuditEntry.objects.first().touched == {str(page.pk): [["rows", ["byline"]]]}


def _rename_and_save(entry: AuditEntry) -> None:
    entry.actor_name = "别人"
    entry.save()


BY_MODEL = {
    "save": _rename_and_save,
    "delete": lambda entry: entry.delete(),
    "update": lambda entry: AuditEntry.objects.filter(pk=entry.pk).update(actor_name="别人"),
    "update of the actor": lambda entry: AuditEntry.objects.filter(pk=entry.pk).update(actor=_somebody_else()),
    "update by the base manager": lambda entry: AuditEntry._base_manager.filter(pk=entry.pk).update(verb="edit"),
    "bulk_update": lambda entry: AuditEntry.objects.bulk_update([AuditEntry(pk=entry.pk, verb="edit")], ["verb"]),
    "queryset delete": lambda entry: AuditEntry.objects.filter(pk=entry.pk).delete(),
}
BY_SQL = {
    "update": lambda entry: _sql("update core_auditentry set actor_name = %s where id = %s", "别人", entry.pk),
    "update of the actor": lambda entry: _sql(
        "update core_auditentry set actor_id = %s where id = %s", _somebody_else().pk, entry.pk
    ),
    "delete": lambda entry: _sql("delete from core_auditentry where id = %s", entry.pk),
    "plain queryset update": lambda entry: models.QuerySet(AuditEntry).filter(pk=entry.pk).update(verb="edit"),
    "plain queryset delete": lambda entry: models.QuerySet(AuditEntry).filter(pk=entry.pk).delete(),
    "raw save": lambda entry: AuditEntry(pk=entry.pk, verb="edit", actor_name="别人", at=entry.at).save_base(raw=True),
}


@pytest.mark.parametrize("act", BY_MODEL.values(), ids=BY_MODEL)
def test_models_refuse(entry, act):
    before = values(entry)

    with pytest.raises(PermissionDenied), transaction.atomic():
        act(entry)

    assert values(entry) == before


@pytest.mark.parametrize("act", BY_SQL.values(), ids=BY_SQL)
@pytest.mark.parametrize("inside", [False, True], ids=["outside", "inside the spine"])
def test_database_refuses(entry, act, inside):
    before = values(entry)
    scope = change_public_state(None, "test") if inside else nullcontext()

    with pytest.raises(DatabaseError), transaction.atomic(), scope:
        act(entry)

    assert values(entry) == before


def test_deleted_account_lets_go_of_its_entries_and_leaves_its_name(entry, superuser):
    before = values(entry)

    superuser.delete()

    assert values(entry) == before | {"actor_id": None}


def _somebody_else() -> User:
    return User.objects.create_user("somebody-else", password=None)


def _sql(statement: str, *parameters: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
