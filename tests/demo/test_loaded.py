"""The demonstration content once it is loaded: what it says, what a second run leaves alone."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Unit
from columns.models import NoticePage, StoryPage
from core.models import BasePage, SiteSettings
from core.publishing.content_hash import content_hash
from home.models import HomePage
from media.models import Image, PublicUse
from tests.demo.conftest import snapshot
from tests.factories import publish

SHANGHAI = ZoneInfo("Asia/Shanghai")


def hashes() -> dict[str, str]:
    return {page.url_path: content_hash(page) for page in BasePage.objects.filter(depth__gt=1)}


def test_a_second_run_changes_nothing_and_writes_nothing(loaded, load):
    before = hashes(), snapshot()

    with CaptureQueriesContext(connection) as queries:
        loaded = load()

    writes = [q["sql"] for q in queries if q["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]
    assert (hashes(), snapshot()) == before
    assert (loaded.made, loaded.accounts.are_new, writes) == (0, False, [])


def test_what_editors_changed_stays(loaded, load):
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


def test_filing_numbers_are_never_invented(loaded):
    settings = SiteSettings.load()
    numbers = (settings.icp_number, settings.police_number, settings.identification_code, settings.contact)
    assert numbers == ("", "", "", "")
    assert [link.url.endswith(".example.invalid/") for link in settings.friend_links.all()] == [True] * 3


def test_dates_count_back_from_the_day(loaded):
    notice = NoticePage.objects.get(slug="jiangshu-xuanti-gongshi")
    assert notice.display_date.astimezone(SHANGHAI) == datetime(2026, 11, 19, 10, 10, tzinfo=SHANGHAI)
    assert (notice.issued_on, notice.publicity_from, notice.publicity_to) == (
        date(2026, 11, 19),
        date(2026, 11, 19),
        date(2026, 11, 23),
    )
    assert HomePage.objects.get().headline_until == datetime(2026, 12, 20, tzinfo=SHANGHAI)


def test_pictures_and_files_of_live_pages_are_public(loaded):
    lead = StoryPage.objects.get(slug="mobanche-ting-dianchi")
    story, notice = StoryPage.objects.get(slug="danshou-xizhuang"), NoticePage.objects.get(slug="gushi-zhenggao")
    uses = {
        page.slug: sorted(PublicUse.objects.filter(page_id=page.pk).values_list("kind", flat=True))
        for page in (lead, story, notice)
    }
    assert uses == {
        "mobanche-ting-dianchi": ["image"],
        "danshou-xizhuang": ["image", "image"],
        "gushi-zhenggao": ["document", "document"],
    }
    assert Image.objects.filter(licence="").count() + Image.objects.filter(credit="").count() == 0
    assert lead.cover.description == "示意图案：车间里的机械臂，背后是山、水和红日"
    assert notice.kept.facts["attachments"][0]["info"] == "TXT，1 KB"


def test_a_reprint_names_its_original(loaded):
    page = StoryPage.objects.get(slug="danshou-xizhuang")
    assert (page.source.name, page.source_kind, page.reprint_title, page.reprint_url) == (
        "秦皇台纺院校刊《经纬》",
        "reprint",
        "挡车工学裁剪，给一只手的人做件西装",
        "https://xiaokan.example.invalid/danshou-xizhuang/",
    )
