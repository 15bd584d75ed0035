"""Reading the demonstration texts, and what every one of them must have."""

from pathlib import Path

import pytest

from accounts.domain.unit_file import read_unit_file
from demo.domain.places import UNITS
from demo.texts import ENTRY_FOLDERS, Facts, Figure, Question, Quote, Section, Table, Text, all_texts

ENTRIES = all_texts(*ENTRY_FOLDERS)
STORIES = [text for text in ENTRIES if text.folder in ("chucai", "yongwang", "gushi")]
INTERVIEWS = [text for text in ENTRIES if text.folder == "fangtan"]


def by_key(texts: list[Text]) -> list:
    return [pytest.param(text, id=text.key) for text in texts]


def read(tmp_path: Path, body: str) -> list:
    path = tmp_path / "03-yi-pian.md"
    path.write_text(f'+++\ntitle = "一篇"\n+++\n{body}', encoding="utf-8")
    return Text("gushi", "yi-pian", path).pieces


def test_paragraphs_between_headings_become_one_section(tmp_path):
    pieces = read(tmp_path, "头一段\n\n第二段\n\n## 小标题\n\n第三段\n")

    assert pieces == [Section("", ("头一段", "第二段")), Section("小标题", ("第三段",))]


def test_a_figure_splits_a_section_without_repeating_its_heading(tmp_path):
    pieces = read(tmp_path, "## 小标题\n\n前\n\n[figure 示意图：一条线|图注|绘图/某]\n\n后\n")

    assert pieces == [Section("小标题", ("前",)), Figure("示意图：一条线", "图注", "绘图/某"), Section("", ("后",))]


def test_quote_facts_and_table(tmp_path):
    body = (
        "> 一句话\n> —— 某人，某职\n\n[facts]\n76|名学徒\n92%|出勤\n[/facts]\n\n[table 表题]\n甲|乙\n一|二\n[/table]\n"
    )

    pieces = read(tmp_path, body)

    assert pieces == [
        Quote("一句话", "某人，某职"),
        Facts((("76", "名学徒"), ("92%", "出勤"))),
        Table("表题", (("甲", "乙"), ("一", "二"))),
    ]


def test_a_question_keeps_the_answers_of_each_person(tmp_path):
    body = "?短题|长的问题？\n答（甲某）：先说。\n接着说。\n答（乙某）：再说。\n\n?二|又问？\n答：只有一个人。\n"

    pieces = read(tmp_path, body)

    assert pieces == [
        Question("短题", "长的问题？", (("甲某", ("先说。", "接着说。")), ("乙某", ("再说。",)))),
        Question("二", "又问？", (("", ("只有一个人。",)),)),
    ]


def test_a_numbered_line_is_a_heading_only_when_it_is_no_sentence(tmp_path):
    pieces = read(tmp_path, "一、试用范围\n\n二、三月份开始的事，另行通知。\n")

    assert pieces == [Section("一、试用范围", ("二、三月份开始的事，另行通知。",))]


def test_slugs_are_unique_in_their_folder_and_plain():
    slugs = [text.slug for text in ENTRIES]

    assert [(len(slug) <= 60, slug.isascii(), slug == slug.lower()) for slug in slugs] == [(True, True, True)] * 116
    assert len({text.key for text in ENTRIES}) == 116


@pytest.mark.parametrize("text", by_key(ENTRIES))
def test_every_picture_has_a_text_a_caption_and_an_author(text):
    figures = [piece for piece in text.pieces if isinstance(piece, Figure)]

    bare = [figure for figure in figures if not (len(figure.alt) > 6 and figure.caption and "/" in figure.credit)]

    assert bare == []


@pytest.mark.parametrize("text", by_key(STORIES + INTERVIEWS))
def test_every_entry_names_its_facts(text):
    units = {line.cells["名称"]: line.cells["城市"] for line in read_unit_file(UNITS.read_bytes())[0]}

    front = text.front

    empty = [
        name for name in ("title", "summary", "major", "source", "keywords", "byline", "people") if not front[name]
    ]
    assert (empty, units.get(front["unit"])) == ([], front["city"])
    assert "责任编辑" in [row["role"] for row in front["byline"]]


@pytest.mark.parametrize("text", by_key(STORIES))
def test_a_story_is_as_long_as_a_story(text):
    characters = sum(len(line) for piece in text.pieces if isinstance(piece, Section) for line in piece.paragraphs)

    assert 1000 <= characters <= 1700
    assert 3 <= sum(bool(piece.heading) for piece in text.pieces if isinstance(piece, Section)) <= 6


@pytest.mark.parametrize("text", by_key(INTERVIEWS))
def test_an_interview_has_five_or_more_answered_questions(text):
    questions = [piece for piece in text.pieces if isinstance(piece, Question)]

    assert len(questions) >= 5
    assert [q.label for q in questions if not q.answers or not 4 <= len(q.label) <= 12] == []
