"""The pages that every installation has from its first start: home, the named columns, practice, notices, media, the hall."""

from django.db import transaction
from wagtail.models import Collection, Site

from columns.enums import ColumnType, Tool, UpdateCycle
from columns.models import ColumnPage
from core.models import BasePage
from editorial.roles import give_page_rights
from home.models import HomePage
from lectures.models import SeriesPage

STORIES = ["columns.storypage"]
# Columns that stand in the navigation; the others are reached from the home page, the row has no room for them.
IN_MENU = frozenset({"chucai", "yongwang", "fangtan", "gushi", "notices"})
# slug, title, name for the navigation, slogan, tool, summary, accepted types, update cycle, official column type, keywords
COLUMNS = [
    (
        "chucai",
        "职教齐鲁·出彩职教生",
        "出彩职教生",
        "一圈一圈，把自己画圆",
        Tool.COMPASS,
        "圆规的一只脚站稳了，另一只脚才走得圆。这里写职业院校的学生：他们学手艺、过日子，也在长大。",
        STORIES,
        UpdateCycle.FORTNIGHT,
        ColumnType.FEATURE,
        "职业教育,学生,技能成才",
    ),
    (
        "yongwang",
        "勇往“职”前",
        "勇往“职”前",
        "转个弯，走出方正的路",
        Tool.SQUARE,
        "曲尺有一个拐角。这里写换了方向的人：重新上学的、回乡的、下了夜班去听课的。",
        STORIES,
        UpdateCycle.FORTNIGHT,
        ColumnType.FEATURE,
        "职业教育,继续教育,转岗",
    ),
    (
        "fangtan",
        "职业院校书记院长访谈",
        "书记院长访谈",
        "把水端平，往远处看",
        Tool.LEVEL,
        "水准看的是平。这里请书记和院长坐下来，一问一答，谈办学里的难处和办法。",
        ["columns.interviewpage"],
        UpdateCycle.HALF_YEAR,
        ColumnType.INTERVIEW,
        "职业教育,院长访谈,书记访谈",
    ),
    (
        "gushi",
        "讲好职教故事",
        "讲好职教故事",
        "弹一根线，牵出一个人",
        Tool.LINE,
        "弹墨线，一头钉住，一头拉直。这里收的都是小事：一个人、一门手艺、一间教室。",
        STORIES,
        UpdateCycle.FORTNIGHT,
        ColumnType.FEATURE,
        "职业教育,手艺,师徒",
    ),
    (
        "notices",
        "通知公告",
        "通知公告",
        "",
        Tool.SLIPS,
        "编辑部和主办单位的通知、公告与公示。",
        ["columns.noticepage"],
        UpdateCycle.HALF_YEAR,
        ColumnType.NOTICES,
        "通知,公告,公示",
    ),
    (
        "lilun",
        "理论研究",
        "理论研究",
        "",
        Tool.SLIPS,
        "研究职业教育的文章，署名发表，附参考文献和引用格式。",
        ["columns.theorypage"],
        UpdateCycle.HALF_YEAR,
        ColumnType.FEATURE,
        "职业教育,理论研究,产教融合",
    ),
    (
        "anli",
        "典型案例",
        "典型案例",
        "",
        Tool.SLIPS,
        "各校的做法：背景是什么，怎么做的，成效如何，凭什么这么说。",
        ["columns.casepage"],
        UpdateCycle.HALF_YEAR,
        ColumnType.FEATURE,
        "职业教育,典型案例,经验",
    ),
    (
        "huodong",
        "会议活动",
        "会议活动",
        "",
        Tool.HALL,
        "会议、论坛、宣讲和赛事：什么时候，在哪座城市，谁来讲，材料在哪里。",
        ["columns.activitypage"],
        UpdateCycle.HALF_YEAR,
        ColumnType.NEWS,
        "职业教育,会议,活动",
    ),
    (
        "meiti",
        "媒体聚焦",
        "媒体聚焦",
        "",
        Tool.SLIPS,
        "别的媒体怎样报道职业教育。这里只摘录一部分，全文请看原媒体。",
        ["columns.mediareportpage"],
        UpdateCycle.HALF_YEAR,
        ColumnType.FEATURE,
        "职业教育,媒体报道",
    ),
]


@transaction.atomic
def ensure_site(hostname: str = "localhost", port: int = 80) -> HomePage:
    """Make the home page, the default site and the named columns where they are missing; changes nothing that exists.

    Runs through revisions and the publishing spine like every other change. Returns the home page.
    """
    home = HomePage.objects.first()
    if home is None:
        root = BasePage.objects.get(depth=1)
        home = HomePage(title="职教齐鲁", slug="site", summary="山东职业教育的人物、讲座、条例与通知。")
        root.add_child(instance=home)
        home.save_revision().publish()
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        Site.objects.create(hostname=hostname, port=port, root_page=home, is_default_site=True, site_name="职教齐鲁")
    elif site.root_page_id != home.pk:
        _replace_welcome_page(site, home)
    give_page_rights()
    _name_the_top()
    for row in COLUMNS:
        _ensure_column(home, *row)
    _ensure_hall(home)
    return HomePage.objects.get(pk=home.pk)


def _name_the_top() -> None:
    """Wagtail calls both the page above all sites and the collection above all others «Root»."""
    top = BasePage.objects.get(depth=1)
    if top.title == "Root":
        top.title = top.draft_title = "全站"
        top.save()
    files = Collection.objects.filter(depth=1, name="Root").first()
    if files is not None:
        files.name = "全部素材"
        files.save(update_fields=["name"])


def _replace_welcome_page(site: Site, home: HomePage) -> None:
    """Wagtail's first migration makes a welcome page; the site starts with our home page instead."""
    welcome = site.root_page
    site.root_page, site.site_name = home, site.site_name or "职教齐鲁"
    site.save()
    if type(welcome.specific) is BasePage and not welcome.ever_public:
        if welcome.live:
            welcome.unpublish()
        BasePage.objects.get(pk=welcome.pk).delete()


def _ensure_hall(home: HomePage) -> None:
    if SeriesPage.objects.exists():
        return
    hall = SeriesPage(
        title="齐鲁职业教育大讲堂",
        short_title="大讲堂",
        slug="dajiangtang",
        summary="请匠人、教师、院长和企业家上台，人人可听，句句可查。",
        show_in_menus=True,
    )
    BasePage.objects.get(pk=home.pk).add_child(instance=hall)
    hall.save_revision().publish()


def _ensure_column(
    home: HomePage,
    slug: str,
    title: str,
    short: str,
    slogan: str,
    tool: str,
    summary: str,
    accepted: list[str],
    cycle: str,
    kind: str,
    keywords: str,
) -> None:
    if ColumnPage.objects.child_of(home).filter(slug=slug).exists():
        return
    column = ColumnPage(
        title=title,
        short_title=short,
        slug=slug,
        slogan=slogan,
        tool=tool,
        cover_kind=tool,
        summary=summary,
        accepted_types=accepted,
        update_cycle=cycle,
        column_type=kind,
        keywords=keywords,
        show_in_menus=slug in IN_MENU,
    )
    BasePage.objects.get(pk=home.pk).add_child(instance=column)
    column.save_revision().publish()
