"""The public reader: library, whole text, one article, machine formats, what never leaks."""

from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.serving.state import forget_state
from regulations.domain.parsing.numerals import chinese
from tests.regulations.conftest import OLD_SPECIMEN, SPECIMEN

BASE = "/regulations/shi-fan-tiao-li-yang-zhang/"


def page(client, path: str) -> str:
    response = client.get(path)
    assert (response.status_code, dict(response.cookies)) == (200, {})
    return unescape(response.content.decode())


def test_every_line_has_its_anchor_and_stands_once(client, imported):
    imported()

    html = page(client, BASE)

    for anchor in (
        "ch-1",
        "art-1",
        "art-1-1",
        "art-2",
        "art-2-1",
        "art-2-1-1",
        "art-2-1-2",
        "art-2-2",
        "ch-2",
        "art-3",
    ):
        assert html.count(f'id="{anchor}"') == 1
    assert html.count("（一）甲；") == 1
    assert "2024年1月20日示范省第十四届人民代表大会常务委员会第七次会议通过" in html
    assert "现行有效" in html


def test_an_unconfirmed_text_is_nowhere(client, imported):
    imported(public=False)

    answers = [
        client.get(path).status_code for path in (BASE, f"{BASE}art-1/", BASE[:-1] + ".json", BASE[:-1] + ".txt")
    ]

    assert answers == [404, 404, 404, 404]
    assert "示范条例" not in page(client, "/regulations/")
    assert "shi-fan" not in client.get("/sitemap.xml").content.decode()


def test_the_edition_in_force_follows_the_day(client, imported):
    imported(OLD_SPECIMEN)
    imported()

    assert "2024年通过" in page(client, BASE).split("</header>")[1]
    assert "示范省第九届" in page(client, f"{BASE}?on=2010-01-01")
    assert "示范省第十四届" in page(client, f"{BASE}?on=没有")
    old = page(client, f"{BASE}2001-05-01/")
    assert "已被修改" in old
    assert "这不是现在适用的版本" in old


def test_a_future_edition_is_announced(client, imported):
    imported(OLD_SPECIMEN)
    imported(SPECIMEN.replace("2024年5月1日", "2099年5月1日"))

    html = page(client, BASE)

    assert "示范省第九届" in html
    assert "自2099年5月1日起施行" in html
    assert "尚未施行" in page(client, f"{BASE}2099-05-01/")


def test_an_article_has_a_page_with_citation_and_neighbours(client, imported):
    imported()

    html = page(client, f"{BASE}art-2/")

    assert "《示范条例（样张）》第二条" in html
    assert f'rel="prev" href="{BASE}art-1/"' in html
    assert f'rel="next" href="{BASE}art-3/"' in html
    assert "为了示范" not in html


@pytest.mark.parametrize("anchor", ["art-4", "art-2-1", "art-02", "ch-1", "art-99999999999999999999"])
def test_what_is_no_article_is_missing(client, imported, anchor):
    imported()

    assert client.get(f"{BASE}{anchor}/").status_code == 404


def test_search_inside_marks_words_and_finds_numbers(client, imported):
    imported()

    found = page(client, f"{BASE}?q=情形")
    exact = page(client, f"{BASE}?q=第三条")
    nothing = page(client, f"{BASE}?q=查无此词")

    assert found.count("<mark>情形</mark>") == 2
    assert 'id="art-1"' not in found
    assert 'id="art-3"' in exact
    assert 'id="art-2"' not in exact
    assert "没有条文写到这些词" in nothing


def test_json_and_text_say_the_same_as_the_source(client, imported):
    edition = imported()

    data = client.get(BASE[:-1] + ".json").json()
    text = client.get(BASE[:-1] + ".txt").content.decode()

    assert (data["title"], data["state"], data["text_sha256"]) == ("示范条例（样张）", "in_force", edition.text_sha256)
    assert [p["anchor"] for p in data["provisions"] if p["level"] == "article"] == ["art-1", "art-2", "art-3"]
    assert [line for line in text.splitlines() if line] == SPECIMEN.splitlines()


def test_the_library_filters(client, imported):
    imported()
    imported("示范工作要点（样张）\n1.甲工作。子。\n2.乙工作。丑。")

    def titles(query: str) -> list[str]:
        html = page(client, f"/regulations/{query}")
        return [name for name in ("示范条例（样张）", "示范工作要点（样张）") if f">{name}</a>" in html]

    assert titles("") == ["示范条例（样张）", "示范工作要点（样张）"]
    assert titles("?kind=work_points") == ["示范工作要点（样张）"]
    assert titles("?q=条例") == ["示范条例（样张）"]
    assert titles("?state=repealed") == []


@pytest.mark.parametrize("articles", [3, 300])
def test_statements_do_not_grow_with_the_text(client, imported, articles):
    imported("示范法典（样张）\n" + "\n".join(f"第{chinese(n)}条　甲。" for n in range(1, articles + 1)))
    path = "/regulations/shi-fan-fa-dian-yang-zhang/"
    client.get(path)

    with CaptureQueriesContext(connection) as warm:
        client.get(path)
    forget_state()
    with CaptureQueriesContext(connection) as cold:
        client.get(path)

    assert (len(warm), len(cold)) == (1, 9)


def test_script_in_a_text_is_text(client, imported):
    imported("示范条例（样张）\n第一条　<script>alert(1)</script>&甲。\n第二条　乙。")

    response = client.get(BASE)

    assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;甲。" in response.content.decode()
