"""What interpretations and entries of the ledger need before readers see them."""

from core.models import BasePage
from core.publishing.errors import PublicChangeRefused
from core.publishing.scope import PublicChange, after_gate
from regulations.models import InterpretationPage, OutreachPage


@after_gate
def page_is_complete(change: PublicChange, page: BasePage) -> None:
    """Basis, and what its form needs; city and listeners; a move changes neither."""
    if (
        isinstance(page, InterpretationPage | OutreachPage)
        and change.verb != "move"
        and (missing := page.missing_facts())
    ):
        raise PublicChangeRefused(f"“{page.title}”还不能发布：{''.join(missing)}")
