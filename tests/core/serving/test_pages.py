"""What readers get, as parsed HTML: official tags, foot, breadcrumbs, dates and sources, and nothing that is not public."""

import re
from datetime import UTC, datetime

import pytest
from django.core.files.base import ContentFile
from django.utils.timezone import localtime

from columns.models import ColumnPage
from core.drawing.pictures import picture_jpeg
from core.models import SiteSettings
from core.models.people import Byline
from home.models import StandardPage
from media.models import Image
from tests.factories import interview, notice, paragraph, story
from tests.support.reading import named_tags, parsed, rows, words

# Links of the foot that belong to every site.
OURS = ["网站地图", "我为网站找错", "更正一览"]
LEGAL = {
    "organiser": "齐鲁职教示例研究院",
    "operator": "示例编辑部",
    "contact": "某市某路1号",
    "identification_code": "0000000000",
    "icp_number": "备案号样例",
    "police_number": "公安备案号样例",
    "notice": "本站为演示内容",
}
AWKWARD = "“甲”<b>&amp;\"丙\"'丁' & 戊"


@pytest.fixture(autouse=True)
def _own_address(settings):
    settings.SITE_BASE_URL = "https://zhijiao.example.invalid"


@pytest.fixture
def paths(home, column, notices, interviews, unit, city):
    """Kind of page → path of one page of each kind."""
    page = StandardPage(title="关于我们", slug="about", summary="一句话。", body=[paragraph()])
    home.add_child(instance=page)
    page.save_revision().publish()
    withdrawn = story(column, title="撤下的一篇", slug="withdrawn")
    withdrawn.unpublish()
    return {
        "home": "/",
        "column": "/gushi/",
        "latest": "/latest/",
        "search": "/search/?q=调试间",
        "search-without-result": "/search/?q=量子纠缠",
        "story": f"/gushi/{story(column, unit=unit, city=city).slug}/",
        "interview": f"/fangtan/{interview(interviews, unit=unit).slug}/",
        "notice": f"/notices/{notice(notices).slug}/",
        "standard": "/about/",
        "404": "/no-such-page/",
        "410": "/gushi/withdrawn/",
    }


SITE_TAGS = [("SiteName", "职教齐鲁"), ("SiteDomain", "zhijiao.example.invalid")]
COLUMN_TAGS = [
    ("ColumnName", "讲好职教故事"),
    ("ColumnDescription", "弹墨线，一头钉住，一头拉直。这里收的都是小事：一个人、一门手艺、一间教室。"),
    ("ColumnKeywords", "职业教育,手艺,师徒"),
    ("ColumnType", "专题专栏"),
]


@pytest.mark.parametrize("code", ["", "0000000000"])
def test_tags_of_home_and_column(client, column, code):
    SiteSettings.objects.create(identification_code=code)
    site_tags = [*SITE_TAGS, *([("SiteIDCode", code)] if code else [])]

    home_tags, column_tags = (named_tags(parsed(client, path)) for path in ("/", "/gushi/"))

    assert home_tags == [*site_tags, ("Description", "山东职业教育的人物、讲座、条例与通知。")]
    assert column_tags == [*site_tags, *COLUMN_TAGS]


@pytest.mark.parametrize(
    ("path", "name", "words"),
    [
        ("/latest/", "要闻", "要闻,职业教育,新闻"),
        ("/schools/", "院校", "院校,职业学校,单位"),
        ("/cities/jinan/", "济南", "十六市,城市,职业教育"),
        ("/archive/", "往期", "往期,年份,月份"),
        ("/topics/", "专题", "专题,职业教育"),
    ],
)
def test_tags_of_a_list_that_is_no_column(client, home, path, name, words):
    tree = parsed(client, path)

    tags = dict(named_tags(tree))
    assert list(tags) == [
        "SiteName",
        "SiteDomain",
        "ColumnName",
        "ColumnDescription",
        "ColumnKeywords",
        "ColumnType",
        "Description",
    ]
    assert (tags["ColumnName"], tags["ColumnKeywords"], tags["ColumnType"]) == (name, words, "专题专栏")
    assert tags["ColumnDescription"] == tags["Description"] != name
    assert tree.select_one("meta[property='og:title']")["content"] == name


