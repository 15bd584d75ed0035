"""The content of the browser tests: every block kind, every state of a page, one column that needs a pager."""

from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.enums import Role
from accounts.models import City, Unit, User
from columns.models import (
    ActivityPage,
    CasePage,
    ColumnPage,
    InterviewPage,
    MediaReportPage,
    NoticePage,
    StoryPage,
    TheoryPage,
)
from core.drawing.pictures import picture_jpeg
from core.models import BasePage, Byline, Correction, SiteSettings, Source
from core.models.people import RelatedUnit
from delivery.outbox import run_all
from home.domain.set_up import ensure_site
from home.models import HomeHeadlineLink, HomePage, HomePick, StandardPage, TopicEntry, TopicPage
from media.models import Document, Image, Video
from tests.support.browser_lectures import make_lectures
from tests.support.browser_regulations import make_regulations
from tests.support.browser_texts import make_official_text

# Role → (username, password) of the accounts that sign in.
ACCOUNTS = {Role.EDITOR: ("editor", "xie-gao-ren-2026"), Role.CHIEF_EDITOR: ("chief", "kan-ban-ren-2026")}
ENTRIES_FOR_A_PAGER = 24
SENTENCE = "凌晨四点，调试间的灯还亮着，机械臂在红漆框里一遍遍走同一条线。"
LONG_TITLE = "凌晨四点的调试间：一条机械臂要学会的，是在“该停的地方”停下来"
TABLE = {
    "data": [["批次", "工位", "结果"], ["第一批", "左臂", "合格"], ["", "右臂", "返工一次"], ["合计", "", "两个工位"]],
    "cell": [],
    "mergeCells": [
        {"row": 1, "col": 0, "rowspan": 2, "colspan": 1},
        {"row": 3, "col": 0, "rowspan": 1, "colspan": 2},
    ],
    "table_header_choice": "row",
    "first_row_is_table_header": True,
    "first_col_is_header": False,
    "table_caption": "两周的调试记录",
}


def build() -> None:
    """Make all of it in the empty database, and the renditions that the worker would make."""
    home = ensure_site()
    columns = {column.slug: column for column in ColumnPage.objects.all()}
    make_accounts()
    fill_settings()
    make_standard_pages(home)
    unit = make_units()
    headline = make_full_story(columns["gushi"], unit)
    make_short_stories(columns)
    make_interview(columns["fangtan"], unit)
    make_notices(columns["notices"])
    make_practice(columns, unit)
    make_lectures(unit, [section()])
    make_regulations(home, [section()])
    withdraw(add(columns["gushi"], StoryPage(title="撤下的稿件", slug="withdrawn", body=[section()])))
    make_topics(home, [headline])
    add(home, ColumnPage(title="还没有稿件的栏目", slug="kongjian", accepted_types=["columns.storypage"]))
    choose(HomePage.objects.get(pk=home.pk), headline)
    make_official_text(SENTENCE)
    run_all()


def block(kind: str, value: Any) -> dict[str, Any]:
    """A block as a revision stores it."""
    return {"type": kind, "value": value, "id": str(uuid4())}


def section(heading: str = "", level: str = "2", text: str = f"<p>{SENTENCE * 6}</p>") -> dict[str, Any]:
    """A stretch of text."""
    return block("section", {"heading": heading, "level": level, "text": text})


def items(*values: Any) -> list[dict[str, Any]]:
    """The values of a list block."""
    return [block("item", value) for value in values]


def add(parent: BasePage, page: BasePage, live: bool = True, **rows: list) -> BasePage:
    """Put `page` below `parent` with a source, and publish it."""
    if page.is_entry:
        page.source = Source.objects.get_or_create(name="职教齐鲁编辑部")[0]
    page.summary = page.summary or "工位旁贴着一张纸，写着停机位置，改过六回，最后一回是学生改的。"
    for name, values in rows.items():
        setattr(page, name, values)
    BasePage.objects.get(pk=parent.pk).add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    return type(page).objects.get(pk=page.pk)


def withdraw(page: BasePage) -> None:
    """What was public and is not any more."""
    page.unpublish()


