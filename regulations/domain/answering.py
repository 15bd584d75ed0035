"""A question from a 宣讲 becomes a draft of questions and answers, linked to its provision."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from core.models import BasePage
from regulations.enums import InterpretationForm
from regulations.models import InterpretationIndexPage, InterpretationPage, OutreachQuestion, ProvisionLink

if TYPE_CHECKING:
    from accounts.models import User


class NoHub(Exception):
    """There is no page below which interpretations stand."""


@transaction.atomic
def draft_answer(question: OutreachQuestion, user: "User") -> InterpretationPage:
    """The entry that answers `question`: the one that exists, else a new draft that nobody sees yet.

    Raises `NoHub`, and `PermissionDenied` for an account that may not write below the hub.
    """
    known = InterpretationPage.objects.filter(question_key=question.key).first()
    if known is not None:
        return known
    hub = InterpretationIndexPage.objects.first()
    if hub is None:
        raise NoHub
    if not hub.permissions_for_user(user).can_add_subpage():
        raise PermissionDenied
    page = InterpretationPage(
        title=question.text, form=InterpretationForm.QUESTION, question_key=question.key, owner=user, live=False
    )
    if question.instrument is not None and question.anchor:
        page.provision_links.add(
            ProvisionLink(instrument=question.instrument, place=question.place, anchor=question.anchor)
        )
    BasePage.objects.get(pk=hub.pk).add_child(instance=page)
    page.save_revision(user=user, log_action=True, clean=False)
    return page