def test_tags_of_an_entry_with_everything(client, column):
    SiteSettings.objects.create(identification_code="0000000000")
    photo = Image(title="图", credit="孟繁星 摄")
    photo.file = ContentFile(picture_jpeg(1, "ridges", 48, 30), name="a.jpg")
    photo.save()
    Image.objects.filter(pk=photo.pk).update(
        files={"wide": ["covers/a.webp", 960, 540], "square": ["covers/s.webp", 400, 400]}
    )
    photo.refresh_from_db()
    when = datetime(2026, 3, 1, 23, 59, tzinfo=UTC)
    fields = {"keywords": "学徒,机电", "summary": AWKWARD, "display_date": when, "cover": photo}
    page = story(column, title=AWKWARD, bylines=[Byline(role="reporter", name="孟繁星 宋青禾")], **fields)
    url = f"https://zhijiao.example.invalid/gushi/{page.slug}/"

    tree = parsed(client, f"/gushi/{page.slug}/")

    assert named_tags(tree) == [
        *SITE_TAGS,
        ("SiteIDCode", "0000000000"),
        *COLUMN_TAGS,
        ("ArticleTitle", AWKWARD),
        ("PubDate", "2026-03-02 07:59"),
        ("ContentSource", "职教齐鲁编辑部"),
        ("Keywords", "学徒,机电"),
        ("Author", "孟繁星 宋青禾"),
        ("Description", AWKWARD),
        ("Image", "https://zhijiao.example.invalid/uploads/covers/a.webp"),
        ("Url", url),
    ]
    assert (words(tree.h1), words(tree.title)) == (AWKWARD, f"{AWKWARD} - 职教齐鲁")
    assert [(tag["property"], tag["content"]) for tag in tree.select("meta[property]")] == [
        ("og:site_name", "职教齐鲁"),
        ("og:type", "article"),
        ("og:locale", "zh_CN"),
        ("og:title", AWKWARD),
        ("og:url", url),
        ("og:image", "https://zhijiao.example.invalid/uploads/covers/s.webp"),
        ("og:description", AWKWARD),
        ("article:published_time", "2026-03-02T07:59:00+08:00"),
        ("article:modified_time", localtime(page.last_published_at).isoformat()),
        ("article:section", "讲好职教故事"),
    ]


def test_tags_of_an_entry_with_as_little_as_possible(client, home):
    bare = ColumnPage(title="第五个栏目", slug="fifth", accepted_types=["columns.storypage"])
    home.add_child(instance=bare)
    bare.save_revision().publish()
    page = story(bare, title="短", summary="", display_date=datetime(2026, 3, 1, 16, 30, tzinfo=UTC))

    column_tags = named_tags(parsed(client, "/fifth/"))
    entry_tags = named_tags(parsed(client, f"/fifth/{page.slug}/"))

    assert column_tags == [
        *SITE_TAGS,
        ("ColumnName", "第五个栏目"),
        ("ColumnDescription", "“第五个栏目”栏目的全部稿件。"),
        ("ColumnKeywords", "第五个栏目"),
        ("ColumnType", "专题专栏"),
    ]
    assert entry_tags == [
        *column_tags,
        ("ArticleTitle", "短"),
        ("PubDate", "2026-03-02 00:30"),
        ("ContentSource", "职教齐鲁编辑部"),
        ("Keywords", "第五个栏目"),
        ("Author", "职教齐鲁编辑部"),
        ("Description", "短"),
        ("Image", "https://zhijiao.example.invalid/static/img/icon-512.png"),
        ("Url", f"https://zhijiao.example.invalid/fifth/{page.slug}/"),
    ]


def test_no_page_has_an_empty_or_repeated_tag_or_a_wrong_language(client, paths):
    SiteSettings.objects.create(**LEGAL)

    for kind, path in paths.items():
        tree = parsed(client, path)
        names = [name.lower() for name, _ in named_tags(tree)]
        assert (kind, sorted(set(names))) == (kind, sorted(names))
        assert [name for name, content in named_tags(tree) if content.strip() in ("", "null", "None")] == []
        assert (kind, tree.html["lang"], len(tree.select("h1")), len(tree.select("head title"))) == (
            kind,
            "zh-CN",
            1,
            1,
        )


