"""Typical cases: four parts under their headings, evidence with source and day, the card of the school."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from lxml import html as lxml_html

from columns.models import CasePage
from core.models import KeptPage
from core.publishing.errors import PublicChangeRefused
from media.models import Document, PublicUse
from tests.factories import case, paragraph, publish


@pytest.fixture
def anli(desks):
    return desks["anli"]


def test_the_parts_become_the_contents_and_empty_ones_are_left_out(anli, unit):
    page = case(anli, unit=unit)

    kept = KeptPage.objects.get(page=page)

    assert kept.contents == [["background", "背景"], ["practice", "做法"], ["results", "成效"]]
    assert kept.text.splitlines()[2] == "背景 background：一段话。 做法 practice：一段话。 成效 results：一段话。"


def test_figures_stand_in_the_evidence_with_source_and_day(anli, unit):
    page = case(anli, unit=unit, live=False)
    page.figures.create(number="92%", label="毕业生留在本市", source="学校就业办公室台账", as_of=date(2026, 9, 1))

    kept = KeptPage.objects.get(page=publish(page))

    tree = lxml_html.fragment_fromstring(kept.html, create_parent="div")
    rows = [[cell.text_content() for cell in row] for row in tree.iter("tr")]
    assert rows == [["数字", "说明", "出处", "截至"], ["92%", "毕业生留在本市", "学校就业办公室台账", "2026-09-01"]]
    assert kept.contents[-1] == ["evidence", "佐证"]


def test_attachments_are_linked_and_public_only_with_the_page(client, anli, unit):
    document = Document(title="课表样张")
    document.file = ContentFile("样例\n".encode(), name="kebiao.txt")
    document.save()
    page = case(anli, unit=unit, live=False)
    page.attachments.create(document=document)

    before = client.get(document.url).status_code
    page = publish(page)
    after = client.get(document.url).status_code

    assert (before, after, PublicUse.objects.of(document).count()) == (404, 200, 1)
    assert f'href="{document.url}"' in KeptPage.objects.get(page=page).html


def test_headings_inside_a_part_are_below_it(anli, unit):
    page = case(anli, unit=unit, practice=[paragraph("先减课。", heading="减三门课", level="3")])

    tree = lxml_html.fragment_fromstring(KeptPage.objects.get(page=page).html, create_parent="div")

    assert [(e.tag, e.text_content()) for e in tree.iter("h2", "h3")] == [
        ("h2", "背景"),
        ("h2", "做法"),
        ("h3", "减三门课"),
        ("h2", "成效"),
    ]


def test_the_card_of_the_school(client, anli, unit):
    unit.introduction = "有三个校区。"
    unit.save()
    page = case(anli, unit=unit)

    facts = client.get(f"/anli/{page.slug}/").context["facts"]

    assert facts["school"] == {
        "name": "泺源工业职业学院",
        "category": "高等职业学校（专科）",
        "city": "济南",
        "introduction": "有三个校区。",
        "website": "",
    }


def test_a_case_without_school_stays_a_draft(anli):
    page = case(anli, live=False)

    with pytest.raises(PublicChangeRefused, match="典型案例要写明学校。"):
        page.get_latest_revision().publish()

    assert CasePage.objects.get(pk=page.pk).live is False


@pytest.mark.parametrize(("part", "heading"), [("background", "背景"), ("practice", "做法"), ("results", "成效")])
def test_a_case_lacking_a_part_stays_a_draft(anli, unit, part, heading):
    page = case(anli, live=False, unit=unit, **{part: []})

    with pytest.raises(PublicChangeRefused, match=f"还没有写：{heading}。"):
        page.get_latest_revision().publish()

    assert CasePage.objects.get(pk=page.pk).live is False