def make_accounts() -> None:
    """One person for each role that signs in."""
    for role, (username, password) in ACCOUNTS.items():
        user = User.objects.create_user(
            username, f"{username}@example.invalid", password, display_name=f"示例{role.label}"
        )
        user.groups.set([Group.objects.get(name=role.label)])


def fill_settings() -> None:
    """Every line of the foot, with values nobody can take for real ones."""
    settings = SiteSettings.load()
    settings.organiser, settings.operator = "齐鲁职教示例研究院", "示例编辑部"
    settings.contact, settings.notice = "某市某路1号", "本站为演示内容"
    settings.icp_number, settings.police_number = "备案号样例", "公安备案号样例"
    settings.friend_links.create(name="示例学会", group="行业组织", url="https://society.example.invalid/")
    settings.friend_links.create(name="示例学院", url="https://college.example.invalid/")
    settings.save()


def make_standard_pages(home: HomePage) -> None:
    """The pages that the foot links; the first has a contents list."""
    body = [section(heading) for heading in ("我们是谁", "我们做什么", "怎样投稿", "怎样联系")]
    for slug, title in (
        ("about", "关于我们"),
        ("contact", "联系我们"),
        ("privacy", "隐私政策"),
        ("accessibility", "无障碍声明"),
    ):
        add(home, StandardPage(title=title, slug=slug, body=body))


def make_units() -> Unit:
    """A school with everything its card shows, and a second one."""
    cities = {city.code: city for city in City.objects.all()}
    Unit.objects.create(name="琴屿海洋职业学院", category="college", city=cities["3702"])
    return Unit.objects.create(
        name="泺源工业职业学院",
        category="college",
        city=cities["3701"],
        introduction="为测试而写的学校，有三个校区。",
        website="https://luoyuan.example.invalid/",
    )


def picture(seed: int, kind: str, title: str) -> Image:
    """A drawn picture in the library."""
    image = Image(title=title, credit="绘图/示例")
    image.file = ContentFile(picture_jpeg(seed, kind, 960, 600), name="picture.jpg")
    image.save()
    return image


def document(title: str) -> Document:
    """A small text file."""
    made = Document(title=title)
    made.file = ContentFile("样例\n".encode(), name=f"{title}.txt")
    made.save()
    return made


def figure(image: Image, **changes: Any) -> dict[str, Any]:
    """The value of a figure block."""
    words = {"alt": "车间里的机械臂", "decorative": False, "caption": "调试间里的机械臂。", "credit": "孟繁星 摄"}
    return {"image": image.pk, **words, **changes}


def full_body() -> list[dict[str, Any]]:
    """Every block of a story's body at least once."""
    pictures = [picture(seed, kind, f"图{seed}") for seed, kind in enumerate(("ridges", "quarters", "strings"), 1)]
    link = f'<p>{SENTENCE}<a href="https://example.invalid/">一条链接</a>，<b>粗体</b>，10<sup>2</sup>。</p>'
    lists = "<ul><li>先看图</li><li>再动手</li></ul><ol><li>断电</li><li>挂牌</li></ol>"
    answers = items({"speaker": "宋青禾", "text": f"<p>{SENTENCE}</p>"})
    return [
        section(text=link + f"<p>{SENTENCE * 8}</p>"),
        section("停在哪里", "2", f"<p>{SENTENCE * 5}</p>"),
        block("figure", figure(pictures[0])),
        section("第一次返工", "3", f"<p>{SENTENCE * 5}</p>{lists}"),
        block("quote", {"text": "停得准，比走得快要紧。", "speaker": "宋青禾，带班教师"}),
        block("facts", {"facts": items({"number": "76", "label": "名学徒"}, {"number": "92%", "label": "一次合格"})}),
        block(
            "gallery", {"title": "一天的调试", "figures": items(figure(pictures[1]), figure(pictures[2], caption=""))}
        ),
        block("table", TABLE),
        block("question", {"label": "怎样停", "question": "怎样才算停得准？", "answers": answers}),
        block("document", {"document": document("停机位置记录").pk, "title": ""}),
        block("embed", {"url": "https://player.bilibili.com/player.html?bvid=BV1", "title": "两分钟看懂限位"}),
    ]


