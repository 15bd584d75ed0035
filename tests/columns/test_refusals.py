"""What the publishing spine refuses is said to the editor in its own words, with a way back."""

import json

import pytest
from django.core.exceptions import ValidationError

from columns.models import ColumnPage, StoryPage
from core.models import Source
from core.publishing.errors import OutsideSpine, PublicChangeRefused
from home.models import HomePage
from tests.factories import paragraph, story
from tests.support.accounts import visitor_of_admin
from tests.support.editor import add_url, body, edit_url, section, shown_fields

REASON = "还差一次终审，不能公开。"


@pytest.fixture
def closed_gate(monkeypatch):
    """From now on a gate refuses every public change."""

    def close(error: type[Exception] = PublicChangeRefused, text: str = REASON) -> None:
        def gate(change) -> None:
            raise error(text)

        monkeypatch.setattr("core.publishing.scope._gates", [gate])

    return close


def said(response) -> list[str]:
    return [str(message).strip() for message in response.context["messages"]]


def test_publishing_from_the_edit_form_leads_back_to_the_draft(desk, column, closed_gate):
    page = story(column, live=False)
    url = edit_url(page)
    fields = shown_fields(desk, url) | body(section("新写的话。")) | {"action-publish": "1"}
    closed_gate()

    response = desk.post(url, fields, follow=True)

    draft = StoryPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert (response.redirect_chain, said(response)) == ([(url, 302)], [REASON])
    assert ("新写的话。" in draft.body[0].value["text"].source, draft.live) == (True, False)


def test_publishing_from_the_create_form_leads_to_the_draft_that_was_kept(desk, column, source, closed_gate):
    url = add_url(column, StoryPage)
    fields = shown_fields(desk, url) | body(section()) | {"title": "新稿", "source": source.pk, "action-publish": "1"}
    closed_gate()

    response = desk.post(url, fields, follow=True)

    page = StoryPage.objects.get()
    assert (response.redirect_chain, said(response)) == ([(edit_url(page), 302)], [REASON])
    assert (page.title, page.live, page.ever_public) == ("新稿", False, False)


def test_withdrawing(desk, column, closed_gate):
    page = story(column)
    closed_gate()

    response = desk.post(f"/admin/pages/{page.pk}/unpublish/", follow=True)

    assert (said(response), StoryPage.objects.get(pk=page.pk).live) == ([REASON], True)


def test_moving(desk, column, closed_gate, home):
    page, other = story(column), ColumnPage.objects.get(slug="chucai")
    closed_gate()

    response = desk.post(f"/admin/pages/{page.pk}/move/{other.pk}/confirm/", follow=True)

    assert (said(response), StoryPage.objects.get(pk=page.pk).section_id) == ([REASON], column.pk)


def test_bulk_withdrawing_leaves_all_of_them(desk, column, closed_gate):
    pages = [story(column), story(column)]
    closed_gate()

    response = desk.post(f"/admin/bulk/core/basepage/unpublish/?id={pages[0].pk}&id={pages[1].pk}", follow=True)

    assert said(response) == [REASON]
    assert StoryPage.objects.filter(live=True).count() == 2


def test_a_script_gets_the_reason_as_json(desk, column, closed_gate):
    page = story(column)
    closed_gate()

    response = desk.post(f"/admin/pages/{page.pk}/unpublish/", headers={"x-requested-with": "XMLHttpRequest"})

    assert (response.status_code, json.loads(response.content)["error_message"]) == (400, REASON)


def test_a_way_past_the_spine_is_explained_in_chinese(desk, column, closed_gate):
    page = story(column)
    closed_gate(OutsideSpine, "update(title) of public pages outside the publishing spine")

    response = desk.post(f"/admin/pages/{page.pk}/unpublish/", follow=True)

    assert said(response) == ["这次改动没有经过发布流程，已经拦下，公开的内容没有变化。请在页面里修改后再发布。"]


def test_the_gate_of_entries_names_the_page(desk, column, monkeypatch):
    """A door that has no form of its own: the body is asked by the law behind the form."""
    page = story(column, live=False, body=[{**paragraph(), "value": {"heading": "", "level": "2", "text": ""}}])
    monkeypatch.setattr("core.admin.bulk.unready_reasons", lambda page: [])

    response = desk.post(f"/admin/bulk/core/basepage/publish/?id={page.pk}", follow=True)

    assert said(response) == [f"“{page.title}”的正文还不能发布：请检查图片的替代文字与作者、空的段落和附件。"]


def test_an_account_without_rights_still_gets_the_general_answer(client, column):
    client.force_login(visitor_of_admin())

    response = client.get(edit_url(column), follow=True)

    assert said(response) == ["您没有这里的权限。"]


def test_a_source_in_use_cannot_be_deleted(client, column, superuser, source):
    client.force_login(superuser)
    page = story(column)

    response = client.post(f"/admin/snippets/core/source/delete/{source.pk}/", follow=True)

    assert response.status_code == 200
    assert Source.objects.filter(pk=page.source_id).exists()


def test_errors_of_our_own_stay_errors(desk, column, closed_gate):
    page = story(column)
    closed_gate(RuntimeError, "a fault")

    with pytest.raises(RuntimeError):
        desk.post(f"/admin/pages/{page.pk}/unpublish/")


def test_outside_the_admin_nothing_is_caught(client, home, monkeypatch):
    def broken(*args: object) -> None:
        raise ValidationError("a fault")

    monkeypatch.setattr(HomePage, "public_context", broken)

    with pytest.raises(ValidationError):
        client.get("/")