def test_canonical_addresses(client, paths):
    found = {
        kind: [link["href"] for link in parsed(client, path).select("link[rel=canonical]")]
        for kind, path in paths.items()
    }

    with_address = ("home", "column", "latest", "story", "interview", "notice", "standard")
    expected = {
        kind: [f"https://zhijiao.example.invalid{paths[kind]}"] if kind in with_address else [] for kind in paths
    }
    assert found == expected


def test_the_foot_is_the_same_on_every_page(client, paths):
    SiteSettings.objects.create(**LEGAL)

    feet = {
        kind: [words(line) for line in parsed(client, path).select("footer .legal li")] for kind, path in paths.items()
    }

    lines = ["主办单位：齐鲁职教示例研究院", "承办单位：示例编辑部", "联系方式：某市某路1号", "网站标识码：0000000000"]
    lines += ["备案号样例", "公安备案号样例", *OURS, "关于我们", "本站为演示内容"]
    assert feet == dict.fromkeys(paths, lines)


def test_filing_numbers_lead_to_the_authorities(client, home):
    SiteSettings.objects.create(**LEGAL)

    links = {words(link): link.get("href") for link in parsed(client, "/").select("footer .legal a")}

    assert {name: href for name, href in links.items() if name not in OURS} == {
        "备案号样例": "https://beian.miit.gov.cn/",
        "公安备案号样例": "https://beian.mps.gov.cn/",
    }


@pytest.mark.parametrize("made", [False, True])
def test_what_is_not_filled_in_has_no_line(client, paths, made):
    if made:
        SiteSettings.objects.create()

    for path in paths.values():
        tree = parsed(client, path)
        assert [words(line) for line in tree.select("footer .legal li")] == [*OURS, "关于我们"]
        assert (tree.select("footer h2"), tree.select(".util > p")) == ([], [])


def test_breadcrumbs(client, paths):
    trails = {
        kind: [(words(step), (step.a or step).get("href")) for step in steps]
        for kind, path in paths.items()
        if (steps := parsed(client, path).select("nav[aria-label=当前位置] li"))
    }

    first = ("首页", "/")
    assert trails == {
        "column": [first, ("讲好职教故事", None)],
        "latest": [first, ("要闻", None)],
        "story": [first, ("讲好职教故事", "/gushi/"), ("正文", None)],
        "interview": [first, ("职业院校书记院长访谈", "/fangtan/"), ("正文", None)],
        "notice": [first, ("通知公告", "/notices/"), ("正文", None)],
        "standard": [first, ("关于我们", None)],
    }


def test_facts_beside_a_story(client, column, unit, city):
    when = datetime(2026, 3, 1, 2, 5, tzinfo=UTC)
    bylines = [Byline(role="reporter", name="孟繁星"), Byline(role="responsible_editor", name="何清浅")]
    full = story(column, unit=unit, city=city, major="机电", display_date=when, bylines=bylines)
    bare = story(column, display_date=when)

    facts = [rows(parsed(client, f"/gushi/{page.slug}/"), "dl.dl div") for page in (full, bare)]

    source, date = ("来源", "职教齐鲁编辑部"), ("发布", "2026-03-01 10:05")
    who = [("记者", "孟繁星")]
    assert facts == [[("单位", unit.name), ("城市", "济南"), ("专业", "机电"), *who, source, date], [source, date]]


def test_date_and_source_of_interviews_and_notices(client, interviews, notices):
    when = datetime(2026, 3, 1, 2, 5, tzinfo=UTC)
    paths = [
        f"/fangtan/{interview(interviews, display_date=when).slug}/",
        f"/notices/{notice(notices, display_date=when).slug}/",
    ]

    talk, document = (parsed(client, path) for path in paths)

    assert words(talk.select(".qa + p.meta")[0]) == "来源：职教齐鲁编辑部 2026-03-01 10:05"
    assert rows(document, "dl.idx div") == [
        ("发文机关", "齐鲁职教示例研究院"),
        ("发布日期", "2026-03-01 10:05"),
        ("来源", "职教齐鲁编辑部"),
        ("有效性", "有效"),
    ]


def test_headlines_break_between_phrases_only(client, column):
    page = story(column, title="产线就是考场：黄河口走出第一批“现场工程师”")

    heading = parsed(client, f"/gushi/{page.slug}/").h1

    assert [words(part) for part in heading.select(".z")] == ["产线就是考场：", "黄河口走出第一批“现场工程师”"]
    assert re.sub(r"\s", "", heading.get_text()) == page.title
