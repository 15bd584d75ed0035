"""An editor's word on which articles of two editions belong together."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import transaction

from regulations.domain.citations import Place
from regulations.domain.citations.places import places_at
from regulations.domain.citations.resolve import anchor_of
from regulations.domain.imports import note_public_change
from regulations.models import Edition
from regulations.models.comparison import ComparedPair

if TYPE_CHECKING:
    from accounts.models import User

Said = tuple[tuple[str, str], str, str]
_NOTHING = ("", "无", "-", "－", "—")


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


def joined(said: list[Said]) -> list[Said]:
    """Lines that share an old article are one pair: the article was split. An empty kind follows from the numbers."""
    found: list[tuple[list[str], list[str], str, str]] = []
    for (olds, news), kind, reason in said:
        left, right = olds.split(), news.split()
        for other in [other for other in found if set(other[0]) & set(left)]:
            found.remove(other)
            left, right = [*other[0], *left], [*other[1], *right]
            kind, reason = "", other[3] or reason
        found.append((left, right, kind, reason))
    return [
        ((" ".join(dict.fromkeys(left)), " ".join(dict.fromkeys(right))), kind or _kind_of(left, right), reason)
        for left, right, kind, reason in found
    ]


def _kind_of(olds: list[str], news: list[str]) -> str:
    if not olds:
        return "new"
    if not news:
        return "deleted"
    if len(set(news)) > 1:
        return "split"
    return "merged" if len(set(olds)) > 1 else "changed"


def anchors_in(written: str, anchors: Collection[str], is_points: bool) -> list[str] | None:
    """「第九条、第38条」 → anchors, nothing for 无; None when a part of it names no article."""
    written = written.strip()
    if written in _NOTHING:
        return []
    places = places_at(written, 0)
    found = [anchor_of(Place(article=p.place.article, suffix=p.place.suffix), anchors, is_points) for p in places]
    is_whole = bool(places) and places[-1].end == len(written)
    return found if is_whole and all(found) else None
