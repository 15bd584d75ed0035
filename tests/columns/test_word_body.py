"""Blocks of the Word reader as blocks of a draft."""

import re

from columns.domain.word_body import Body, body_of
from columns.domain.word_fields import shortened
from columns.word import WordDocument, WordNote
from core.blocks.tables import checked


def heading(text: str, level: int = 2) -> dict:
    return {"type": "heading", "level": level, "text": text, "html": text}


def text(html: str) -> dict:
    return {"type": "paragraph", "html": html}


def image(index: int = 0, caption: str = "", alt: str = "") -> dict:
    return {"type": "image", "image": index, "caption": caption, "alt": alt}


def cell(words: str, colspan: int = 1, rowspan: int = 1, header: bool = False, html: str = "") -> dict:
    return {"text": words, "html": html or words, "colspan": colspan, "rowspan": rowspan, "header": header}


def table(*rows: list[dict], caption: str = "") -> dict:
    return {"type": "table", "caption": caption, "html": "", "rows": list(rows)}


def body(*blocks: dict, notes: list[WordNote] = (), has_questions: bool = False) -> Body:
    document = WordDocument("题目", "", list(blocks), notes=list(notes))
    return body_of(document, [11, 12], has_questions)


def told(found: Body) -> list[tuple]:
    """(type, value without keys and ids) of each block."""

    def plain(value: object) -> object:
        if isinstance(value, str):
            return re.sub(r' data-block-key="[^"]*"', "", value)
        if isinstance(value, list):
            return [plain(item) for item in value]
        return {key: plain(item) for key, item in value.items() if key != "id"} if isinstance(value, dict) else value

    return [(block["type"], plain(block["value"])) for block in found.blocks]


def section(html: str, title: str = "", level: str = "2") -> tuple[str, dict]:
    return "section", {"heading": title, "level": level, "text": html}


def test_a_heading_opens_a_section_with_the_text_behind_it():
    found = body(text("导语。"), heading("一"), text("甲。"), text("乙<b>丙</b>。"), heading("二", 3), text("丁。"))

    assert told(found) == [
        section("<p>导语。</p>"),
        section("<p>甲。</p><p>乙<b>丙</b>。</p>", "一"),
        section("<p>丁。</p>", "二", "3"),
    ]


def test_tables_and_pictures_stand_alone_and_end_a_section():
    found = body(
        heading("一"), text("甲。"), image(1, "车间一角", "焊花"), text("乙。"), table([cell("丙")]), text("丁。")
    )

    picture = {"image": 12, "decorative": False, "credit": "", "caption": "车间一角", "alt": "焊花"}
    assert told(found) == [
        section("<p>甲。</p>", "一"),
        ("figure", picture),
        section("<p>乙。</p>"),
        ("table", {**told(body(table([cell("丙")])))[0][1]}),
        section("<p>丁。</p>"),
    ]


def test_a_plain_list_stays_a_list_and_an_odd_one_keeps_its_numbers_as_text():
    plain = {"type": "list", "ordered": True, "html": "<ol><li>一</li><li>二<ul><li>内</li></ul></li></ol>"}
    odd = {
        "type": "list",
        "ordered": True,
        "html": '<ol start="3" type="a"><li>三</li><li value="7">七<ul><li>内</li></ul></li></ol>',
    }

    found = body(plain, text("间隔。"), odd)

    assert told(found) == [
        section(
            "<ol><li>一</li><li>二<ul><li>内</li></ul></li></ol><p>间隔。</p><p>c. 三</p><p>g. 七</p><ul><li>内</li></ul>"
        )
    ]


def test_merged_cells_become_a_full_grid():
    rows = [
        [cell("单位", rowspan=2, header=True), cell("名额", colspan=2, header=True)],
        [cell("高职"), cell("中职")],
        [cell("济南"), cell("10"), cell("20")],
    ]

    [(_, value)] = told(body(table(*rows, caption="表1")))

    assert value == {
        "data": [["单位", "名额", ""], ["", "高职", "中职"], ["济南", "10", "20"]],
        "mergeCells": [
            {"row": 0, "col": 0, "rowspan": 2, "colspan": 1},
            {"row": 0, "col": 1, "rowspan": 1, "colspan": 2},
        ],
        "first_row_is_table_header": True,
        "first_col_is_header": False,
        "table_header_choice": "row",
        "table_caption": "表1",
    }
    assert checked(value) == value


