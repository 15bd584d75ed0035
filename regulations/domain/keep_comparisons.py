"""A comparison is worked out when an edition becomes public, so that no reader waits for it."""

import itertools
from collections.abc import Sequence

from django.db.models import F
from django.db.models.signals import post_save
from django.dispatch import receiver

from delivery.outbox import enqueue, handles
from regulations.domain.comparison import ArticleText, Pair, PairKind, articles_from, marked, propose
from regulations.models import Edition, KeptComparison

TOPIC = "regulations.compare"
# Longer texts are left to the worker.
MOST_AT_ONCE = 300
Marks = Sequence[Sequence[str]]
Marked = tuple[Pair, Marks, Marks]


@receiver(post_save, sender=Edition)
def edition_became_public(instance: Edition, **kwargs: object) -> None:
    """At once for laws of usual length, in the transaction of the confirmation."""
    if instance.confirmed_at is None or not instance.instrument.editions.exclude(pk=instance.pk).public().exists():
        return
    if instance.counts.get("article", 0) <= MOST_AT_ONCE:
        keep_comparisons(instance)
    else:
        enqueue(TOPIC, {"edition": instance.pk})


@handles(TOPIC, label="新旧对照")
def compare_long_texts(payload: dict) -> None:
    """The same for codes; an edition that is gone needs nothing."""
    edition = Edition.objects.public().filter(pk=payload["edition"]).first()
    if edition is not None:
        keep_comparisons(edition)


def keep_comparisons(edition: Edition) -> None:
    """Compare with the edition before and the one after, as far as that is not kept of these very texts."""
    every = sorted(
        edition.instrument.editions.public().only(
            "instrument", "text_sha256", "effective_on", "published_on", "adopted_on"
        ),
        key=lambda one: (str(one.since or ""), one.pk),
    )
    for old, new in itertools.pairwise(every):
        if edition.pk in (old.pk, new.pk) and kept_pairs(old.pk, new.pk) is None:
            befores, afters = articles_of(old), articles_of(new)
            rows = [_row(pair, befores, afters) for pair in propose(befores, afters)]
            digests = {"old_sha256": old.text_sha256, "new_sha256": new.text_sha256}
            KeptComparison.objects.update_or_create(old=old, new=new, defaults={**digests, "pairs": rows})


def kept_pairs(old_id: int, new_id: int) -> list | None:
    """What is kept of two editions; None: nothing, or of a text that was corrected since. One statement."""
    current = {"old_sha256": F("old__text_sha256"), "new_sha256": F("new__text_sha256")}
    return (
        KeptComparison.objects.filter(old_id=old_id, new_id=new_id, **current).values_list("pairs", flat=True).first()
    )


def unkept(rows: list, befores: Sequence[ArticleText], afters: Sequence[ArticleText]) -> list[Marked]:
    """Kept rows as pairs of these articles, with their marks."""
    at_old = {article.anchor: i for i, article in enumerate(befores)}
    at_new = {article.anchor: j for j, article in enumerate(afters)}
    return [
        (
            Pair(tuple(at_old[a] for a in olds), tuple(at_new[a] for a in news), PairKind(kind), score, is_moved),
            left,
            right,
        )
        for olds, news, kind, score, is_moved, left, right in rows
    ]


def articles_of(edition: Edition) -> list[ArticleText]:
    """The articles of an edition, in order."""
    return articles_from(edition.provisions.order_by("position"))


def texts_of(pair: Pair, befores: Sequence[ArticleText], afters: Sequence[ArticleText]) -> tuple[str, str]:
    """Both sides of a pair as text."""
    return "\n".join(befores[i].text for i in pair.old), "\n".join(afters[j].text for j in pair.new)


def _row(pair: Pair, befores: list[ArticleText], afters: list[ArticleText]) -> list:
    left, right = marked(*texts_of(pair, befores, afters))
    olds, news = [befores[i].anchor for i in pair.old], [afters[j].anchor for j in pair.new]
    return [olds, news, pair.kind.value, pair.score, pair.is_moved, left, right]
