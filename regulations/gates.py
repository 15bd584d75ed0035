"""What interpretations need before readers see them."""

from core.models import BasePage
from core.publishing.errors import PublicChangeRefused
from core.publishing.scope import PublicChange, after_gate
from regulations.models import InterpretationPage


@after_gate
def interpretation_is_complete(change: PublicChange, page: BasePage) -> None:
    """Basis, and what its form needs; a move changes neither."""
    if isinstance(page, InterpretationPage) and change.verb != "move" and (missing := page.missing_facts()):
        raise PublicChangeRefused(f"“{page.title}”还不能发布：{''.join(missing)}")