def test_a_span_that_reaches_outside_is_cut_and_rows_are_filled():
    [(_, value)] = told(body(table([cell("甲", rowspan=9), cell("乙")], [cell("丙"), cell("丁")])))

    assert value["data"] == [["甲", "乙", ""], ["", "丙", "丁"]]
    assert value["mergeCells"] == [{"row": 0, "col": 0, "rowspan": 2, "colspan": 1}]
    assert checked(value) == value


def test_a_first_column_of_headers():
    rows = [[cell("届别", header=True), cell("2024")], [cell("人数", header=True), cell("38")]]

    [(_, value)] = told(body(table(*rows)))

    assert (value["table_header_choice"], value["first_col_is_header"]) == ("column", True)


def test_notes_become_a_last_section_that_the_text_links_to():
    mark = '<sup><a href="#note-1" id="noteref-1">1</a></sup>'

    found = body(text(f"正文{mark}。"), notes=[WordNote(1, "foot", "出处。"), WordNote(2, "foot", "另见。")])

    anchor = f"b-{found.blocks[1]['id'][:8]}"
    assert told(found) == [
        section(f'<p>正文<a href="#{anchor}"><sup>1</sup></a>。</p>'),
        section("<ol><li>出处。</li><li>另见。</li></ol>", "注释"),
    ]
    assert found.lead == "正文。"


def test_marks_of_notes_in_headings_and_tables_stay_as_numbers():
    mark = '<sup><a href="#note-1">1</a></sup>'
    rows = [[cell("人数", html=f"人数{mark}")]]

    found = body({**heading("标题"), "html": f"标题{mark}"}, table(*rows), notes=[WordNote(1, "foot", "出处。")])

    assert (found.blocks[0]["value"]["heading"], found.blocks[1]["value"]["data"]) == ("标题[1]", [["人数[1]"]])


def test_no_text_is_lost_where_a_field_is_too_short():
    long = "很长的话" * 60

    found = body(heading(long[:100]), text("甲。"), image(0, long, long), table([cell("乙")], caption=long))

    assert told(found)[0] == section(f"<p><b>{long[:100]}</b></p><p>甲。</p>")
    assert told(found)[1][1]["caption"] == ""
    assert told(found)[2] == section(f"<p>{long}</p><p>{long}</p>")
    assert [warning[:5] for warning in found.warnings] == ["小标题“很", "图注“很长", "一张图片的"]


def test_what_the_site_does_not_use_is_reported():
    found = body(text("甲<em>乙</em>丙<em>丁</em>"), table([cell("戊", html="<b>戊</b>")]))

    assert told(found)[0] == section("<p>甲乙丙丁</p>")
    assert found.dropped == [
        {"what": "表格里的粗体、链接等格式", "count": 1, "detail": ""},
        {"what": "斜体", "count": 2, "detail": ""},
    ]


def test_questions_and_answers_of_an_interview():
    blocks = [
        text("导语。"),
        text("问：怎样不散？"),
        text("<b>答：</b>靠合同。"),
        text("不靠交情。"),
        text("问：还有呢？"),
        text("答：再说。"),
    ]

    found = body(*blocks, has_questions=True)

    def question(words: str, html: str) -> tuple[str, dict]:
        answers = [{"type": "item", "value": {"speaker": "", "text": html}}]
        return "question", {"label": "", "question": words, "answers": answers}

    assert told(found) == [
        section("<p>导语。</p>"),
        question("怎样不散？", "<p>靠合同。</p><p>不靠交情。</p>"),
        question("还有呢？", "<p>再说。</p>"),
    ]


def test_a_single_question_in_a_story_is_no_interview():
    assert told(body(text("问：怎样不散？"), text("答：靠合同。"))) == [
        section("<p>问：怎样不散？</p><p>答：靠合同。</p>")
    ]


def test_the_lead_is_the_first_paragraph_that_says_something():
    assert (
        body(heading("一"), text("各市教育局："), text("现将有关事项<b>通知</b>如下。")).lead
        == "现将有关事项通知如下。"
    )


def test_a_summary_ends_with_a_sentence():
    sentence = "凌晨四点，调试间的灯还亮着，他把图纸又看了一遍。"

    assert shortened(sentence * 9) == sentence * 4
    assert shortened("没有标点的话" * 30) == ("没有标点的话" * 30)[:99] + "…"
    assert shortened(" 短句。 ") == "短句。"
