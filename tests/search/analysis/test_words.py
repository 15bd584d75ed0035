"""Texts and queries are cut the same way."""

from search.analysis.query import parse
from search.analysis.sounds import initials_of, sound_key, sound_of
from search.analysis.words import is_word, runs, tokens, words


def test_pairs_do_not_reach_over_punctuation():
    assert list(tokens("学徒，1+x第14条")) == ["学徒", "徒", "1+x", "1", "x", "第14条", "14"]


def test_an_article_number_is_a_run_of_its_own():
    assert runs("依照第14条规定") == ["依照", "第14条", "规定"]


def test_words_of_the_site_stay_whole_and_hold_shorter_ones():
    assert list(words("班墨学院")) == ["学院", "班墨学院"]
    assert [is_word("班墨学院"), is_word("化学习")] == [True, False]


def test_a_query_leaves_out_how_it_is_asked():
    query = parse("职教高考怎么报名")

    assert [term.text for term in query.needed] == ["职教高考", "报名"]
    assert "春季高考" in query.needed[0].forms


def test_a_query_of_stop_words_keeps_them():
    assert [term.text for term in parse("怎么办").terms] == ["怎么办"]


def test_a_query_of_signs_is_empty():
    assert [bool(parse(text)) for text in ("", " ", "\0", "“”", "！？", "😀")] == [False] * 6


def test_sounds_forgive_what_is_often_confused():
    assert sound_of("产教融合") == sound_key("chan jiao rong he") == sound_key("canjiaoronhe")
    assert initials_of("班墨学院") == "bmxy"
