"""A parsed text → an edition with its provisions; confirmation makes it public and locks it."""

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from core.models import AuditEntry
from core.publishing.scope import bump_version
from regulations.domain.locking import LOCKED_FIELDS, sha256_of, text_hash
from regulations.domain.parsing import ParsedInstrument, TextRefused
from regulations.domain.text_files import SourceText
from regulations.models import Edition, Instrument, Provision

if TYPE_CHECKING:
    from accounts.models import User

_EDITION_FACTS = ("document_number", "issuing_body", "adopted_on", "published_on", "effective_on")
_PROVISION_FACTS = ("level", "anchor", "number", "gap", "heading", "join", "text", "ordinal", "suffix", "line")


@transaction.atomic
def import_instrument(
    source: SourceText, parsed: ParsedInstrument, user: "User | None" = None, facts: dict[str, Any] | None = None
) -> Edition:
    """Save a parsed text as an edition that nobody sees yet, of the instrument with the same name or of a new one.

    `facts` are what a person corrected on the form: title, kind, number, body, dates. The text itself is taken as it
    is. Raises `TextRefused` when there is no title or the same text was imported before.
    """
    facts = facts or {}
    title = str(facts.get("title") or parsed.title)[:200]
    if not title:
        raise TextRefused("没有找到标题，请填写名称后再导入。")
    instrument = facts.get("instrument") or Instrument.objects.filter(title=title).first()
    if instrument is None:
        body = facts.get("issuing_body") or parsed.issuing_body
        instrument = Instrument.objects.create(
            title=title, kind=facts.get("kind") or parsed.kind, issuing_body=body[:120]
        )
    digest = sha256_of(source.text)
    if instrument.editions.filter(source_sha256=digest).exists():
        raise TextRefused(f"《{instrument.title}》的这份文本已经导入过，没有重复保存。")
    edition = Edition(
        instrument=instrument,
        title=title,
        front="\n".join(parsed.front),
        note="\n".join(parsed.note),
        contents="\n".join(parsed.contents),
        events=parsed.to_json()["events"],
        problems=[[p.code, p.line, p.message] for p in parsed.problems],
        counts=parsed.counts,
        source_name=source.name[:200],
        source_text=source.text,
        source_sha256=digest,
        imported_by=user,
        **{name: facts.get(name) or getattr(parsed, name) for name in _EDITION_FACTS},
    )
    edition.issuing_body, edition.document_number = edition.issuing_body[:120], edition.document_number[:80]
    rows = _rows(edition, parsed)
    edition.text_sha256 = text_hash([getattr(row, name) for name in LOCKED_FIELDS] for row in rows)
    edition.save()
    Provision.objects.bulk_create(rows, batch_size=500)
    return edition


def _rows(edition: Edition, parsed: ParsedInstrument) -> list[Provision]:
    return [
        Provision(
            edition=edition,
            position=position,
            parent=provision.parent if provision.parent >= 0 else None,
            **{name: getattr(provision, name) for name in _PROVISION_FACTS},
        )
        for position, provision in enumerate(parsed.provisions)
    ]


@transaction.atomic
def confirm_edition(edition: Edition, user: "User | None") -> None:
    """Make an imported edition public: from now on its text is locked.

    One transaction with an audit entry and a new version number. Raises `TextRefused` when it is public already or
    its lines are not those that were imported.
    """
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    if edition.confirmed_at is not None:
        raise TextRefused("这一版已经公开。")
    if stored_hash(edition) != edition.text_sha256:
        raise TextRefused("条文与导入时不一致，不能公开。请重新导入。")
    edition.confirmed_at, edition.confirmed_by = timezone.now(), user
    edition.save(update_fields=["confirmed_at", "confirmed_by"])
    note_public_change(edition, "confirm_edition", user)


def stored_hash(edition: Edition) -> str:
    """The hash of the lines as they are in the database now."""
    return text_hash(edition.provisions.order_by("position").values_list(*LOCKED_FIELDS).iterator(chunk_size=2000))


def note_public_change(edition: Edition, verb: str, user: "User | None", reason: str = "") -> None:
    """Audit entry and new site version, inside the transaction of the change."""
    AuditEntry.objects.create(
        verb=verb,
        title=str(edition)[:255],
        actor=user,
        actor_name=str(user or "系统")[:160],
        reason=reason,
        hashes={f"edition:{edition.pk}": edition.text_sha256},
    )
    bump_version()
