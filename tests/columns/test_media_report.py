"""Media reports: the outlet in lists, the excerpt and the way out on the page."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.html import escape

from columns.models import MediaReportPage
from core.leaving import outward
from core.models import KeptPage, Source
from delivery.outbox import run_all
from tests.factories import media_report


@pytest.fixture
def meiti(desks):
    return desks["meiti"]


@pytest.fixture
def chenkan(db) -> Source:
    return Source.objects.create(name="齐鲁晨刊（示例）")


def test_lists_name_the_outlet_and_its_day(client, meiti, chenkan):
    media_report(meiti, source=chenkan)

    (card,) = client.get("/meiti/").context["listing"].cards

    assert (card.line, card.outlet) == ("齐鲁晨刊（示例） 2026-11-18", "齐鲁晨刊（示例）")


def test_the_page_shows_the_excerpt_and_the_way_out(client, meiti, chenkan):
    page = media_report(meiti, source=chenkan, excerpt="第一段 <b>。\n\n第二段。", edition="第5版")

    html = client.get(f"/meiti/{page.slug}/").text

    kept = KeptPage.objects.get(page=page)
    assert (
        [part in html for part in ("第一段 &lt;b&gt;。", "第5版", "2026年11月18日")],
        kept.text.splitlines()[-2:],
    ) == (
        [True, True, True],
        ["第一段 <b>。 第二段。", "齐鲁晨刊（示例）"],
    )
    assert f'href="{escape(outward("https://news.example.invalid/1"))}" rel="noopener external"' in html


def test_it_is_found_by_outlet_and_excerpt(client, meiti, chenkan):
    media_report(meiti, source=chenkan, excerpt="一所学校的十年账本")
    run_all()

    found = [client.get(f"/search/?q={word}").context["result"].total for word in ("齐鲁晨刊", "十年账本", "查无此报")]

    assert found == [1, 1, 0]


@pytest.mark.parametrize(
    ("field", "empty"), [("published_on", None), ("original_url", ""), ("excerpt", ""), ("source", None)]
)
def test_a_report_lacking_a_fact_stays_a_draft(meiti, chenkan, field, empty):
    page = media_report(meiti, live=False, source=chenkan)
    setattr(page, field, empty)
    page.save_revision(clean=False)

    with pytest.raises(ValidationError) as refusal:
        page.get_latest_revision().publish()

    assert list(refusal.value.message_dict) == [field]
    assert MediaReportPage.objects.get(pk=page.pk).live is False
