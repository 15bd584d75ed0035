"""Theory articles: authors, references with anchors, the citation, what publication asks for."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from lxml import html as lxml_html

from columns.citations import citation, words
from columns.models import TheoryPage
from core.models import KeptPage
from core.publishing.errors import PublicChangeRefused
from delivery.outbox import run_all
from tests.factories import paragraph, publish, theory

SHANGHAI = ZoneInfo("Asia/Shanghai")
PUBLISHED = datetime(2026, 11, 20, 0, 30, tzinfo=SHANGHAI)


@pytest.fixture
def lilun(desks):
    return desks["lilun"]


def links(page: TheoryPage) -> list[tuple[str, str]]:
    tree = lxml_html.fragment_fromstring(KeptPage.objects.get(page=page).html, create_parent="div")
    return [(a.get("href"), a.getparent().text_content()) for a in tree.xpath("//sup[@class='k']/a")]


def with_references(lilun, text: str, count: int = 3) -> TheoryPage:
    page = theory(lilun, live=False, body=[paragraph(text)])
    page.references = []
    for number in range(1, count + 1):
        page.references.create(text=f"第{number}条文献[J]. 示例职教, 2025({number}).", sort_order=number)
    return publish(page)


@pytest.mark.parametrize(
    ("authors", "named"),
    [
        ([], ""),
        (["何清浅"], "何清浅. "),
        (["何清浅", "边石", "宋青禾"], "何清浅, 边石, 宋青禾. "),
        (["何清浅", "边石", "宋青禾", "孟繁星"], "何清浅, 边石, 宋青禾, 等. "),
    ],
)
def test_a_citation_names_three_authors_and_both_days(authors, named):
    looked_up = datetime(2026, 11, 24, 23, 59, tzinfo=SHANGHAI)

    text = citation(authors, "课堂在车间里", "职教齐鲁", PUBLISHED, "https://x.example.invalid/lilun/a/", looked_up)

    expected = "课堂在车间里[EB/OL]. 职教齐鲁, (2026-11-20)[2026-11-24]. https://x.example.invalid/lilun/a/"
    assert text == named + expected


def test_the_page_shows_authors_abstract_keywords_and_the_citation_of_the_day(client, lilun, settings):
    page = theory(lilun, title="课堂在车间里", slug="a", display_date=PUBLISHED, keywords="课堂，工学一体, 车间")

    with time_machine.travel(datetime(2026, 11, 24, 15, 59, tzinfo=ZoneInfo("UTC")), tick=False):
        context = client.get("/lilun/a/").context
        change = page.next_change_at(datetime(2026, 11, 24, 15, 59, tzinfo=ZoneInfo("UTC")))

    authors = [{"name": "何清浅", "affiliation": "琴屿海洋职业学院轮机系", "post": "教授"}]
    address = f"{settings.SITE_BASE_URL.rstrip('/')}/lilun/a/"
    assert (context["facts"]["authors"], context["keywords"]) == (authors, ["课堂", "工学一体", "车间"])
    assert context["citation"] == f"何清浅. 课堂在车间里[EB/OL]. 职教齐鲁, (2026-11-20)[2026-11-24]. {address}"
    assert (context["author"], context["facts"]["bylines"]) == ("何清浅", [["作者", "何清浅"]])
    assert change == datetime(2026, 11, 25, tzinfo=SHANGHAI)


def test_numbers_in_the_text_lead_to_their_references(lilun):
    page = with_references(lilun, "甲[1]，<b>乙</b>[2，3]。丙<sup>[1-3]</sup>丁[4]戊[0]")

    kept = KeptPage.objects.get(page=page)
    tree = lxml_html.fragment_fromstring(kept.html, create_parent="div")
    assert links(page) == [
        ("#ref-1", "[1]"),
        ("#ref-2", "[2，3]"),
        ("#ref-3", "[2，3]"),
        ("#ref-1", "[1-3]"),
        ("#ref-3", "[1-3]"),
    ]
    assert tree.find(".//p").text_content() == "甲[1]，乙[2，3]。丙[1-3]丁[4]戊[0]"
    assert [li.get("id") for li in tree.xpath("//ol[@class='refs']/li")] == ["ref-1", "ref-2", "ref-3"]
    assert kept.contents == [["references", "参考文献"]]


def test_without_references_brackets_stay_text_and_no_heading_is_shown(lilun):
    page = with_references(lilun, "甲[1]", count=0)

    kept = KeptPage.objects.get(page=page)
    assert (links(page), kept.contents, "甲[1]" in kept.html) == ([], [], True)


def test_hostile_references_are_text(lilun):
    page = theory(lilun, live=False, body=[paragraph("甲[1]")])
    page.references = []
    page.references.create(text="<script>alert(1)</script>", url="https://a.example.invalid/?x=1&y=<b>")

    html = KeptPage.objects.get(page=publish(page)).html

    assert ("<script" in html, "&lt;script&gt;" in html) == (False, True)


def test_an_article_without_author_stays_a_draft(lilun):
    page = theory(lilun, live=False)
    page.authors = []
    page.save_revision()

    with pytest.raises(PublicChangeRefused, match="理论文章要有至少一位作者。"):
        page.get_latest_revision().publish()

    assert TheoryPage.objects.get(pk=page.pk).live is False


def test_it_is_found_by_author_affiliation_and_abstract(client, lilun):
    theory(lilun, title="课堂在车间里", abstract="三年的跟踪记录")
    run_all()

    found = [
        client.get(f"/search/?q={word}").context["result"].total
        for word in ("何清浅", "轮机系", "跟踪记录", "查无此人")
    ]

    assert found == [1, 1, 1, 0]


def test_lists_name_the_authors(client, lilun):
    page = theory(lilun, live=False)
    page.authors.create(name="边石", affiliation="泺源工业职业学院")
    publish(page)

    assert [card.line for card in client.get("/lilun/").context["listing"].cards] == ["何清浅、边石"]


def test_keywords_are_cut_at_any_comma():
    assert words("工学一体, 课堂，车间；师傅、") == ["工学一体", "课堂", "车间", "师傅"]
