"""An editor's word on which articles of two editions belong together."""

from typing import TYPE_CHECKING

from django.db import transaction

from regulations.domain.imports import note_public_change
from regulations.models import Edition
from regulations.models.comparison import ComparedPair

if TYPE_CHECKING:
    from accounts.models import User

Said = tuple[tuple[str, str], str, str]


@transaction.atomic
def confirm_pairs(old: Edition, new: Edition, said: list[Said], user: "User") -> None:
    """Replace what was confirmed for two editions by `said`: (anchors of both sides, kind, reason).

    One transaction with an audit entry and a new site version.
    """
    ComparedPair.objects.filter(old=old, new=new).delete()
    ComparedPair.objects.bulk_create(
        ComparedPair(
            old=old, new=new, old_anchors=key[0], new_anchors=key[1], kind=kind, reason=reason[:200], confirmed_by=user
        )
        for key, kind, reason in said
    )
    note_public_change(new, "confirm_pairs", user, f"与{old.label}对照，核对 {len(said)} 处")
