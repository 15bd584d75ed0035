"""Rich text as hostile or confused browsers send it: 400 or cleaned, and the page opens again."""

import json
import re

import pytest

from columns.models import StoryPage
from core.admin.refusals import MALFORMED
from core.admin.rich_text import RichTextArea, clean_rich_text, tidy_rich_text
from core.blocks.text import TEXT
from tests.factories import paragraph, story
from tests.support.editor import add_url, body, edit_url, shown_fields

ENTITY_AT_START = [{"offset": 0, "length": 2, "key": 0}]


def block(text: str = "两个字", **changes: object) -> dict:
    """One block of the editor's own format."""
    return {
        "key": "a1b2c",
        "type": "unstyled",
        "text": text,
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [],
        **changes,
    }


def content(*blocks: object, entities: object = None) -> str:
    return json.dumps({"blocks": list(blocks), "entityMap": {} if entities is None else entities})


def entity(kind: str, **data: object) -> str:
    entities = {"0": {"type": kind, "mutability": "MUTABLE", "data": data}}
    return content(block(entityRanges=ENTITY_AT_START), entities=entities)


# What no editor sends.
TORN = {
    "not json": "<p>直接贴上来的网页</p>",
    "empty": "",
    "list": "[]x",
    "list of blocks": "[1]",
    "number": "7",
    "string": '"abc"',
    "true": "true",
    "blocks are a number": '{"blocks": 5, "entityMap": {}}',
    "blocks are text": '{"blocks": "abc", "entityMap": {}}',
    "a block is null": '{"blocks": [null], "entityMap": {}}',
    "a block is a list": '{"blocks": [[]], "entityMap": {}}',
    "text is a number": content(block(text=5)),
    "text is null": content(block(text=None)),
    "no entity map": json.dumps({"blocks": [block(entityRanges=ENTITY_AT_START)]}),
    "missing entity": content(block(entityRanges=ENTITY_AT_START)),
    "entity map is a list": content(block(entityRanges=ENTITY_AT_START), entities=[1]),
    "entity without data": content(block(entityRanges=ENTITY_AT_START), entities={"0": {"type": "LINK"}}),
    "range without offset": content(block(inlineStyleRanges=[{"style": "BOLD"}])),
    "range of text": content(block(inlineStyleRanges=[{"offset": "a", "length": "b", "style": "BOLD"}])),
    "depth is text": content(block(type="unordered-list-item", depth="x")),
    "depth is negative": content(block(type="unordered-list-item", depth=-1)),
    "depth is a bomb": content(block(type="unordered-list-item", depth=10_000_000)),
    "too many blocks": content(*[block(text="")] * 5_001),
    "too deep json": "[" * 100_000,
    "infinite depth": content(block(type="unordered-list-item", depth=float("inf"))),
}
# What can be mended: value → HTML that is stored.
MENDED = {
    "nothing": ("null", ""),
    "no blocks": ("{}", ""),
    "no text": (json.dumps({"blocks": [{"type": "unstyled"}], "entityMap": {}}), ""),
    "unknown block": (content(block(type="atomic-bomb")), ""),
    "unknown style": (content(block(inlineStyleRanges=[{"offset": 0, "length": 1, "style": "X"}])), "<p>两个字</p>"),
    "pasted picture": (entity("IMAGE", src="https://elsewhere.invalid/a.png", alt="别处的图"), "<p>字</p>"),
    "embed": (entity("EMBED", url="https://elsewhere.invalid/"), "<p>字</p>"),
    "script link": (entity("LINK", url="javascript:alert(1)"), "<p><a>两个</a>字</p>"),
    "data link": (entity("LINK", url="data:text/html,x"), "<p><a>两个</a>字</p>"),
    "page link to text": (entity("LINK", id="abc"), "<p><a>两个</a>字</p>"),
    "page link to too much": (entity("LINK", id=10**30), "<p><a>两个</a>字</p>"),
    "page link to nothing": (entity("LINK", id=999_999), '<p><a linktype="page" id="999999">两个</a>字</p>'),
    "document without id": (entity("DOCUMENT", url="/x"), "<p><a>两个</a>字</p>"),
    "markup in text": (content(block("<img src=x onerror=alert(1)>")), "<p>&lt;img src=x onerror=alert(1)&gt;</p>"),
}


@pytest.fixture
def draft(column) -> StoryPage:
    return story(column, live=False, body=[paragraph("原来的话。")])


def _fields(client, url: str) -> dict:
    return shown_fields(client, url) | {"title": "一篇稿件"}


def _with_text(value: str) -> dict:
    return body(("section", {"heading": "", "level": "2", "text": value}))


def _without_keys(html: str) -> str:
    """Without the keys that the editor gives to paragraphs."""
    return re.sub(r' data-block-key="[^"]*"', "", html)


def test_torn_rich_text_is_a_bad_request(desk, draft):
    fields = _fields(desk, edit_url(draft))

    answers = {name: desk.post(edit_url(draft), fields | _with_text(value)).status_code for name, value in TORN.items()}

    assert answers == dict.fromkeys(TORN, 400)
    assert [child.value["text"].source for child in StoryPage.objects.get(pk=draft.pk).body] == ["<p>原来的话。</p>"]


