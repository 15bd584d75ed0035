"""Admin: import with preview, confirmation, a change by two people; nobody else finds the screens."""

from html import unescape

import pytest
from django.urls import reverse

from accounts.enums import Role
from regulations.models import Edition, TextChange
from tests.regulations.conftest import SPECIMEN
from tests.support.accounts import account, visitor_of_admin
from tests.support.ooxml import Docx, para
from tests.support.word import TITLE

IMPORT = "/admin/official-texts/import/"


@pytest.fixture
def editor(home):
    return account(Role.EDITOR)


@pytest.fixture
def chief(home):
    return account(Role.CHIEF_EDITOR, "chief")


def hidden(html: str, name: str) -> str:
    return unescape(html.split(f'name="{name}" value="')[1].split('"')[0])


def test_a_word_file_is_previewed_saved_and_made_public(client, editor, chief, tmp_path):
    lines = SPECIMEN.splitlines()
    path = Docx(body=TITLE.format(lines[0]) + "".join(para(line) for line in lines[1:])).save(tmp_path)
    client.force_login(editor)

    with path.open("rb") as file:
        preview = client.post(IMPORT, {"file": file}).content.decode()
    assert "还没有保存" in preview
    assert Edition.objects.count() == 0
    saved = client.post(
        IMPORT,
        {"source": hidden(preview, "source"), "title": lines[0], "kind": "regulation", "effective_on": "2024-05-01"},
    )
    edition = Edition.objects.get()
    screen = reverse("regulations_edition", args=(edition.pk,))

    assert (saved.url, edition.confirmed_at, edition.imported_by) == (screen, None, editor)
    assert client.post(screen, {"act": "confirm"}).status_code == 302
    edition.refresh_from_db()
    assert edition.confirmed_at is None
    client.force_login(chief)
    client.post(screen, {"act": "confirm"})
    edition.refresh_from_db()
    assert edition.confirmed_by == chief


def test_pasted_text_and_problems_are_shown(client, editor):
    client.force_login(editor)

    html = client.post(IMPORT, {"text": "示范法\n第一条　甲。\n第三条　乙。"}).content.decode()

    assert "第 3 行：“第三条”之前缺第二条。" in html


@pytest.mark.parametrize("data", [{}, {"text": "  "}])
def test_nothing_chosen_is_told(client, editor, data):
    client.force_login(editor)

    assert "请选择一个文件，或者粘贴全文" in client.post(IMPORT, data).content.decode()


def test_a_change_needs_two_people(client, editor, chief, imported):
    edition = imported()
    screen = reverse("regulations_edition", args=(edition.pk,))
    client.force_login(chief)
    client.post(
        screen, {"act": "propose", "anchor": "#art-1-1", "new_text": "为了示范，特制定本条例。", "reason": "录入有误"}
    )
    change = TextChange.objects.get()

    client.post(screen, {"act": "accept", "change": change.pk})
    assert edition.provisions.get(anchor="art-1-1").text == "为了示范，制定本条例。"
    client.force_login(account(Role.ADMINISTRATOR, "second"))
    client.post(screen, {"act": "accept", "change": change.pk})

    edition.refresh_from_db()
    change.refresh_from_db()
    assert edition.provisions.get(anchor="art-1-1").text == "为了示范，特制定本条例。"
    assert change.state == TextChange.State.ACCEPTED
    client.logout()
    assert "为了示范，特制定本条例。" in client.get(edition.instrument.path).content.decode()


def test_who_may_not_finds_nothing(client, imported):
    edition = imported()
    client.force_login(visitor_of_admin())

    assert client.get(IMPORT).status_code == 404
    assert client.get(reverse("regulations_edition", args=(edition.pk,))).status_code == 404
