"""What is kept of a page at publication."""

import uuid

from lxml import html as lxml_html

from core.kept.body import render_body
from core.models import KeptPage
from tests.factories import paragraph, publish, story


def block(kind: str, value: dict) -> dict:
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def test_headings_are_contents_and_blocks_are_anchors(column):
    body = [paragraph("甲段。", heading="一纸合同"), paragraph("乙段。"), paragraph("丙段。", heading="毛病在垫片里")]
    page = story(column, body=body)

    kept = KeptPage.objects.get(page=page)

    assert kept.contents == [[f"b-{body[0]['id'][:8]}", "一纸合同"], [f"b-{body[2]['id'][:8]}", "毛病在垫片里"]]
    assert kept.text.splitlines()[2] == "一纸合同 甲段。 乙段。 毛病在垫片里 丙段。"
    assert kept.characters == 19


def test_table_has_header_cells_and_merged_ones(column):
    value = {
        "data": [["学期", "在校", ""], ["第一", "66", "34"]],
        "cell": [],
        "first_row_is_table_header": True,
        "first_col_is_header": True,
        "table_caption": "课表",
        "mergeCells": [{"row": 0, "col": 1, "rowspan": 1, "colspan": 2}],
    }
    page = story(column, body=[block("table", value)])

    tree = lxml_html.fragment_fromstring(KeptPage.objects.get(page=page).html, create_parent="div")

    cells = [[(c.tag, c.text_content(), c.get("scope"), c.get("colspan")) for c in row] for row in tree.iter("tr")]
    assert cells == [
        [("th", "学期", "col", None), ("th", "在校", "col", "2")],
        [("th", "第一", "row", None), ("td", "66", None, None), ("td", "34", None, None)],
    ]
    assert tree.findtext(".//caption") == "课表"


def test_hostile_values_are_text_in_every_block(column):
    evil = "<script>window.__xss=1</script><img src=x onerror=alert(1)>"
    answer = [{"type": "item", "value": {"speaker": evil, "text": f"<p>{evil}</p>"}, "id": str(uuid.uuid4())}]
    body = [
        block("quote", {"text": evil, "speaker": evil}),
        block("facts", {"facts": [{"type": "item", "value": {"number": evil[:12], "label": evil}, "id": "1"}]}),
        block("table", {"data": [[evil]], "cell": [], "table_caption": evil}),
        block("question", {"label": evil[:20], "question": evil, "answers": answer}),
        paragraph("好。", heading=evil),
    ]
    page = story(column, live=False, body=body)

    tree = lxml_html.fragment_fromstring(render_body(page).html, create_parent="div")

    assert [e.tag for e in tree.iter("script", "img", "iframe", "style")] == []
    assert [a for e in tree.iter() for a in e.attrib if a.startswith("on")] == []


def test_anchors_stay_through_a_second_publication(column):
    page = story(column, body=[paragraph("第一段话。"), paragraph("第二段话。")])
    before = lxml_html.fragment_fromstring(KeptPage.objects.get(page=page).html, create_parent="div")

    publish(page, summary="新的摘要。")

    after = lxml_html.fragment_fromstring(KeptPage.objects.get(page=page).html, create_parent="div")
    assert [e.get("id") for e in after.iter("p")] == [e.get("id") for e in before.iter("p")]


def test_withdrawn_page_keeps_nothing(column):
    page = story(column)

    page.unpublish()

    assert KeptPage.objects.filter(page=page).count() == 0
