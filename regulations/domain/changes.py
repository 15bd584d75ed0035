"""A correction of a locked text: one person proposes, another one accepts or refuses."""

from typing import TYPE_CHECKING

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from regulations.domain.imports import note_public_change, stored_hash
from regulations.domain.parsing import TextRefused
from regulations.models import Edition, Provision, TextChange

if TYPE_CHECKING:
    from accounts.models import User


def propose_change(edition: Edition, anchor: str, new_text: str, reason: str, user: "User") -> TextChange:
    """Ask for other words in one line; nothing changes yet. Raises `TextRefused`."""
    provision = edition.provisions.filter(anchor=anchor).first()
    if provision is None:
        raise TextRefused(f"这一版里没有锚点为“{anchor}”的条文。")
    new_text = new_text.replace("\r\n", "\n").strip("\n")
    if "\0" in new_text or not new_text.strip():
        raise TextRefused("改成的文字不能是空的。")
    if new_text == provision.text:
        raise TextRefused("改成的文字与现在的一样。")
    try:
        with transaction.atomic():
            return TextChange.objects.create(
                provision=provision, old_text=provision.text, new_text=new_text, reason=reason, proposed_by=user
            )
    except IntegrityError as error:
        raise TextRefused("这一行已经有一个改动在等核对。") from error


@transaction.atomic
def decide_change(change: TextChange, user: "User", *, accept: bool) -> None:
    """Accept (the text changes, with a new hash, audit entry and version) or refuse; by another person than proposed it.

    Raises `TextRefused` when it is the same person, was decided before, or the text is no longer what it was.
    """
    change = TextChange.objects.select_for_update().select_related("provision__edition").get(pk=change.pk)
    if change.state != TextChange.State.WAITING:
        raise TextRefused("这个改动已经处理过。")
    if change.proposed_by_id == user.pk:
        raise TextRefused("提出改动的人不能自己核对，请另一个人来核对。")
    change.state = TextChange.State.ACCEPTED if accept else TextChange.State.REFUSED
    change.decided_by, change.decided_at = user, timezone.now()
    change.save()
    if accept:
        _apply(change, user)


def _apply(change: TextChange, user: "User") -> None:
    """The one place that writes into a locked text: both people are known and the hash is made anew."""
    edition = Edition.objects.select_for_update().get(pk=change.provision.edition_id)
    if stored_hash(edition) != edition.text_sha256 or change.provision.text != change.old_text:
        raise TextRefused("条文与锁定时不一致，不能改动。请联系系统管理员。")
    table = connection.ops.quote_name(Provision._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET text = %s WHERE id = %s",  # noqa: S608  (the name of our own table)
            [change.new_text, change.provision_id],
        )
    edition.text_sha256 = stored_hash(edition)
    edition.save(update_fields=["text_sha256"])
    proposer = str(change.proposed_by)
    note_public_change(
        edition, "change_text", user, f"{change.provision.anchor}（{proposer}提出）：{change.reason}"[:500]
    )
