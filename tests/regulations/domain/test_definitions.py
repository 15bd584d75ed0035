"""Terms that a text defines."""

import pytest

from regulations.domain.definitions import definitions_in


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("本法所称职业教育，是指为了培养人才而实施的教育。", "职业教育"),
        ("本条例所称的职业学校包括甲、乙和丙。", "职业学校"),
        ("本样张所称带教师傅，是指由企业指定的人。", "带教师傅"),
        ("前款所称“名特产品”，系指甲。", "名特产品"),
        ("本法所称以上，包括本数。", ""),
        ("学校是指路的灯。", ""),
        ("违反规定的，处罚。", ""),
    ],
)
def test_a_definition_names_its_term(text, term):
    assert [told.term for told in definitions_in([("art-1", "art-1-1", text)])] == ([term] if term else [])


def test_a_list_of_words_defines_each_item_of_its_article():
    lines = [
        ("art-9", "art-9-1", "本条例下列用语的含义："),
        ("art-9", "art-9-1-1", "实习，是指在岗位上学习。"),
        ("art-9", "art-9-1-2", "“基地”是指共同建设的场所。"),
        ("art-10", "art-10-1", "公告，是指别的。"),
    ]

    assert [(told.term, told.anchor) for told in definitions_in(lines)] == [
        ("实习", "art-9-1-1"),
        ("基地", "art-9-1-2"),
    ]
