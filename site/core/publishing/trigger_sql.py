"""The statements that create the triggers, written out of the models, for SQLite and PostgreSQL."""

from collections.abc import Iterator

from django.apps import apps

from core.publishing.columns import PRIVATE_COLUMNS

OPEN_TABLE = "core_spineopen"
AUDIT_TABLE = "core_auditentry"
OUTSIDE = "outside the publishing spine"
MARK = "a page that was public keeps the mark"
AUDIT = "audit entries are added, never changed or deleted"


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


def sqlite_statements() -> Iterator[str]:
    """SQLite: one trigger for each table and event; the mark of an open scope is a row."""
    shut = f"not exists (select 1 from {OPEN_TABLE})"  # noqa: S608  (a constant)
    for table, columns, link in guarded_tables():
        changed = " or ".join(f'old."{c}" is not new."{c}"' for c in columns) or "0"

        def is_live(row: str, link: str | None = link) -> str:
            return f"{row}.live" if link is None else f"(select live from core_basepage where id = {row}.{link})"  # noqa: S608  (names of our own tables)

        gone = "old.ever_public" if link is None else is_live("old")
        for event, condition in (
            ("update", f"({is_live('old')} or {is_live('new')}) and ({changed})"),
            ("insert", is_live("new")),
            ("delete", gone),
        ):
            yield _sqlite(f"spine_{table}_{event}", f"{event} on {table}", f"{shut} and {condition}", OUTSIDE)
    yield _sqlite("spine_mark", "update on core_basepage", "old.ever_public and not new.ever_public", MARK)
    yield FORMER_SQLITE
    same = " and ".join(f'old."{c}" is new."{c}"' for c in _audit_columns())
    yield _sqlite("spine_audit_update", f"update on {AUDIT_TABLE}", f"not ({same} and new.actor_id is null)", AUDIT)
    yield _sqlite("spine_audit_delete", f"delete on {AUDIT_TABLE}", "1", AUDIT)


def postgresql_statements() -> Iterator[str]:
    """PostgreSQL: one function for all tables; the mark of an open scope is a setting of the transaction."""
    private = "array[" + ",".join(f"'{column}'" for column in sorted(PRIVATE_COLUMNS)) + "]"
    yield GUARD.format(private=private, outside=OUTSIDE)
    for table, _, link in guarded_tables():
        yield (
            f"create trigger spine_{table} before insert or update or delete on {table} "
            f"for each row execute function spine_guard('{link or ''}')"
        )
    yield REFUSE
    yield (
        "create trigger spine_mark before update on core_basepage for each row "
        f"when (old.ever_public and not new.ever_public) execute function spine_refuse('{MARK}')"
    )
    yield FORMER_POSTGRESQL
    yield (
        "create trigger spine_former after update of url_path on core_basepage for each row "
        "when (old.ever_public and old.url_path is distinct from new.url_path) execute function spine_note_former()"
    )
    same = " and ".join(f"old.{c} is not distinct from new.{c}" for c in _audit_columns())
    yield (
        f"create trigger spine_audit_update before update on {AUDIT_TABLE} for each row "
        f"when (not ({same} and new.actor_id is null)) execute function spine_refuse('{AUDIT}')"
    )
    yield (
        f"create trigger spine_audit_delete before delete or truncate on {AUDIT_TABLE} "
        f"for each statement execute function spine_refuse_if_filled('{AUDIT_TABLE}', '{AUDIT}')"
    )


def _sqlite(name: str, event: str, condition: str, message: str) -> str:
    return f"create trigger {name} before {event} when {condition} begin select raise(abort, '{message}'); end"


def _audit_columns() -> list[str]:
    """All but the actor: an account that is deleted lets go of its entries, which keep its name as text."""
    fields = apps.get_model("core", "AuditEntry")._meta.local_concrete_fields
    return [field.column for field in fields if field.column != "actor_id"]


GUARD = """
create or replace function spine_guard() returns trigger language plpgsql as $$
declare is_public boolean;
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
    -- The page that the row belongs to, and the one that it is given to.
    select bool_or(live) into is_public from core_basepage
      where id in ((to_jsonb(old) ->> tg_argv[0])::bigint, (to_jsonb(new) ->> tg_argv[0])::bigint);
  end if;
  if is_public then raise exception '{outside}' using errcode = '42501'; end if;
  return coalesce(new, old);
end $$
"""

# The address that a page had while it was public, kept for the redirect: of the page itself and of all below it,
# whichever statement moved them. A page that comes back to an old address has it for itself again.
FORMER_SQLITE = """
create trigger spine_former after update of url_path on core_basepage
when old.ever_public and old.url_path is not new.url_path begin
  delete from core_formerpath where url_path = old.url_path or (url_path = new.url_path and page_id = new.id);
  insert into core_formerpath (url_path, page_id, since)
    values (old.url_path, old.id, strftime('%Y-%m-%d %H:%M:%f', 'now'));
end
"""

FORMER_POSTGRESQL = """
create or replace function spine_note_former() returns trigger language plpgsql as $$
begin
  delete from core_formerpath where url_path = old.url_path or (url_path = new.url_path and page_id = new.id);
  insert into core_formerpath (url_path, page_id, since) values (old.url_path, old.id, now());
  return null;
end $$
"""

REFUSE = """
create or replace function spine_refuse() returns trigger language plpgsql as $$
begin
  raise exception '%', tg_argv[0] using errcode = '42501';
end $$;
create or replace function spine_refuse_if_filled() returns trigger language plpgsql as $$
declare is_filled boolean;
begin
  execute format('select exists (select 1 from %I)', tg_argv[0]) into is_filled;
  if is_filled then raise exception '%', tg_argv[1] using errcode = '42501'; end if;
  return null;
end $$
"""
