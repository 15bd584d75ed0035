"""Citations in entries lead to the edition of the entry's day; quotations are checked; a new edition lists who cites."""

from datetime import datetime
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from core.serving.state import current_state
from regulations.models import Citation
from regulations.reading.affected import affected_by
from regulations.reading.citing import checked
from tests.factories import paragraph, story
from tests.regulations.conftest import OLD_SPECIMEN, SPECIMEN
from tests.support.accounts import account

BASE = "/regulations/shi-fan-tiao-li-yang-zhang/"
SHANGHAI = ZoneInfo("Asia/Shanghai")


def day(year: int) -> datetime:
    return datetime(year, 6, 1, 9, tzinfo=SHANGHAI)


def body(client, page) -> str:
    response = client.get(f"/gushi/{page.slug}/")
    assert response.status_code == 200
    return unescape(response.content.decode())


def test_a_citation_is_a_link_to_the_edition_of_the_day(client, column, imported):
    imported(OLD_SPECIMEN)
    imported()
    text = "按照《示范条例（样张）》第二条第一款第（二）项办理，见<b>《示范条例（样张）》第三条</b>。"

    old = story(column, body=[paragraph(text)], display_date=day(2010))
    new = story(column, body=[paragraph(text)], display_date=day(2025))

    assert f'<a class="cit" href="{BASE}2001-05-01/art-2/#art-2-1-2">' in body(client, old)
    assert f'<a class="cit" href="{BASE}2024-05-01/art-2/#art-2-1-2">' in body(client, new)
    assert f'<a class="cit" href="{BASE}2024-05-01/art-3/">' in body(client, new)


@pytest.mark.parametrize(
    "text",
    ["《示范条例（样张）》第九条另有规定。", "《别的条例》第二条。", "第三十二届比赛第二条生产线。", "没有引用。"],
)
def test_what_is_no_citation_of_ours_stays_text(client, column, imported, text):
    imported()

    assert 'class="cit"' not in body(client, story(column, body=[paragraph(text)], display_date=day(2025)))


def test_the_text_itself_does_not_change(client, column, imported):
    imported()
    words = "依据《示范条例（样张）》第一条、第二条第二款，甲&amp;乙<i>丙</i>《示范条例（样张）》第三条丁。"
    page = story(column, body=[paragraph(words)], display_date=day(2025))

    import re

    shown = re.sub(r"<[^>]+>", "", page.kept.html)
    assert (
        unescape(shown).strip() == "依据《示范条例（样张）》第一条、第二条第二款，甲&乙丙《示范条例（样张）》第三条丁。"
    )
    assert page.kept.html.count('class="cit"') == 3


def test_reading_needs_no_statement_for_it(client, column, imported):
    imported()
    page = story(column, body=[paragraph("《示范条例（样张）》第一条。")], display_date=day(2025))
    body(client, page)

    with CaptureQueriesContext(connection) as warm:
        body(client, page)

    tables = ("regulations_citation", "regulations_edition", "regulations_instrument", "regulations_provision")
    assert [q["sql"] for q in warm if any(f'FROM "{table}"' in q["sql"] for table in tables)] == []
    assert len(warm) <= 4


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("《示范条例（样张）》第一条规定：“为了示范，制定本条例。”", []),
        ("《示范条例（样张）》第一条规定了制定它的目的是做个样子。", []),
        (
            "《示范条例（样张）》第一条规定：“为了示范，制订本条例。”",
            ["写作“制订”，《示范条例（样张）》第一条是“制定”。"],
        ),
        ("《示范条例（样张）》第九条另有规定。", None),
    ],
)
def test_a_wrong_character_in_a_quotation_is_told(column, imported, text, messages):
    imported()
    page = story(column, live=False, body=[paragraph(text)], display_date=day(2025))

    found = [one.message for one in checked(page)]

    if messages is None:
        assert len(found) == 1
    elif messages:
        assert len(found) == 1
        assert "制订" in found[0] or "订" in found[0]
    else:
        assert found == []


def test_the_screen_of_a_page_that_may_be_edited(client, column, imported):
    imported()
    page = story(
        column,
        live=False,
        body=[paragraph("《示范条例（样张）》第一条规定：“为了示范，制订本条例。”")],
        display_date=day(2025),
    )
    client.force_login(account(Role.EDITOR))

    assert "请核对" in client.get(f"/admin/official-texts/check/{page.pk}/").content.decode()
    assert client.get("/admin/official-texts/check/999999/").status_code == 404


def test_a_new_edition_lists_who_cites_the_old_one(client, column, imported):
    imported(OLD_SPECIMEN)
    page = story(
        column,
        title="十年前的报道",
        body=[paragraph("《示范条例（样张）》第二条和《示范条例（样张）》第三条。")],
        display_date=day(2010),
    )
    imported(SPECIMEN)
    state = current_state()
    info = next(iter(state.part("instruments").values()))

    found = affected_by(info, info.editions[-1], state)

    assert [(one.page_id, one.name, one.is_changed) for one in found] == [
        (page.pk, "第三条", True),
        (page.pk, "第二条", False),
    ]


def test_citations_are_stored_with_every_publication_and_forgotten_with_the_page(column, imported):
    edition = imported()
    text = "《示范条例》第一条至第三条，还有第九条。"
    page = story(column, body=[paragraph(text)], display_date=day(2025))
    expected = [
        (edition.pk, "art-1", "art-3", "《示范条例》第一条", ""),
        (edition.pk, "art-3", "", "第三条", ""),
        (edition.pk, "", "", "第九条", "《示范条例（样张）》没有第九条"),
    ]
    columns = ("edition", "anchor", "last_anchor", "text", "problem")
    assert list(Citation.objects.values_list(*columns)) == expected

    page.save_revision().publish()
    assert list(Citation.objects.values_list(*columns)) == expected
    page.unpublish()

    assert Citation.objects.count() == 0


def test_drafts_and_unconfirmed_texts_store_nothing(column, imported):
    imported(public=False)
    story(column, body=[paragraph("《示范条例》第一条。")])
    imported(OLD_SPECIMEN)
    story(column, live=False, body=[paragraph("《示范条例》第一条。")])

    assert Citation.objects.count() == 0


def test_a_range_is_affected_by_what_lies_between_its_ends(column, imported):
    imported(OLD_SPECIMEN)
    story(column, body=[paragraph("《示范条例》第一条至第三条。")], display_date=day(2010))
    imported(SPECIMEN)
    state = current_state()
    info = next(iter(state.part("instruments").values()))

    found = affected_by(info, info.editions[-1], state)

    assert [(one.name, one.edition, one.became) for one in found] == [
        (
            "第一条至第三条",
            "2001年通过",
            "第一条未改，现为第一条；第二条未改，现为第二条；第三条修改，现为第三条",
        ),
        ("第三条", "2001年通过", "第三条修改，现为第三条"),
    ]


def test_the_warning_stands_in_the_page_editor(client, column, imported, superuser):
    imported()
    wrong = story(column, live=False, body=[paragraph("《示范条例》第一条规定：“为了示犯，制定本条例。”")])
    right = story(column, live=False, body=[paragraph("《示范条例》第一条规定：“为了示范，制定本条例。”")])
    client.force_login(superuser)

    pages = [client.get(f"/admin/pages/{draft.pk}/edit/").content.decode() for draft in (wrong, right)]

    assert [("写作“犯”" in html, "条文引用核对" in html) for html in pages] == [(True, True), (False, False)]
