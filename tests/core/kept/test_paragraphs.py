"""Anchors of paragraphs survive edits."""

from lxml import html as lxml_html

from core.kept.paragraphs import assign_paragraph_ids, paragraphs_of

FIRST = ["凌晨四点，调试间的灯还亮着。", "这台码垛机停了十六天。", "第三天夜里，他们拆下减速机。"]


def published(texts: list[str], previous: list[tuple[str, str]] = ()) -> list[tuple[str, str]]:
    tree = lxml_html.fragment_fromstring("".join(f"<p>{text}</p>" for text in texts), create_parent="div")
    assign_paragraph_ids(tree, list(previous))
    return paragraphs_of("".join(lxml_html.tostring(e, encoding="unicode") for e in tree))


def test_every_paragraph_gets_an_id_of_its_own():
    found = published(FIRST)

    assert [text for _, text in found] == FIRST
    assert len({key for key, _ in found}) == 3
    assert all(key.startswith("p-") for key, _ in found)


def test_unchanged_paragraphs_keep_their_ids_around_an_inserted_one():
    before = published(FIRST)

    after = published([FIRST[0], "新加的一段，写车间的气味。", *FIRST[1:]], before)

    assert [after[0], *after[2:]] == before
    assert after[1][0] not in {key for key, _ in before}


def test_an_edited_paragraph_keeps_its_id():
    before = published(FIRST)

    after = published([FIRST[0], "这台码垛机停了十七天。", FIRST[2]], before)

    assert [key for key, _ in after] == [key for key, _ in before]


def test_a_wholly_new_text_inherits_nothing():
    before = published(FIRST)

    after = published(["木匠先看一眼树。", "再看一眼天。"], before)

    assert {key for key, _ in after} & {key for key, _ in before} == set()


def test_two_equal_paragraphs_have_two_ids():
    found = published(["好。", "好。"])

    assert len({key for key, _ in found}) == 2