def make_full_story(column: ColumnPage, unit: Unit) -> BasePage:
    """The story with everything: kicker, subtitle, cover, all blocks, byline, further units."""
    page = StoryPage(
        title=LONG_TITLE,
        slug="full",
        kicker="出彩职教生·第十二期",
        subtitle="一个机电班的两周",
        short_title="凌晨四点的调试间",
        unit=unit,
        city=unit.city,
        theme="growth",
        major="机电一体化技术",
        keywords="机电,学徒",
        cover=picture(7, "workshop", "封面"),
        body=full_body(),
    )
    rows = {
        "bylines": [Byline(role="reporter", name="孟繁星 宋青禾"), Byline(role="responsible_editor", name="何清浅")],
        "related_units": [RelatedUnit(unit=Unit.objects.exclude(pk=unit.pk)[0])],
        "corrections": [Correction(day=date(2026, 3, 9), text="第三段“右臂”应为“左臂”。")],
    }
    return add(column, page, **rows)


def make_short_stories(columns: dict[str, ColumnPage]) -> None:
    """So many that one column needs a pager; spread over the cities, each a day older than the one before."""
    cities = list(City.objects.all())
    slugs = ["gushi"] * ENTRIES_FOR_A_PAGER + ["chucai", "yongwang"] * 4
    for number, slug in enumerate(slugs, 1):
        page = StoryPage(
            title=f"第{number}篇：磨豆腐的人半夜起来，先听一听磨声对不对",
            slug=f"short-{number}",
            city=cities[number % len(cities)],
            theme="life",
            display_date=timezone.now() - timedelta(days=number),
            body=[section()],
        )
        add(columns[slug], page)


