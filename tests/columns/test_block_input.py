"""StreamField data as no editor sends it: 400, a form error or a cleaned value, at each of the editor's doors."""

import json

import pytest

from columns.models import StoryPage
from tests.factories import paragraph, story
from tests.support.editor import add_url, body, edit_url, rich, section, shown_fields

pytestmark = pytest.mark.slow  # many posts of the whole form

TABLE = {
    "data": [["届别", "人数"], ["2024", "38"]],
    "mergeCells": [],
    "table_header_choice": "row",
    "table_caption": "人数",
}


def table(**changes: object) -> dict:
    return body(("table", json.dumps(TABLE | changes)))


def figure(image: str) -> dict:
    value = {"image": image, "alt": "一台机床", "decorative": "", "caption": "", "credit": "孟繁星 摄"}
    return body(("figure", value))


def without(fields: dict, name: str) -> dict:
    return {key: value for key, value in fields.items() if key != name}


def torn() -> dict[str, dict]:
    """name → fields of the body; each of them stock answers with 500."""
    whole = body(section())
    return {
        "count is text": whole | {"body-count": "abc"},
        "count is empty": whole | {"body-count": ""},
        "count is too high": whole | {"body-count": "1000000000"},
        "no type": without(whole, "body-0-type"),
        "no order": without(whole, "body-0-order"),
        "order is text": whole | {"body-0-order": "x"},
        "no deleted": without(whole, "body-0-deleted"),
        "picture is text": figure("abc"),
        "table is no json": body(("table", "[[")),
        "table is empty": body(("table", "")),
        "table is a list": body(("table", "[1]")),
        "table is text": body(("table", '"x"')),
        "table without data": body(("table", "{}")),
        "data is a number": table(data=5),
        "a row is text": table(data=["ab", "cd"]),
        "ragged": table(data=[["a"], ["b", "c"]]),
        "a cell is a dictionary": table(data=[[{"a": 1}]]),
        "a cell is NUL": table(data=[["\0"]]),
        "too wide": table(data=[["x"] * 101]),
        "a span outside": table(mergeCells=[{"row": 0, "col": 1, "rowspan": 1, "colspan": 2}]),
        "an endless span": table(mergeCells=[{"row": 0, "col": 0, "rowspan": 10**9, "colspan": 10**9}]),
        "a negative span": table(mergeCells=[{"row": -1, "col": 0, "rowspan": 1, "colspan": 1}]),
        "half a span": table(mergeCells=[{"row": 0}]),
        "spans are text": table(mergeCells="abc"),
        "unknown header": table(table_header_choice="all"),
        "caption is a list": table(table_caption=["x"]),
    }


# name → (fields of the body, status): the editor can mend these, or they are harmless.
def mendable() -> dict[str, tuple[dict, int]]:
    whole = body(section())
    return {
        "unknown block": (whole | {"body-0-type": "bomb"}, 302),
        "picture does not exist": (figure("99999"), 302),
        "picture number is too high": (figure("9" * 30), 302),
        "unknown level": (body(("section", {"heading": "a", "level": "9", "text": rich("x")})), 200),
        "NUL in a heading": (body(("section", {"heading": "a\0b", "level": "2", "text": rich("x")})), 200),
        "broken address": (body(("embed", {"url": "https://[", "title": "x"})), 200),
        "foreign player": (body(("embed", {"url": "https://elsewhere.invalid/", "title": "x"})), 200),
        "script address": (body(("embed", {"url": "javascript:alert(1)", "title": "x"})), 200),
        "number as a cell": (table(data=[[1, 2.5], [None, True]]), 302),
        "class of a cell": (table(cell=[{"row": 0, "col": 0, "className": '"><script>'}]), 302),
    }


@pytest.fixture
def draft(column) -> StoryPage:
    return story(column, live=False, body=[paragraph("原来的话。")])


def _fields(client, url: str) -> dict:
    return shown_fields(client, url) | {"title": "一篇稿件"}


def _texts(page: StoryPage) -> list[str]:
    draft = StoryPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return [child.value["text"].source for child in draft.body]


@pytest.mark.parametrize("accept", ["text/html", "application/json"], ids=["save", "autosave"])
def test_torn_blocks_are_a_bad_request_when_a_page_is_saved(accept, desk, draft):
    fields = _fields(desk, edit_url(draft))

    answers = {
        name: desk.post(edit_url(draft), fields | blocks, headers={"accept": accept}).status_code
        for name, blocks in torn().items()
    }

    assert answers == dict.fromkeys(torn(), 400)
    assert _texts(draft) == ["<p>原来的话。</p>"]


def test_torn_blocks_make_no_page(desk, column):
    url = add_url(column, StoryPage)
    fields = _fields(desk, url)

    answers = {name: desk.post(url, fields | blocks).status_code for name, blocks in torn().items()}

    assert answers == dict.fromkeys(torn(), 400)
    assert StoryPage.objects.count() == 0


def test_torn_blocks_are_a_bad_request_in_the_preview(desk, draft):
    url = f"{edit_url(draft)}preview/"
    fields = _fields(desk, edit_url(draft))

    answers = {name: desk.post(url, fields | blocks).status_code for name, blocks in torn().items()}

    assert answers == dict.fromkeys(torn(), 400)


def test_what_can_be_mended_is_no_bad_request_and_the_page_opens_again(desk, draft):
    fields = _fields(desk, edit_url(draft))
    answers = {}

    for name, (blocks, _) in mendable().items():
        status = desk.post(edit_url(draft), fields | blocks).status_code
        answers[name] = (status, desk.get(edit_url(draft)).status_code)

    assert answers == {name: (status, 200) for name, (_, status) in mendable().items()}


def test_a_table_keeps_only_what_is_shown(desk, draft):
    fields = _fields(desk, edit_url(draft))
    merged = {"row": 0, "col": 0, "rowspan": 1, "colspan": 2}

    desk.post(edit_url(draft), fields | table(cell=[{"className": '"><script>'}], mergeCells=[merged], extra="x"))

    page = StoryPage.objects.get(pk=draft.pk).get_latest_revision_as_object()
    assert page.body[0].value == {
        "data": [["届别", "人数"], ["2024", "38"]],
        "mergeCells": [merged],
        "table_header_choice": "row",
        "first_row_is_table_header": True,
        "first_col_is_header": False,
        "table_caption": "人数",
    }
