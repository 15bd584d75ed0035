"""Citations are stored with every publication, in its transaction, and forgotten with the page."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from core.models import BasePage, KeptPage
from regulations.models import Citation
from regulations.reading.citing import citations_in

AROUND = 40


@receiver(post_save, sender=KeptPage)
def store_citations(instance: KeptPage, **kwargs: Any) -> None:
    """What a live page cites now, with the editions of its day; places that do not exist as well."""
    Citation.objects.filter(page_id=instance.page_id).delete()
    page = BasePage.objects.get(pk=instance.page_id).specific
    Citation.objects.bulk_create(
        Citation(
            page_id=instance.page_id,
            edition_id=found.edition,
            anchor=found.anchor[:80],
            last_anchor=found.last_anchor[:80],
            text=found.text[:200],
            around=passage[max(0, found.start - AROUND) : found.end + AROUND].strip()[:200],
            problem=found.problem[:300],
        )
        for passage, found in citations_in(instance.html, page)
    )


@receiver(post_delete, sender=KeptPage)
def forget_citations(instance: KeptPage, **kwargs: Any) -> None:
    """A withdrawn page cites nothing."""
    Citation.objects.filter(page_id=instance.page_id).delete()
