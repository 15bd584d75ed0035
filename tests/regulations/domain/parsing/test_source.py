"""Encodings, line ends, Markdown marks, and what is refused."""

import time

import pytest

from regulations.domain.parsing import TextRefused, decoded, parse_instrument
from regulations.domain.parsing.source import lines_of

TEXT = "示范办法\r\n第一条　甲。\r\n第二条　乙。\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_usual_encoding_is_read(encoding):
    parsed = parse_instrument(decoded(TEXT.encode(encoding)))

    assert (parsed.title, parsed.counts["article"]) == ("示范办法", 2)


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\xff\xfe\0", "甲\0乙".encode(), b"\x80\xff\xfe\xfd"]
)
def test_what_is_no_text_is_refused_in_chinese(data):
    with pytest.raises(TextRefused, match="文字"):
        decoded(data)


@pytest.mark.parametrize("text", ["", " \n　\n", "\ufeff"])
def test_an_empty_text_is_refused(text):
    with pytest.raises(TextRefused, match="空的"):
        parse_instrument(text)


def test_markdown_marks_go_and_every_other_character_stays():
    text = "# 示范法\n\n> 第一条 **甲**\\*乙[丙](http://x.example)&nbsp;丁。\n\n- 戊 * 己。\n\n<!-- 批注 -->\n\n第二条 庚。"

    parsed = parse_instrument(text, is_markdown=True)

    assert parsed.body_lines() == ["第一条 甲*乙丙\u00a0丁。", "戊 * 己。", "第二条 庚。"]


def test_plain_text_keeps_what_would_be_a_mark_in_markdown():
    parsed = parse_instrument("示范法\n第一条 **甲**。\n# 乙")

    assert parsed.body_lines() == ["第一条 **甲**。", "# 乙"]


def test_a_text_without_structure_is_kept_and_told():
    parsed = parse_instrument("某某\n没有编号的一段。\n又一段。")

    assert [p.code for p in parsed.problems] == ["no_structure"]
    assert parsed.body_lines() == ["没有编号的一段。", "又一段。"]


def test_line_numbers_are_those_of_the_source():
    parsed = parse_instrument(
        "---\ntitle: 示范法\n---\n\n<!-- 两\n行 -->\n第一条 甲。\n\n第三条 乙。", is_markdown=True
    )

    assert [(p.code, p.line) for p in parsed.problems] == [("article_gap", 9)]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "gb18030", "utf-8-sig"])
def test_chinese_text_in_any_usual_encoding(encoding):
    text = "示范条例\n第一条　甲乙丙丁。\n" * 20

    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "data",
    ["第一條　為了示範，制定本條例。".encode("big5") * 9, b"<!DOCTYPE html><p>x", b"{\\rtf1 x}", bytes(range(256)) * 9],
    ids=["big5", "web page", "rtf", "binary"],
)
def test_what_is_no_plain_text_is_refused(data):
    with pytest.raises(TextRefused):
        decoded(data)


def test_marks_without_end_are_read_in_no_time():
    text = "# 示范条例\n" + "[" * 20_000 + "\n" + "**" * 20_000 + "\n" + "<!--" * 20_000

    begin = time.perf_counter()
    lines_of(text, True)

    assert time.perf_counter() - begin < 1
