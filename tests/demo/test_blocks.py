"""From pieces to blocks."""

from columns.models import StoryPage
from demo.blocks import Blocks
from demo.texts import Facts, Figure, Question, Quote, Section, Table

PIECES = [
    Section("小标题", ("1 < 2 & “引号”", "第二段")),
    Quote("一句话", "某人"),
    Facts((("76", "名学徒"),)),
    Table("表题", (("甲", "乙"), ("一", "二"))),
    Figure("示意图：一条线", "图注", "绘图/某"),
    Question("短题", "问题？", (("甲某", ("先说。", "接着说。")),)),
]


def blocks(key: str = "gushi/a") -> Blocks:
    return Blocks(key, lambda figure: 7)


def values(made: list[dict]) -> list[tuple]:
    return [(block["type"], block["value"]) for block in made]


def test_each_piece_becomes_the_block_that_a_revision_stores():
    made = blocks().body(PIECES)

    *plain, facts, table, figure, question = values(made)
    assert plain == [
        ("section", {"heading": "小标题", "level": "2", "text": "<p>1 &lt; 2 &amp; “引号”</p><p>第二段</p>"}),
        ("quote", {"text": "一句话", "speaker": "某人"}),
    ]
    assert [item["value"] for item in facts[1]["facts"]] == [{"number": "76", "label": "名学徒"}]
    assert (table[1]["data"], table[1]["table_caption"]) == ([["甲", "乙"], ["一", "二"]], "表题")
    assert figure[1] == {
        "image": 7,
        "alt": "示意图：一条线",
        "decorative": False,
        "caption": "图注",
        "credit": "绘图/某",
    }
    answer = {"speaker": "甲某", "text": "<p>先说。</p><p>接着说。</p>"}
    assert [item["value"] for item in question[1]["answers"]] == [answer]


def test_ids_depend_on_the_text_and_the_place_alone():
    first, again, other = blocks().body(PIECES), blocks().body(PIECES), blocks("gushi/b").body(PIECES)

    assert first == again
    assert {block["id"] for block in first} & {block["id"] for block in other} == set()


def test_a_notice_knows_no_quote():
    made = blocks().plain_body([Quote("说明：a < b", "")])

    assert values(made) == [("section", {"heading": "", "level": "2", "text": "<p><b>说明：a &lt; b</b></p>"})]


def test_the_page_reads_every_block_back(db):
    made = [block for block in blocks().body(PIECES) if block["type"] != "figure"]

    page = StoryPage(title="一篇", body=made)

    assert [(block.block_type, block.id) for block in page.body] == [(block["type"], block["id"]) for block in made]
    table = next(block for block in page.body.stream_block.clean(page.body) if block.block_type == "table")
    assert table.value["data"] == [["甲", "乙"], ["一", "二"]]
