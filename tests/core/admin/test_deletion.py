"""Deleting a page that was public: why not, and what instead."""

from core.models import BasePage
from tests.factories import story
from tests.support.editor import said

REASON = "“公开过的”公开过，不能删除，只能撤下：撤下后网址显示“内容已撤下”，稿件和记录都保留。"


def test_a_public_page_leads_to_its_withdrawal(desk, column):
    page = story(column, title="公开过的")

    for method in (desk.get, desk.post):
        response = method(f"/admin/pages/{page.pk}/delete/", follow=True)

        assert response.redirect_chain[0][0] == f"/admin/pages/{page.pk}/unpublish/"
        assert said(response) == [REASON]
    assert BasePage.objects.filter(pk=page.pk, live=True).exists()


def test_a_withdrawn_page_leads_to_its_form(desk, column):
    page = story(column, title="公开过的")
    page.unpublish()

    response = desk.post(f"/admin/pages/{page.pk}/delete/", follow=True)

    assert response.redirect_chain[0][0] == f"/admin/pages/{page.pk}/edit/"
    assert BasePage.objects.filter(pk=page.pk).exists()


def test_a_draft_is_deleted(desk, editor, column):
    page = story(column, live=False, title="草稿", owner=editor)

    desk.post(f"/admin/pages/{page.pk}/delete/")

    assert not BasePage.objects.filter(pk=page.pk).exists()


def test_an_account_without_rights_learns_nothing(client, column, django_user_model):
    page = story(column, title="公开过的")
    client.force_login(django_user_model.objects.create_user("nobody", password="a-long-Passw0rd"))

    response = client.get(f"/admin/pages/{page.pk}/delete/")

    assert "公开过的" not in response.content.decode()


def test_the_bulk_action_says_why(desk, column):
    page = story(column, title="公开过的")

    response = desk.get(f"/admin/bulk/core/basepage/delete/?id={page.pk}")

    assert said(response) == [REASON]
