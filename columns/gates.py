"""Gates of the publishing spine that belong to entries."""

from django.core.exceptions import ValidationError

from columns.models.entry import EntryPage
from core.models import BasePage
from core.publishing.errors import PublicChangeRefused
from core.publishing.scope import PublicChange, after_gate

CONTENT_VERBS = {"publish", "edit", "create", "copy", "alias", "revert", "translate", "save:publish", "save:edit"}


@after_gate
def body_is_complete(change: PublicChange, page: BasePage) -> None:
    """A picture without alternative text or author, an empty section: stays a draft, whichever door was used.

    The editor's form says the same at the field; this is the law behind it.
    """
    if not isinstance(page, EntryPage) or change.verb not in CONTENT_VERBS:
        return
    for stream in page.body_blocks():
        try:
            stream.stream_block.clean(stream)
        except ValidationError as error:
            raise PublicChangeRefused(
                f"“{page.title}”的正文还不能发布：请检查图片的替代文字与作者、空的段落和附件。"
            ) from error


@after_gate
def facts_are_complete(change: PublicChange, page: BasePage) -> None:
    """An article without author, a case without school: stays a draft, whichever door was used."""
    if not isinstance(page, EntryPage) or change.verb not in CONTENT_VERBS:
        return
    if missing := page.missing_facts():
        raise PublicChangeRefused(f"“{page.title}”还不能发布：{''.join(missing)}")
