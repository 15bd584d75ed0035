"""Gates of the publishing spine that belong to lectures."""

from django.core.exceptions import ValidationError

from core.models import BasePage
from core.publishing.errors import PublicChangeRefused
from core.publishing.scope import PublicChange, after_gate
from lectures.models import LecturePage

CONTENT_VERBS = {"publish", "edit", "create", "copy", "alias", "revert", "translate", "save:publish", "save:edit"}


@after_gate
def lecture_is_complete(change: PublicChange, page: BasePage) -> None:
    """Without number, session or speaker, or with an unfinished block: stays a draft, whichever door was used."""
    if not isinstance(page, LecturePage) or change.verb not in CONTENT_VERBS:
        return
    if missing := page.missing_facts():
        raise PublicChangeRefused(f"“{page.title}”还不能发布：{''.join(missing)}")
    try:
        page.body.stream_block.clean(page.body)
    except ValidationError as error:
        raise PublicChangeRefused(
            f"“{page.title}”的正文还不能发布：请检查图片的替代文字与作者、空的段落和附件。"
        ) from error
