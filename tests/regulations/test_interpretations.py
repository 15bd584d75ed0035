"""Interpretations: shown on both sides, found in the hub, complete before they are public, audited."""

import io
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.publishing.errors import PublicChangeRefused
from regulations.domain.auditing import audit_links
from regulations.domain.places import anchor_of
from regulations.models import ProvisionLink
from regulations.reading import notes
from tests.factories import interpretation, paragraph, story
from tests.regulations.conftest import OLD_SPECIMEN

BASE = "/regulations/shi-fan-tiao-li-yang-zhang/"


def page(client, path: str) -> str:
    response = client.get(path)
    assert (response.status_code, dict(response.cookies)) == (200, {})
    return unescape(response.content.decode())


@pytest.mark.parametrize(
    ("place", "anchor"),
    [
        ("第十二条", "art-12"),
        ("12条", "art-12"),
        ("第十二条第二款", "art-12-2"),
        ("第十二条第二款第（三）项", "art-12-2-3"),
        ("第十二条第二款第三项", "art-12-2-3"),
        ("第十二条第（三）项", "art-12-1-3"),
        ("第一百二十条之一第二款", "art-120_1-2"),
        ("art-2-1-1", "art-2-1-1"),
        ("#art-2", "art-2"),
        ("第二章", ""),
        ("随便", ""),
        ("", ""),
    ],
)
def test_a_place_is_read_as_people_write_it(place, anchor):
    assert anchor_of(place) == anchor


def test_a_place_of_points():
    assert [anchor_of(p, is_point=True) for p in ("第4条", "要点4", "4")] == ["point-4"] * 3


def test_both_sides_show_each_other(client, home, imported):
    edition = imported()
    made = interpretation(edition, "第二条第（二）项", title="乙指什么", form="question", short_answer="乙就是乙。")

    shown = page(client, "/jiedu/" + made.slug + "/")
    reader = page(client, BASE)
    article = page(client, f"{BASE}art-2/")

    assert f'href="{BASE}art-2/#art-2-1-2"' in shown
    assert "（二）乙。" in shown
    for html in (reader, article):
        assert f'href="/jiedu/{made.slug}/"' in html
        assert "问答</i>乙指什么" in html
        assert "关于第二条第一款第（二）项" in html
    assert f"/jiedu/{made.slug}/" not in page(client, f"{BASE}art-1/")


def test_a_draft_or_withdrawn_interpretation_is_nowhere(client, home, imported):
    edition = imported()
    interpretation(edition, "第一条", title="草稿解读", live=False)
    gone = interpretation(edition, "第一条", title="撤下的解读")
    gone.unpublish()

    shown = [page(client, path) for path in (BASE, f"{BASE}art-1/", "/jiedu/")]

    assert [name in html for html in shown for name in ("草稿解读", "撤下的解读")] == [False] * 6


def test_the_hub_filters_by_form_audience_and_text(client, home, imported):
    edition = imported()
    interpretation(edition, "第一条", title="给学校的释义", audiences=["school"])
    interpretation(edition, "第二条", "第三条", title="给企业的案例", form="case", audiences=["enterprise"])

    def titles(query: str) -> list[str]:
        html = page(client, f"/jiedu/{query}")
        return [name for name in ("给学校的释义", "给企业的案例") if f">{name}</a></h2>" in html]

    assert titles("") == ["给学校的释义", "给企业的案例"]
    assert titles("?form=case") == ["给企业的案例"]
    assert titles("?audience=school") == ["给学校的释义"]
    assert titles("?text=shi-fan-tiao-li-yang-zhang&form=x") == ["给学校的释义", "给企业的案例"]
    assert page(client, "/jiedu/?form=case").count("第二条</a>") == 1


def test_an_entry_names_its_provisions_and_they_name_it(client, column, imported):
    edition = imported()
    entry = story(column, live=False, title="照着第三条做")
    link = ProvisionLink(instrument=edition.instrument, place="第三条", relation="progress")
    link.clean()
    entry.provision_links.add(link)
    entry.save_revision().publish()

    assert f'href="{BASE}art-3/#art-3"' in page(client, f"/gushi/{entry.slug}/")
    assert "照着第三条做" in page(client, f"{BASE}art-3/")


@pytest.mark.parametrize("place", ["第九条", "第二条第三款", "胡说"])
def test_a_place_that_does_not_exist_is_refused(imported, place):
    link = ProvisionLink(instrument=imported().instrument, place=place)

    with pytest.raises(ValidationError, match="里没有"):
        link.clean()


def test_a_text_without_public_edition_takes_no_links(imported):
    link = ProvisionLink(instrument=imported(public=False).instrument, place="第一条")

    with pytest.raises(ValidationError, match="还没有公开的版本"):
        link.clean()


def test_a_question_without_short_answer_stays_a_draft(home, imported):
    with pytest.raises(PublicChangeRefused, match="简短回答"):
        interpretation(imported(), form="question")


def test_the_audit_is_clean_and_names_the_pair_that_lost_a_side(home, imported, monkeypatch):
    edition = imported()
    interpretation(edition, "第一条", title="第一条讲什么")
    interpretation(edition, "第二条第（一）项", "第三条", title="两处")

    assert audit_links() == (3, [])
    monkeypatch.setattr(notes, "_note", lambda note: "")
    from core.serving.state import forget_state

    forget_state()
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(SystemExit):
        call_command("audit_links", stdout=out, stderr=err)

    assert "第一条讲什么 ↔ 《示范条例（样张）》第一条：阅读页上没有链到页面" in err.getvalue()
    assert "检查了 3 处对应，6 处有问题。" in out.getvalue()


def test_a_new_edition_that_drops_the_place_is_told_by_the_audit(home, imported):
    edition = imported(OLD_SPECIMEN)
    interpretation(edition, "第二条第二款", title="旧解读")
    imported("示范条例（样张）\n（2020年1月1日某会通过）\n第一条　甲。\n第二条　乙。\n第三条　自2020年5月1日起施行。")

    _, broken = audit_links()

    assert {fault.what for fault in broken} == {"阅读页上没有这一条的锚点", "单条页上没有这一条的锚点"}


def test_statements_of_an_interpretation(client, home, imported):
    edition = imported()
    made = [interpretation(edition, "第一条", body=[paragraph()]) for _ in range(3)]
    path = f"/jiedu/{made[0].slug}/"
    client.get(path)
    client.get("/jiedu/")

    with CaptureQueriesContext(connection) as of_page:
        client.get(path)
    with CaptureQueriesContext(connection) as of_hub:
        client.get("/jiedu/")

    assert (len(of_page), len(of_hub)) == (1, 1)