def test_a_bad_request_says_so_in_chinese(desk, draft):
    fields = _fields(desk, edit_url(draft))

    response = desk.post(edit_url(draft), fields | _with_text(TORN["not json"]))

    assert response.context["message"] == MALFORMED


def test_torn_rich_text_of_an_autosave_is_answered_in_json(desk, draft):
    fields = _fields(desk, edit_url(draft))

    response = desk.post(edit_url(draft), fields | _with_text("7"), headers={"accept": "application/json"})

    assert (response.status_code, response.json()["error_code"]) == (400, "malformed")


def test_torn_rich_text_makes_no_page(desk, column):
    fields = _fields(desk, add_url(column, StoryPage))

    response = desk.post(add_url(column, StoryPage), fields | _with_text(TORN["not json"]))

    assert (response.status_code, StoryPage.objects.count()) == (400, 0)


@pytest.mark.slow
def test_mended_rich_text_is_stored_clean_and_opens_again(desk, draft):
    fields = _fields(desk, edit_url(draft))
    stored, opens = {}, {}

    for name, (value, _) in MENDED.items():
        desk.post(edit_url(draft), fields | _with_text(value))
        page = StoryPage.objects.get(pk=draft.pk).get_latest_revision_as_object()
        stored[name] = "".join(_without_keys(child.value["text"].source) for child in page.body)
        opens[name] = desk.get(edit_url(draft)).status_code

    assert stored == {name: html for name, (_, html) in MENDED.items()}
    assert opens == dict.fromkeys(MENDED, 200)


STORED_BY_OTHERS = {
    "picture without id (Wagtail 13815)": '<p>前<img src="https://elsewhere.invalid/a.png">后</p>',
    "embed without id": '<p>前</p><embed embedtype="image" alt="x" format="left"/><p>后</p>',
    "document link without id": '<p><a linktype="document">前</a>后</p>',
    "page link with text": '<p><a linktype="page" id="abc">前</a>后</p>',
    "crossed tags (Wagtail 12227)": "<p><em>前<p>后</em></p>",
    "unclosed": "<p><b>前<ul><li>后",
    "item without a list (Wagtail 8083)": "<li>前</li><p>后</p>",
    "paragraph inside bold": "<b><p>前</p><p>后</p></b>",
    "script": "<p>前</p><script>alert(1)</script><p>后</p>",
    "table": "<table><tr><td>前</td><td>后</td></tr></table>",
}


def test_a_page_with_any_stored_html_opens(desk, column):
    blocks = []
    for html in STORED_BY_OTHERS.values():
        blocks.append(paragraph())
        blocks[-1]["value"]["text"] = html
    page = story(column, live=False, body=blocks)

    response = desk.get(edit_url(page))

    assert response.status_code == 200


@pytest.mark.parametrize("name", STORED_BY_OTHERS)
def test_the_text_of_any_stored_html_is_shown(name):
    shown = json.loads(RichTextArea(features=TEXT).format_value(STORED_BY_OTHERS[name]))

    assert "".join(part["text"] for part in shown["blocks"]).replace("\n", "") == "前后"


def test_cleaning_is_idempotent():
    for html in STORED_BY_OTHERS.values():
        once = clean_rich_text(html)

        assert clean_rich_text(once) == once


def test_links_and_keys_survive_cleaning():
    html = (
        '<p data-block-key="k1"><a href="https://example.org/?a=1&amp;b=2">一</a><a id="5" linktype="page">二</a>'
        '<a href="#b-12345678"><sup>1</sup></a></p><ol><li data-block-key="k2">三</li></ol>'
    )

    assert clean_rich_text(html) == html


@pytest.mark.parametrize(
    ("stored", "tidy"),
    [
        ('<p data-block-key="a">　　首行缩进</p>', '<p data-block-key="a">首行缩进</p>'),
        ("<p>&nbsp;&nbsp; \u3000文</p>", "<p>文</p>"),
        ("<p><b>　　粗的　缩进</b></p>", "<p><b>粗的　缩进</b></p>"),
        ("<p>一</p><p></p><p>　</p><p>&nbsp;<br/></p><p><b></b></p><p>二</p>", "<p>一</p><p>二</p>"),
        ("<p></p>", ""),
        ("<ul><li>　条目</li></ul>", "<ul><li>条目</li></ul>"),
        ("<p>张　三  李四</p>", "<p>张　三  李四</p>"),
        ('<p><a href="https://example.invalid/">　链接</a></p>', '<p><a href="https://example.invalid/">链接</a></p>'),
    ],
)
def test_indents_and_empty_lines_of_a_typewriter_go(stored, tidy):
    once = tidy_rich_text(clean_rich_text(stored))

    assert (once, tidy_rich_text(clean_rich_text(once))) == (clean_rich_text(tidy), clean_rich_text(tidy))


def test_a_saved_text_has_neither_indents_nor_empty_lines():
    posted = content(block("　　第一段"), block(""), block("　"), block("第二段"))

    saved = RichTextArea().value_from_datadict({"text": posted}, {}, "text")

    assert re.sub(r' data-block-key="\w+"', "", saved) == "<p>第一段</p><p>第二段</p>"
