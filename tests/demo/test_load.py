"""Loading the demonstration content: once, twice, interrupted, beside what editors did."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext, override_settings

from accounts.models import Unit
from columns.models import ColumnPage, NoticePage, StoryPage
from core.models import AuditEntry, BasePage, SiteSettings
from core.publishing.content_hash import content_hash
from demo.domain.entries import published_at
from demo.domain.load import load_demo
from demo.models import DemoKind, DemoObject
from demo.texts import all_texts
from home.domain.set_up import ensure_site
from home.models import HomePage
from media.models import Image, PublicUse
from tests.demo.conftest import AS_OF, FEW, only_few, snapshot
from tests.factories import publish, story

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


def hashes() -> dict[str, str]:
    return {page.url_path: content_hash(page) for page in BasePage.objects.filter(depth__gt=1)}


def test_every_page_is_live_and_went_through_the_spine(load):
    loaded = load()

    pages = BasePage.objects.filter(pk__in=DemoObject.ids(DemoKind.PAGE).values())
    audited = AuditEntry.objects.filter(page_id__in=pages, verb="publish").values_list("page_id", flat=True)
    assert (loaded.made, loaded.skipped) == (len(FEW), [])
    assert sorted(audited) == sorted(page.pk for page in pages if page.live and page.ever_public)
    assert len(audited) == len(FEW)


def test_a_second_run_changes_nothing_and_writes_nothing(load):
    load()
    before = hashes(), snapshot()

    with CaptureQueriesContext(connection) as queries:
        loaded = load()

    writes = [q["sql"] for q in queries if q["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]
    assert (hashes(), snapshot()) == before
    assert (loaded.made, loaded.accounts.are_new, writes) == (0, False, [])


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


def test_what_editors_changed_stays(load):
    load()
    entry = StoryPage.objects.get(slug="bu-neng-dong")
    publish(entry, title="编辑改过的标题")
    StoryPage.objects.get(slug="jiang-tan-zi").unpublish()
    StoryPage.objects.get(slug="ye-ban-er-di").move(BasePage.objects.get(slug="yongwang"), pos="last-child")
    Unit.objects.filter(name="岱阴护理职业学院").update(name="岱阴康养职业学院")
    home = HomePage.objects.get()
    home.headline = None
    home.save_revision().publish()

    load()

    entries = StoryPage.objects.filter(slug__in=["bu-neng-dong", "jiang-tan-zi", "ye-ban-er-di"]).order_by("slug")
    assert [(e.title, e.live, e.get_parent().slug) for e in entries] == [
        ("编辑改过的标题", True, "gushi"),
        ("给一只酱坛子做包装，学生先摔了它十一回", False, "gushi"),
        ("夜班里，他被叫了一百多次“二弟”", True, "yongwang"),
    ]
    assert (HomePage.objects.get().headline, Unit.objects.filter(name="岱阴护理职业学院").count()) == (None, 0)


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


def test_filing_numbers_are_never_invented(load):
    load()

    settings = SiteSettings.load()
    numbers = (settings.icp_number, settings.police_number, settings.identification_code, settings.contact)
    assert numbers == ("", "", "", "")
    assert [link.url.endswith(".example.invalid/") for link in settings.friend_links.all()] == [True] * 3


def test_dates_count_back_from_the_day(load):
    load()

    notice = NoticePage.objects.get(slug="jiangshu-xuanti-gongshi")
    assert notice.display_date.astimezone(SHANGHAI) == datetime(2026, 11, 19, 10, 10, tzinfo=SHANGHAI)
    assert (notice.issued_on, notice.publicity_from, notice.publicity_to) == (
        date(2026, 11, 19),
        date(2026, 11, 19),
        date(2026, 11, 23),
    )
    assert HomePage.objects.get().headline_until == datetime(2026, 12, 20, tzinfo=SHANGHAI)


def test_an_hour_that_is_still_to_come_becomes_that_of_the_day_before(monkeypatch):
    text = next(text for text in all_texts("notices") if text.slug == "jiangshu-xuanti-gongshi")
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 11, 24, 9, 0, tzinfo=SHANGHAI))

    today, yesterday = published_at(text, date(2026, 11, 25)), published_at(text, date(2026, 11, 24))

    assert (today.isoformat(), yesterday.isoformat()) == ("2026-11-23T10:10:00+08:00", "2026-11-23T10:10:00+08:00")


def test_pictures_and_files_of_live_pages_are_public(load):
    load()

    lead = StoryPage.objects.get(slug="mobanche-ting-dianchi")
    kinds = sorted(PublicUse.objects.filter(page_id=lead.pk).values_list("kind", flat=True))
    assert kinds == ["image", "image"]
    assert Image.objects.filter(licence="").count() + Image.objects.filter(credit="").count() == 0
    assert lead.cover.description == "示意图案：车间里的机械臂，背后是山、水和红日"
    assert NoticePage.objects.get(slug="gushi-zhenggao").kept.facts["attachments"][0]["info"] == "TXT，1 KB"


def test_a_reprint_names_its_original(load):
    load()

    page = StoryPage.objects.get(slug="danshou-xizhuang")
    assert (page.source.name, page.source_kind, page.reprint_title, page.reprint_url) == (
        "秦皇台纺院校刊《经纬》",
        "reprint",
        "挡车工学裁剪，给一只手的人做件西装",
        "https://xiaokan.example.invalid/danshou-xizhuang/",
    )
