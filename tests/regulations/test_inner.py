"""Links inside official texts: what a provision cites, terms that are defined, recordings about it."""

from html import unescape

import pytest

from core.registries import provision_seconds
from tests.regulations.conftest import OLD_SPECIMEN

OTHER = """\
示范教育办法
第一条　为了示范，制定本办法。
第二条　本办法所称学徒，是指两边学习的人。
第三条　依照《示范条例（样张）》第二条第一款第（二）项和本办法第二条执行，学徒除外。
第四条　依照《没有导入的法》第九条、本办法第九十条处理。
第五条　本条第二款不适用于老学徒。
丙。
"""
BASE = "/regulations/shi-fan-jiao-yu-ban-fa/"


@pytest.fixture
def texts(imported):
    imported(OLD_SPECIMEN)
    imported()
    return imported(OTHER)


def page(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return unescape(response.content.decode())


def test_a_provision_links_what_it_cites_in_the_edition_of_its_day(client, texts):
    for path in (BASE, f"{BASE}art-3/"):
        html = page(client, path)

        assert (
            '<a href="/regulations/shi-fan-tiao-li-yang-zhang/2024-05-01/art-2/#art-2-1-2">'
            "《示范条例（样张）》第二条第一款第（二）项</a>"
        ) in html
        assert f'<a href="{BASE}art-2/">本办法第二条</a>' in html


def test_what_is_not_there_stays_text_and_an_own_paragraph_is_found(client, texts):
    html = page(client, BASE)

    assert "依照《没有导入的法》第九条、本办法第九十条处理。" in html
    assert f'<a href="{BASE}art-5/#art-5-2">本条第二款</a>' in html


def test_a_term_leads_to_its_definition_where_it_stands_by_itself(client, texts):
    html, article = page(client, BASE), page(client, f"{BASE}art-3/")

    term = f'<a href="{BASE}art-2/#art-2-1" class="term" title="本办法所称学徒，是指两边学习的人。">学徒</a>'
    assert html.count(term) == 1
    assert f"{term}除外" in article
    assert "本条用到的用语" in article
    assert "本条用到的用语" not in page(client, f"{BASE}art-1/")


def test_a_search_inside_marks_words_and_links_nothing(client, texts):
    assert "<mark>学徒</mark>除外" in page(client, f"{BASE}?q=学徒")


def test_recordings_stand_beside_the_provision_they_speak_about(client, texts, monkeypatch):
    def seconds(state: object, slug: str) -> dict:
        row = {"text": "第六讲 12:34", "title": "两边都学", "path": "/dajiangtang/6/?t=754"}
        return {"art-2-1": [row]} if slug == "shi-fan-jiao-yu-ban-fa" else {}

    monkeypatch.setattr(provision_seconds, "_items", [(100, seconds)])

    for path in (BASE, f"{BASE}art-2/"):
        assert '<a class="tlink" href="/dajiangtang/6/?t=754">去听这一段</a>' in page(client, path)
    assert "第六讲 12:34" not in page(client, f"{BASE}art-1/")
