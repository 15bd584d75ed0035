"""The whole demonstration content, loaded once for all of these."""

from collections import Counter

import pytest
from django.db import transaction
from django.test.utils import override_settings
from django.utils import timezone

from accounts.models import City, Unit
from columns.models import (
    ActivityPage,
    CasePage,
    InterviewPage,
    MediaReportPage,
    NoticePage,
    StoryPage,
    TheoryPage,
)
from core.models import AuditEntry, BasePage, Byline, KeptPage, NamedPerson, RelatedUnit
from core.publishing.content_hash import content_hash
from delivery.models import OutboxMessage
from demo.domain.load import load_demo
from demo.domain.places import UNITS
from demo.models import DemoKind, DemoObject
from home.models import HomePage, StandardPage
from media.models import Image

LENGTHS = {
    StoryPage: (1200, 1700),
    InterviewPage: (1200, 1500),
    NoticePage: (400, 600),
    TheoryPage: (1200, 1800),
    CasePage: (1200, 1500),
    ActivityPage: (180, 500),
    MediaReportPage: (170, 300),
}
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FOUR = {"chucai": 22, "yongwang": 21, "fangtan": 18, "gushi": 21}
COLUMNS = Counter({**FOUR, "notices": 10, "lilun": 4, "anli": 6, "huodong": 6, "meiti": 8, "dajiangtang": 7})


@pytest.fixture(scope="module", autouse=True)
def _loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(VAR_DIR=tmp_path_factory.mktemp("var")):
            load_demo(timezone.localdate(), lambda line: None)
        yield
        transaction.set_rollback(True)


def entries():
    return BasePage.objects.public().filter(section__isnull=False)


def test_every_column_has_its_entries():
    counts = Counter(entries().values_list("section__slug", flat=True))

    assert counts == COLUMNS


def test_the_four_columns_speak_of_every_city_and_every_unit():
    stories = entries().filter(section__slug__in=FOUR)

    cities = set(stories.values_list("city__name", flat=True))
    schools = set(stories.values_list("unit__name", flat=True))
    assert cities == set(City.objects.values_list("name", flat=True))
    assert (len(cities), schools) == (16, set(Unit.objects.filter(kind="school").values_list("name", flat=True)))


def test_the_units_are_those_of_the_file():
    names = [line.split(",")[0] for line in UNITS.read_text(encoding="utf-8").splitlines()[1:]]

    assert (len(names), sorted(Unit.objects.values_list("name", flat=True))) == (24, sorted(names))


def test_nothing_is_dated_in_the_future_and_no_two_entries_of_a_column_share_an_instant():
    now = timezone.now()

    dates = list(entries().values_list("section_id", "display_date"))
    assert [when for _, when in dates if when > now] == []
    assert len(set(dates)) == len(dates)


def test_every_entry_says_who_made_it_where_it_comes_from_and_what_it_is_about():
    lacking = [
        page.url_path
        for page in [*StoryPage.objects.all(), *InterviewPage.objects.all()]
        if not (page.source_id and page.unit_id and page.city_id == page.unit.city_id and page.theme and page.summary)
        or not page.named_people.count()
        or "责任编辑" not in [role for role, _ in page.kept.facts["bylines"]]
    ]

    assert lacking == []
    assert set(entries().exclude(section__slug="notices").values_list("theme", flat=True)) == {
        "economy",
        "life",
        "growth",
    }


def test_rows_below_entries_belong_to_them():
    pages = entries().values_list("pk", flat=True)

    counts = [model.objects.filter(page_id__in=pages).count() for model in (Byline, NamedPerson, RelatedUnit)]

    assert counts == [212, 204, 6]
    assert [model.objects.count() for model in (Byline, NamedPerson, RelatedUnit)] == counts


def test_bodies_are_as_long_as_real_ones():
    lengths = {model: [page.kept.characters for page in model.objects.select_related("kept")] for model in LENGTHS}

    shortest_and_longest = {model: (min(found), max(found)) for model, found in lengths.items()}
    beyond = {
        model: found
        for model, found in shortest_and_longest.items()
        if found[0] < LENGTHS[model][0] or found[1] > LENGTHS[model][1]
    }
    assert beyond == {}


