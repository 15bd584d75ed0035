"""Bulk actions on pages that say why a page cannot take part, before anything is written."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions import MoveBulkAction, PublishBulkAction

from core.admin.refusals import reasons_of
from core.models import BasePage


class ExplainedMove(MoveBulkAction):
    """Stock lists the pages that may not stand at the destination; this adds the reason."""

    def prepare_action(self, pages: list[BasePage], pages_without_access: dict[str, Any]) -> HttpResponse | None:
        """Show the form again, with reasons, when a page cannot be moved."""
        destination = self.cleaned_form.cleaned_data["chooser"]
        for entry in pages_without_access.get("pages_without_destination_access", []):
            for reason in _parent_reasons(entry["item"], destination):
                messages.error(self.request, reason)
        return super().prepare_action(pages, pages_without_access)


class CheckedPublish(PublishBulkAction):
    """Stock publishes what the form of a single page would refuse, or breaks half-way; this asks first."""

    def prepare_action(self, pages: list[BasePage], pages_without_access: dict[str, Any]) -> HttpResponse | None:
        """Refuse all of them when one is not ready, naming page and field."""
        reasons = [reason for page in pages for reason in unready_reasons(page)]
        if not reasons:
            return super().prepare_action(pages, pages_without_access)
        for reason in reasons:
            messages.error(self.request, reason)
        return redirect(self.next_url)


def unready_reasons(page: BasePage) -> list[str]:
    """Why the latest draft of `page` cannot go out, each sentence with its title; nothing when it can."""
    draft = page.specific.get_latest_revision_as_object()
    try:
        draft.full_clean()
        for stream in draft.body_blocks():
            stream.stream_block.clean(stream)
    except ValidationError as error:
        texts = [text for text in reasons_of(error, type(draft)) if text]
        return [f"“{draft.title}”还不能发布。{text}" for text in texts or ["请打开这一页，按提示改好正文。"]]
    return []


def _parent_reasons(page: BasePage, parent: BasePage) -> list[str]:
    try:
        page.specific_class.refuse_parent(parent)
    except ValidationError as error:
        return reasons_of(error)
    return []