def make_interview(column: ColumnPage, unit: Unit) -> None:
    """Two interviewees, one with a portrait, six questions, a video."""
    video = Video(title="访谈录像", transcript="书记：靠合同，不靠交情。", duration=12)
    video.file = ContentFile(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", name="talk.mp4")
    video.save()
    answers = items(
        {"speaker": "何清浅", "text": f"<p>{SENTENCE * 3}</p>"}, {"speaker": "边石", "text": f"<p>{SENTENCE}</p>"}
    )
    body = [
        block(
            "question", {"label": f"第{number}问", "question": "共同体怎样不散？企业走了怎么办？", "answers": answers}
        )
        for number in range(1, 7)
    ]
    body.insert(2, block("quote", {"text": "靠合同，不靠交情。", "speaker": "何清浅"}))
    page = InterviewPage(
        title="琴屿一班人下船之后：两位书记谈共同体",
        slug="two",
        issue=6,
        unit=unit,
        city=unit.city,
        video=video,
        body=body,
    )
    page.interviewees.create(
        name="何清浅", post="琴屿海洋职业学院院长", bio="教过十一年轮机", portrait=picture(3, "dovetails", "肖像")
    )
    page.interviewees.create(name="边石", post="泺源工业职业学院党委书记", role="secretary")
    add(column, page)


def make_notices(column: ColumnPage) -> None:
    """A 公示 that runs, and a document with number, table and attachment."""
    today = timezone.localdate()
    number = f"示例函〔{today.year}〕3号"
    public = NoticePage(
        title="关于示例人选名单的公示",
        slug="publicity",
        notice_kind="publicity",
        issuing_body="齐鲁职教示例研究院",
        publicity_from=today - timedelta(days=2),
        publicity_to=today + timedelta(days=3),
        contact_name="宋青禾",
        contact_phone="000-00000000",
        contact_email="notice@example.invalid",
        body=[section(), block("table", TABLE)],
    )
    plain = NoticePage(
        title="关于报送示例材料的通知",
        slug="plain",
        issuing_body="齐鲁职教示例研究院",
        document_number=number,
        index_number="SL-01-0001",
        addressee="各有关单位：",
        issued_on=today,
        body=[section("一、报送内容"), section("（一）文字", "3")],
    )
    plain.attachments.create(document=document("报送表"))
    for page in (public, plain):
        add(column, page)


def make_topics(home: HomePage, entries: list[BasePage]) -> None:
    """A topic that runs, with banner, words, chosen and found entries; and one that is archived."""
    rows = [TopicEntry(entry=entry, sort_order=place) for place, entry in enumerate(entries)]
    running = TopicPage(title="夜里亮着的灯：示例专题", slug="lights", body=[section("来由"), block("table", TABLE)])
    running.cover, running.auto_theme = picture(9, "quarters", "横幅"), "life"
    add(home, running, topic_entries=rows)
    over = TopicPage(title="结束了的专题", slug="lights-out", archived_from=timezone.now() - timedelta(days=1))
    add(home, over)


def make_practice(columns: dict[str, ColumnPage], unit: Unit) -> None:
    """A theory article, a case, two activities and a media report, each with everything it can have."""
    article = TheoryPage(
        title="企业师傅的课时该怎样算：一份台账的观察",
        slug="article",
        abstract=SENTENCE * 5,
        keywords="学徒制,企业师傅，课时",
        unit=unit,
        city=unit.city,
        body=[
            section("一、材料", text=f"<p>{SENTENCE}[1]，{SENTENCE}[1-3]</p>"),
            block("table", TABLE),
            section("二、余论"),
        ],
    )
    for name, affiliation in (("顾砚秋", "泺源工业职业学院机电工程系"), ("卜明渠", "齐鲁职教示例研究院")):
        article.authors.create(name=name, affiliation=affiliation, post="副教授")
    for number in range(1, 4):
        article.references.create(
            text=f"某某. 第{number}条示例文献[J]. 示例职教, 2025({number}): 1-9.", sort_order=number
        )
    article.references.create(
        text="网上文献[EB/OL].", url="https://paper.example.invalid/a/very/long/address/" + "x" * 60
    )
    add(columns["lilun"], article)
    below = [section("先减课", "3"), block("facts", {"facts": items({"number": "92%", "label": "一次合格"})})]
    made = CasePage(title="六台旧机床，一门先用耳朵上的课", slug="case", unit=unit, city=unit.city)
    made.background, made.practice, made.results = [section(level="3")], below, [section(level="3")]
    made.evidence = [block("figure", figure(picture(5, "strings", "佐证")))]
    made.figures.create(number="11.4次", label="每班每学期崩刀", source="学校刀具领用台账", as_of=timezone.localdate())
    made.attachments.create(document=document("听声课安排"))
    add(columns["anli"], made)
    for slug, days in (("coming", 9), ("held", -30)):
        add(columns["huodong"], make_activity(slug, days, unit))
    report = MediaReportPage(
        title="一所县域职校的十年账本",
        slug="report",
        published_on=timezone.localdate(),
        edition="第5版",
        original_url="https://media.example.invalid/1",
        excerpt=f"{SENTENCE}\n\n{SENTENCE * 3}",
    )
    add(columns["meiti"], report)


def make_activity(slug: str, days: int, unit: Unit) -> ActivityPage:
    """An activity of two days with hosts, agenda and a file."""
    begin = timezone.now().replace(hour=1, minute=0, second=0, microsecond=0) + timedelta(days=days)
    page = ActivityPage(
        title="海洋装备产教对接会（琴屿站）",
        slug=slug,
        starts_at=begin,
        ends_at=begin + timedelta(days=1, hours=7),
        venue="示例会议中心一层报告厅",
        contact="祝清和　000-00000000",
        city=unit.city,
        body=[section()],
    )
    page.hosts.create(role="host", name="齐鲁职教示例研究院")
    page.hosts.create(role="organiser", unit=unit)
    page.agenda.create(starts=time(9), ends=time(9, 40), what="说明对接办法", who="祝清和", sort_order=1)
    page.agenda.create(day=begin.date() + timedelta(days=1), starts=time(10), what="看码头", sort_order=2)
    page.materials.create(document=document("岗位单样张"))
    return page


def choose(home: HomePage, headline: BasePage) -> None:
    """What an editor chose for the home page."""
    home.headline = headline
    home.headline_links = [
        HomeHeadlineLink(label="侧记", text="调试间里的六张纸", target=headline),
        HomeHeadlineLink(label="数读", text="七十六个学徒的两周", target=headline),
    ]
    home.picks = [HomePick(entry=StoryPage.objects.get(slug="short-3"))]
    home.save_revision().publish()