def test_articles_cases_activities_and_reports_are_complete():
    now = timezone.now()

    articles, cases, activities = TheoryPage.objects.all(), CasePage.objects.all(), ActivityPage.objects.all()
    assert [page.slug for page in articles if not (page.authors.count() and page.references.count() > 2)] == []
    assert [page.slug for page in cases if page.figures.count() != 3 or page.unit_id is None] == []
    assert [page.slug for page in activities if not (page.hosts.count() and page.agenda.count())] == []
    assert Counter(page.state(now) for page in activities) == {"before": 2, "over": 3, "cancelled": 1}
    assert {page.source.name.endswith("（示例）") for page in MediaReportPage.objects.all()} == {True}


def test_notices_and_publicity_periods_are_complete():
    notices = NoticePage.objects.all()
    periods = [n for n in notices if n.notice_kind == "publicity"]

    assert Counter(n.notice_kind for n in notices) == {"notice": 6, "publicity": 4}
    assert [n.slug for n in notices if not (n.document_number and n.issuing_body and n.issued_on)] == []
    assert [n.slug for n in periods if not (n.publicity_from < n.publicity_to and n.contact_name)] == []
    assert sum(n.attachments.count() for n in notices) == 9
    assert {n.publicity_state(timezone.now()) for n in periods} == {"running", "over"}


def test_pictures_have_author_description_and_licence_and_wait_for_the_worker():
    images = Image.objects.all()

    assert [i.title for i in images if not (i.credit and i.description and i.licence == "own" and i.title)] == []
    assert [i.files for i in images if i.files] == []
    waiting = OutboxMessage.objects.filter(topic="media.renditions", done_at=None)
    assert sorted(m.payload["image"] for m in waiting) == sorted(i.pk for i in images)
    assert len(images) == len(DemoObject.ids(DemoKind.IMAGE)) == 63


def test_some_entries_have_a_cover_and_the_others_a_drawing():
    covers = entries().filter(cover__isnull=False).exclude(section__slug="notices").count()

    assert covers == 31


def test_the_audit_holds_the_hash_of_every_page_as_it_is():
    wrong = [
        page.url_path
        for page in BasePage.objects.filter(pk__in=DemoObject.ids(DemoKind.PAGE).values())
        if AuditEntry.objects.filter(page_id=page.pk).first().hashes != {str(page.pk): content_hash(page)}
    ]

    assert wrong == []


def test_the_foot_links_the_standard_pages_and_the_menu_does_not():
    pages = StandardPage.objects.order_by("path")

    assert [(p.slug, p.live, p.show_in_menus) for p in pages] == [
        ("about", True, False),
        ("contact", True, False),
        ("privacy", True, False),
        ("accessibility", True, False),
    ]


def test_the_home_page_shows_what_was_chosen(client):
    home = HomePage.objects.get()

    html = client.get("/").content.decode()

    entries = [
        home.headline,
        *(pick.entry for pick in home.picks.all()),
        *(row.target for row in home.headline_links.all()),
    ]
    links = [f'href="{entry.url_path.removeprefix("/site")}"' for entry in entries]
    assert ([link for link in links if link not in html], len(links)) == ([], 6)
    assert [row.text for row in home.headline_links.all() if row.text not in html] == []
    assert "本站为演示内容，人物、学校、数字均为虚构" in html


def test_every_page_answers(client):
    paths = BasePage.objects.public().values_list("url_path", flat=True)

    answers = {path: client.get(path.removeprefix("/site")).status_code for path in paths}

    assert {path: code for path, code in answers.items() if code != 200} == {}
    others = {"home": 1, "columns": 10, "standard": 4, "topics": 2, "interpretations": 6 + 1, "publicity": 4 + 1}
    assert len(answers) == COLUMNS.total() + sum(others.values())


def test_every_entry_is_kept_with_its_text():
    kept = dict(KeptPage.objects.values_list("page_id", "html"))

    assert [page.url_path for page in entries() if not kept.get(page.pk)] == []
