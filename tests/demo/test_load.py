"""Loading the demonstration content into an empty site, interrupted, beside what others made."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.test.utils import override_settings

from columns.models import ColumnPage, StoryPage
from core.models import AuditEntry, BasePage, SiteSettings
from demo.domain.fields import published_at
from demo.domain.load import load_demo
from demo.models import DemoKind, DemoObject
from demo.texts import all_texts
from home.domain.set_up import ensure_site
from home.models import HomePage
from tests.demo.conftest import AS_OF, FEW, only_few, snapshot
from tests.factories import story

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture(scope="module")
def clean(django_db_setup, django_db_blocker, tmp_path_factory) -> dict:
    """What one undisturbed run leaves."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        only_few(patch)
        with transaction.atomic(), override_settings(VAR_DIR=tmp_path_factory.mktemp("var")):
            load_demo(AS_OF, lambda line: None)
            found = snapshot()
            transaction.set_rollback(True)
    return found


def test_every_page_is_live_and_went_through_the_spine(load):
    loaded = load()

    pages = BasePage.objects.filter(pk__in=DemoObject.ids(DemoKind.PAGE).values())
    audited = AuditEntry.objects.filter(page_id__in=pages, verb="publish").values_list("page_id", flat=True)
    assert (loaded.made, loaded.skipped) == (len(FEW), [])
    assert sorted(audited) == sorted(page.pk for page in pages if page.live and page.ever_public)
    assert len(audited) == len(FEW)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "number"),
    [
        (DemoKind.USER, 2),
        (DemoKind.UNIT, 5),
        (DemoKind.SOURCE, 1),
        (DemoKind.IMAGE, 2),
        (DemoKind.DOCUMENT, 1),
        (DemoKind.PAGE, 1),
        (DemoKind.PAGE, 6),
        (DemoKind.HOME, 1),
        (DemoKind.SETTINGS, 1),
    ],
)
def test_a_run_that_was_killed_is_finished_by_the_next(clean, load, monkeypatch, kind, number):
    note = DemoObject.note
    left = {"calls": number}

    def killed(noted, key, made):
        left["calls"] -= noted == kind
        if not left["calls"]:
            raise KeyboardInterrupt
        note(noted, key, made)

    with monkeypatch.context() as patch:
        patch.setattr(DemoObject, "note", killed)
        with pytest.raises(KeyboardInterrupt):
            load()

    load()

    assert snapshot() == clean


def test_a_taken_address_is_reported_and_left_alone(load):
    ensure_site()
    theirs = story(ColumnPage.objects.get(slug="gushi"), slug="bu-neng-dong", title="编辑的稿件")

    loaded = load()

    assert loaded.skipped == ["gushi/bu-neng-dong：“讲好职教故事”下面已有网址为“bu-neng-dong”的页面，没有加入。"]
    assert list(StoryPage.objects.filter(slug="bu-neng-dong").values_list("pk", "title")) == [(theirs.pk, "编辑的稿件")]


def test_the_operators_own_lines_and_choices_stay(load):
    home = ensure_site()
    settings = SiteSettings.load()
    settings.organiser = "真正的主办单位"
    settings.save()
    chosen = story(ColumnPage.objects.get(slug="gushi"))
    home.headline = BasePage.objects.get(pk=chosen.pk)
    home.save_revision().publish()

    load()

    settings = SiteSettings.load()
    assert (settings.organiser, settings.notice) == ("真正的主办单位", "本站为演示内容，人物、学校、数字均为虚构")
    assert (HomePage.objects.get().headline_id, HomePage.objects.get().picks.count()) == (chosen.pk, 0)


def test_an_hour_that_is_still_to_come_becomes_that_of_the_day_before(monkeypatch):
    text = next(text for text in all_texts("notices") if text.slug == "jiangshu-xuanti-gongshi")
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 11, 24, 9, 0, tzinfo=SHANGHAI))

    today, yesterday = published_at(text, date(2026, 11, 25)), published_at(text, date(2026, 11, 24))

    assert (today.isoformat(), yesterday.isoformat()) == ("2026-11-23T10:10:00+08:00", "2026-11-23T10:10:00+08:00")
