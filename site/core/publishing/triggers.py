"""The back-stop below Django: database triggers that refuse public changes outside an open scope.

The guards give Chinese messages and cover every door of the framework; only raw SQL passes them. The triggers stop
that accident too. They are generated from the models, dropped before and created after each migration, because on
SQLite altering a table remakes it and the other tables' triggers make that fail.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from core.publishing.columns import PRIVATE_COLUMNS
from django.apps import apps
from django.db import connection, connections

OPEN_TABLE = "core_spineopen"


@contextmanager
def opened() -> Iterator[None]:
    """Let this transaction's writes through the triggers; the mark never outlives the transaction."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("select set_config('spine.open', '1', true)")
        else:
            cursor.execute(f"insert into {OPEN_TABLE} default values")  # noqa: S608  (a constant)
    yield
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("select set_config('spine.open', '', true)")
        else:
            cursor.execute(f"delete from {OPEN_TABLE}")  # noqa: S608


def guarded_tables() -> Iterator[tuple[str, list[str], str | None]]:
    """(table, public columns, column that holds the page's id or None for the base table) of all pages and children."""
    from modelcluster.models import get_all_child_relations
    from wagtail.models import get_page_models

    base = apps.get_model("core", "BasePage")
    seen = set()
    for model in get_page_models():
        for table_model in [model, *(r.related_model for r in get_all_child_relations(model))]:
            table = table_model._meta.db_table
            if table in seen or table_model._meta.app_label.startswith("wagtail"):
                continue
            seen.add(table)
            columns = [
                f.column
                for f in table_model._meta.local_concrete_fields
                if f.column not in PRIVATE_COLUMNS and not f.primary_key
            ]
            link = None if table_model is base else ("basepage_ptr_id" if issubclass(table_model, base) else "page_id")
            yield table, columns, link


def create(using: str = "default", **kwargs: Any) -> None:
    """Create all triggers; called after every migration."""
    drop(using)
    database = connections[using]
    with database.cursor() as cursor:
        if not _exists(database, OPEN_TABLE):
            return
        if database.vendor == "postgresql":
            _create_postgresql(cursor)
        elif database.vendor == "sqlite":
            _create_sqlite(cursor)


def drop(using: str = "default", **kwargs: Any) -> None:
    """Drop all triggers; called before every migration."""
    database = connections[using]
    with database.cursor() as cursor:
        if database.vendor == "sqlite":
            cursor.execute("select name from sqlite_master where type = 'trigger' and name like 'spine_%'")
            for (name,) in cursor.fetchall():
                cursor.execute(f'drop trigger if exists "{name}"')
        elif database.vendor == "postgresql":
            cursor.execute(
                "select tgname, tgrelid::regclass::text from pg_trigger where tgname like 'spine\\_%' and not tgisinternal"
            )
            for name, table in cursor.fetchall():
                cursor.execute(f'drop trigger if exists "{name}" on {table}')


def _exists(database: Any, table: str) -> bool:
    return table in database.introspection.table_names()


def _create_sqlite(cursor: Any) -> None:
    shut = f"not exists (select 1 from {OPEN_TABLE})"  # noqa: S608
    for table, columns, link in guarded_tables():
        changed = " or ".join(f'old."{c}" is not new."{c}"' for c in columns) or "0"

        def is_live(row: str, link: str | None = link) -> str:
            return f"{row}.live" if link is None else f"(select live from core_basepage where id = {row}.{link})"

        gone = "old.ever_public" if link is None else is_live("old")
        for event, condition in (
            ("update", f"({is_live('old')} or {is_live('new')}) and ({changed})"),
            ("insert", is_live("new")),
            ("delete", gone),
        ):
            cursor.execute(
                f"create trigger spine_{table}_{event} before {event} on {table} when {shut} and {condition} "
                "begin select raise(abort, 'outside the publishing spine'); end"
            )


FUNCTION = """
create or replace function spine_guard() returns trigger language plpgsql as $$
declare is_public boolean; page bigint;
begin
  if current_setting('spine.open', true) = '1' then return coalesce(new, old); end if;
  if tg_op = 'UPDATE' and (to_jsonb(old) - {private}) is not distinct from (to_jsonb(new) - {private}) then
    return new;
  end if;
  if tg_argv[0] = '' then
    is_public := case tg_op
      when 'INSERT' then (to_jsonb(new) ->> 'live')::boolean
      when 'DELETE' then (to_jsonb(old) ->> 'ever_public')::boolean
      else (to_jsonb(new) ->> 'live')::boolean or (to_jsonb(old) ->> 'live')::boolean end;
  else
    page := (to_jsonb(coalesce(new, old)) ->> tg_argv[0])::bigint;
    select live into is_public from core_basepage where id = page;
  end if;
  if is_public then raise exception 'outside the publishing spine' using errcode = '42501'; end if;
  return coalesce(new, old);
end $$
"""


def _create_postgresql(cursor: Any) -> None:
    private = "array[" + ",".join(f"'{column}'" for column in sorted(PRIVATE_COLUMNS)) + "]"
    cursor.execute(FUNCTION.format(private=private))
    for table, _, link in guarded_tables():
        cursor.execute(
            f"create trigger spine_{table} before insert or update or delete on {table} "
            f"for each row execute function spine_guard('{link or ''}')"
        )
