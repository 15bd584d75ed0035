"""Addresses are not given twice: where a public page once was leads to where it is now, and nothing else may stand there."""

from core.models import BasePage, FormerPath
from core.publishing.errors import PublicChangeRefused
from core.publishing.scope import PublicChange, after_gate


@after_gate
def address_is_its_own(change: PublicChange, page: BasePage) -> None:
    """No page becomes or stays public where readers are still led to another one, whichever door was used."""
    former = FormerPath.objects.of_another(page.url_path, page).select_related("page").first()
    if former is not None:
        raise PublicChangeRefused(former.refusal)
