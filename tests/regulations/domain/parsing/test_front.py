"""Title, note, number, body and dates of official texts."""

from datetime import date

import pytest

from regulations.domain.parsing import parse_instrument

DECREE = """\
中华人民共和国主席令
第一一二号
《示范法》已由第十三届全国人民代表大会常务委员会第三十四次会议于2022年4月20日修订通过，现予公布。
中华人民共和国示范法
（1996年5月15日第八届全国人民代表大会常务委员会第十九次会议通过
2022年4月20日第十三届全国人民代表大会常务委员会第三十四次会议修订）
第一条　甲。
第二条　本法自2022年5月1日起施行。
"""


def test_a_note_of_several_lines_is_read_date_by_date():
    parsed = parse_instrument(DECREE)

    assert parsed.title == "中华人民共和国示范法"
    assert [(event.on, event.action) for event in parsed.events] == [
        (date(1996, 5, 15), "通过"),
        (date(2022, 4, 20), "修订"),
    ]
    assert (parsed.kind, parsed.issuing_body) == ("law", "全国人民代表大会常务委员会")
    assert (parsed.adopted_on, parsed.effective_on) == (date(1996, 5, 15), date(2022, 5, 1))
    assert parsed.front == DECREE.splitlines()[:3]


def test_a_local_regulation_names_its_own_congress():
    parsed = parse_instrument(
        "# 某岛市示范条例\n\n2015年8月26日 某岛市第十五届人民代表大会常务委员会第二十九次会议通过\n\n"
        "2015年9月24日 某某省第十二届人民代表大会常务委员会第十六次会议批准2015年9月24日公告公布\n\n"
        "2015年11月1日 施行\n\n<!-- INFO END -->\n\n第一条 甲。",
        is_markdown=True,
    )

    assert parsed.issuing_body == "某岛市人民代表大会常务委员会"
    assert (parsed.published_on, parsed.effective_on) == (date(2015, 9, 24), date(2015, 11, 1))
    assert [p.level for p in parsed.provisions] == ["article", "paragraph"]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("示范法", "law"),
        ("示范条例", "regulation"),
        ("示范条例（试行）", "regulation"),
        ("示范管理办法", "rule"),
        ("示范法修正案（二）", "amendment"),
        ("关于修改示范法的决定", "decision"),
        ("最高人民法院关于示范问题的解释", "interpretation"),
        ("最高人民法院关于示范问题的若干规定", "interpretation"),
        ("2024年示范工作要点", "work_points"),
        ("关于做好示范工作的通知", "policy"),
        ("示范行动方案（2024—2027年）", "policy"),
    ],
)
def test_the_kind_follows_the_title(title, kind):
    assert parse_instrument(f"{title}\n第一条　甲。").kind == kind


def test_titles_of_two_lines_are_one():
    parsed = parse_instrument("某某省人民政府办公厅\n关于做好示范工作的通知\n一、甲\n乙。")

    assert parsed.title == "某某省人民政府办公厅关于做好示范工作的通知"


def test_the_title_of_the_file_head_is_used_in_markdown():
    parsed = parse_instrument('---\ntitle: "示范条例"\n---\n第一条 甲。\n第二条 乙。', is_markdown=True)

    assert (parsed.title, parsed.counts["article"], parsed.problems) == ("示范条例", 2, [])


def test_what_cannot_be_a_date_is_no_date():
    parsed = parse_instrument("示范法\n（2022年13月40日某会议通过）\n第一条　甲。")

    assert (parsed.adopted_on, parsed.note) == (None, ["（2022年13月40日某会议通过）"])
