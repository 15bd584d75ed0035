"""Every form for a new page opens for everybody who may write."""

import pytest

from accounts.enums import Role
from columns.entry_types import entry_models
from columns.models import ColumnPage
from core.models import BasePage
from core.publishing.scope import change_public_state
from home.models import StandardPage
from lectures.models import LecturePage, SeriesPage
from tests.support.accounts import account
from tests.support.editor import add_url

# An editor's forms are the plainest; those of the others run with the slow tests.
OTHERS = [pytest.param(role, marks=pytest.mark.slow) for role in Role if role != Role.EDITOR]


@pytest.mark.parametrize("role", [Role.EDITOR, *OTHERS], ids=str)
def test_every_create_form_opens(client, home, column, role):
    column.accepted_types = [model._meta.label_lower for model in entry_models()]
    with change_public_state(BasePage.objects.get(pk=column.pk), "edit"):
        column.save()
    client.force_login(account(role))
    forms = {model: column for model in entry_models() if model.can_create_at(column)}
    forms |= {ColumnPage: home, StandardPage: home, SeriesPage: home, LecturePage: SeriesPage.objects.get()}

    pages = {model: client.get(add_url(parent, model)) for model, parent in forms.items()}

    assert {model: page.status_code for model, page in pages.items()} == dict.fromkeys(forms, 200)
    assert {model: b'id="page-edit-form"' in page.content for model, page in pages.items()} == dict.fromkeys(
        forms, True
    )
    assert len(forms) >= 5
