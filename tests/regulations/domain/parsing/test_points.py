"""Texts in numbered points: work points, plans, decisions."""

from regulations.domain.parsing import parse_instrument

WORK_POINTS = """\
示范工作要点
发布时间:2024-04-03
某教函〔202417
关于印发《示范工作
要点》的通知
各市教育局:
现印发给你们。
某某省教育厅
2024323
示范工作要点
总体思路是:坚持示范。
1.加强领导。落实责任,压实任务。
2.营造环境。开展活动202416市,宣传典型。
"""


def test_points_have_lead_titles_and_the_covering_notice_is_kept_apart():
    parsed = parse_instrument(WORK_POINTS)

    assert (parsed.title, parsed.kind) == ("示范工作要点", "work_points")
    points = [(p.anchor, p.number, p.heading, p.join) for p in parsed.provisions if p.level == "point"]
    assert points == [("point-1", "1.", "加强领导", "。"), ("point-2", "2.", "营造环境", "。")]
    assert parsed.front == WORK_POINTS.splitlines()[:9]
    assert parsed.body_lines() == WORK_POINTS.splitlines()[10:]


def test_damage_is_listed_with_its_lines_and_not_repaired():
    parsed = parse_instrument(WORK_POINTS)

    assert [(p.code, p.line) for p in parsed.problems] == [
        ("half_width", 2),
        ("document_number", 3),
        ("digits", 9),
        ("digits", 13),
    ]
    assert parsed.document_number == "某教函〔202417"


def test_bold_leads_of_markdown_are_titles():
    parsed = parse_instrument(
        "# 示范工作要点\n\n1. **加强领导。**落实责任。\n\n**2.营造环境**：宣传典型。", is_markdown=True
    )

    points = [(p.number, p.heading, p.join) for p in parsed.provisions if p.level == "point"]
    assert points == [("1.", "加强领导", "。"), ("2.", "营造环境", "：")]


def test_a_plan_has_points_items_and_an_annex():
    parsed = parse_instrument(
        "示范方案\n为贯彻落实，制定本方案。\n一、总体要求\n坚持改革。\n（一）目标。达到要求。\n（二）原则。坚持公平。\n"
        "二、任务\n1.加强领导。\n2.加强保障。\n附件1\n表格"
    )

    assert parsed.counts["point"] == 2
    assert [(p.anchor, p.heading) for p in parsed.provisions if p.level == "point"] == [
        ("point-1", "总体要求"),
        ("point-2", "任务"),
    ]
    assert [p.anchor for p in parsed.provisions if p.level == "item"] == [
        "point-1-1-1",
        "point-1-1-2",
        "point-2-1-1",
        "point-2-1-2",
    ]
    assert [p.anchor for p in parsed.provisions if p.level.startswith("annex")] == ["annex-1", "annex-1-p-1"]


def test_a_decision_keeps_quoted_articles_inside_its_points():
    parsed = parse_instrument(
        "全国人民代表大会常务委员会关于修改示范法的决定\n一、第三条修改为：“国家鼓励。”\n二、增加一条：\n"
        "“第五条　甲应当：\n“（一）子；\n“（二）丑。”\n三、删去第十条。\n本决定自2020年2月1日起施行。"
    )

    assert (parsed.kind, parsed.counts["point"], parsed.counts["article"], parsed.counts["item"]) == (
        "decision",
        3,
        0,
        0,
    )
    assert parsed.problems == []


def test_a_missing_point_is_told():
    parsed = parse_instrument("示范工作要点\n1.甲工作。子。\n2.乙工作。丑。\n4.丁工作。寅。")

    assert [(p.code, p.line) for p in parsed.problems] == [("heading_gap", 4)]
