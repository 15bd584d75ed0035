"""JSON-LD: exactly what the pages say, embedded so that no content can end the element."""

import json
import uuid
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from wagtail.models import Collection

from core.machines.structured import ESCAPES
from core.models import SiteSettings
from core.models.people import Byline
from media.models import Video
from tests.factories import activity, case, interview, media_report, publish, story, theory
from tests.support.reading import parsed

BASE = settings.SITE_BASE_URL
SITE = {"@type": "Organization", "name": "职教齐鲁", "url": f"{BASE}/"}


def graph(client, path: str) -> list[dict]:
    """The nodes of the one structured element of a page."""
    (element,) = parsed(client, path).select('script[type="application/ld+json"]')
    data = json.loads(element.string)
    assert data["@context"] == "https://schema.org"
    return data["@graph"]


def crumbs(*steps: tuple[str, str]) -> dict:
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": BASE + path}
        for number, (name, path) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def test_home_names_the_site_its_search_and_only_a_given_organiser(client, home):
    bare = graph(client, "/")
    SiteSettings.objects.create(organiser="示例教育厅")

    given = graph(client, "/")

    site = {
        "@type": "WebSite",
        "@id": f"{BASE}/#website",
        "name": "职教齐鲁",
        "url": f"{BASE}/",
        "inLanguage": "zh-CN",
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{BASE}/search/?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }
    organiser = {"@type": "GovernmentOrganization", "name": "示例教育厅", "url": f"{BASE}/"}
    assert bare == [site]
    assert given == [site | {"publisher": organiser}]


def test_a_story_is_a_news_article_with_its_authors(client, column):
    when = datetime(2026, 3, 1, 23, 59, tzinfo=UTC)
    makers = [Byline(role="reporter", name="孟繁星 宋青禾"), Byline(role="editor", name="不是作者")]
    page = story(column, title="夜班", display_date=when, bylines=makers, keywords="学徒,机电")
    path = f"/gushi/{page.slug}/"

    nodes = graph(client, path)

    assert nodes == [
        crumbs(("首页", "/"), ("讲好职教故事", "/gushi/"), ("夜班", path)),
        {
            "@type": "NewsArticle",
            "@id": f"{BASE}{path}#article",
            "mainEntityOfPage": BASE + path,
            "headline": "夜班",
            "description": "一句话的摘要。",
            "datePublished": when.isoformat(),
            "dateModified": page.last_published_at.isoformat(),
            "author": [{"@type": "Person", "name": "孟繁星"}, {"@type": "Person", "name": "宋青禾"}],
            "publisher": SITE,
            "articleSection": "讲好职教故事",
            "keywords": "学徒,机电",
            "inLanguage": "zh-CN",
            "isAccessibleForFree": True,
        },
    ]


def test_an_interview_is_about_the_people_who_answer(client, interviews):
    page = interview(interviews)

    _, node = graph(client, page.url)

    person = {"@type": "Person", "name": "何清浅", "jobTitle": "琴屿海洋职业学院院长"}
    assert (node["genre"], node["about"]) == ("访谈", [person])
    assert node["author"] == [{"@type": "Organization", "name": "职教齐鲁编辑部"}]


def test_an_interview_names_its_video(client, interviews):
    video = Video.objects.create(title="访谈录像", type="video", file=ContentFile(b"x", "a.mp4"), duration=600)
    Video.objects.filter(pk=video.pk).update(generation="g1", poster="poster-1.jpg")
    page = interview(interviews, video=Video.objects.get(pk=video.pk))

    node = graph(client, page.url)[-1]

    assert node == {
        "@type": "VideoObject",
        "@id": f"{BASE}{page.url}#player",
        "name": "访谈录像",
        "description": "一句话的摘要。",
        "thumbnailUrl": [f"{BASE}/uploads/video/{video.public_id}/g1/posters/poster-1.jpg"],
        "uploadDate": page.display_date.isoformat(),
        "duration": "PT600S",
        "contentUrl": f"{BASE}{video.url}",
        "inLanguage": "zh-CN",
    }


def test_a_story_names_each_video_in_its_text_once(client, column):
    root = Collection.get_first_root_node()
    video = Video.objects.create(
        title="一节课", type="video", file=ContentFile(b"x", "a.mp4"), duration=60, collection=root
    )
    plain = Video.objects.create(title="没有封面", type="video", file=ContentFile(b"y", "b.mp4"), collection=root)
    Video.objects.filter(pk=video.pk).update(generation="g1", poster="poster-2.jpg")
    body = [
        {"type": "video", "value": {"video": one.pk, "caption": ""}, "id": str(uuid.uuid4())}
        for one in (video, plain, video)
    ]
    page = story(column, body=body)

    nodes = graph(client, page.url)

    assert [node["@type"] for node in nodes] == ["BreadcrumbList", "NewsArticle", "VideoObject"]
    assert nodes[-1] == {
        "@type": "VideoObject",
        "@id": f"{BASE}{page.url}#v-{str(video.public_id)[:8]}",
        "name": "一节课",
        "description": "一句话的摘要。",
        "thumbnailUrl": [f"{BASE}/uploads/video/{video.public_id}/g1/posters/poster-2.jpg"],
        "uploadDate": page.display_date.isoformat(),
        "duration": "PT60S",
        "contentUrl": f"{BASE}{Video.objects.get(pk=video.pk).url}",
        "inLanguage": "zh-CN",
    }


def told(page, column, **own) -> dict:
    """What every article of the factories says, with what its type adds."""
    path = f"/{column.slug}/{page.slug}/"
    return {
        "@type": "NewsArticle",
        "@id": f"{BASE}{path}#article",
        "mainEntityOfPage": BASE + path,
        "headline": page.title,
        "description": "一句话的摘要。",
        "datePublished": page.display_date.isoformat(),
        "dateModified": max(page.last_published_at, page.display_date).isoformat(),
        "author": [{"@type": "Organization", "name": "职教齐鲁编辑部"}],
        "publisher": SITE,
        "articleSection": column.title,
        "inLanguage": "zh-CN",
        "isAccessibleForFree": True,
        **own,
    }


def test_a_theory_article_is_scholarly_with_its_authors_abstract_and_references(client, desks):
    page = theory(desks["lilun"], keywords="课堂,车间")

    _, *nodes = graph(client, page.url)

    affiliation = {"@type": "Organization", "name": "琴屿海洋职业学院轮机系"}
    author = {"@type": "Person", "name": "何清浅", "jobTitle": "教授", "affiliation": affiliation}
    own = {"abstract": "一段摘要。", "citation": ["许青简. 课堂观察[J]. 示例职教, 2025(4): 12-16."]}
    own |= {"author": [author], "keywords": "课堂,车间"}
    assert nodes == [told(page, desks["lilun"], **{"@type": "ScholarlyArticle"}, **own)]


def test_a_case_is_an_article_about_its_school(client, desks, unit):
    page = case(desks["anli"], unit=unit, city=unit.city)

    _, *nodes = graph(client, page.url)

    school = {"@type": "Organization", "name": unit.name, "url": f"{BASE}/schools/{unit.slug}/"}
    assert nodes == [told(page, desks["anli"], genre="典型案例", about=[school])]


@pytest.mark.parametrize(("is_cancelled", "status"), [(False, "EventScheduled"), (True, "EventCancelled")])
def test_an_activity_is_an_article_and_an_event(client, desks, city, is_cancelled, status):
    page = activity(desks["huodong"], city=city, is_cancelled=is_cancelled)

    _, *nodes = graph(client, page.url)

    event = {
        "@type": "Event",
        "name": page.title,
        "startDate": "2026-12-03T09:00:00+08:00",
        "endDate": "2026-12-03T11:30:00+08:00",
        "eventStatus": f"https://schema.org/{status}",
        "location": {
            "@type": "Place",
            "name": "示例会议中心一层",
            "address": {"@type": "PostalAddress", "addressCountry": "CN", "addressLocality": city.name},
        },
        "organizer": [{"@type": "Organization", "name": "齐鲁职教示例研究院"}],
        "url": f"{BASE}/huodong/{page.slug}/",
    }
    assert nodes == [told(page, desks["huodong"]), event]


def test_a_media_report_rests_on_the_original(client, desks):
    page = media_report(desks["meiti"])

    _, *nodes = graph(client, page.url)

    assert nodes == [told(page, desks["meiti"], isBasedOn="https://news.example.invalid/1")]


@pytest.mark.parametrize("title", ["</script><script>alert(1)</script>", "<!--<script>", "A & B\u2028C"])
def test_no_title_leaves_the_element(client, column, title):
    page = story(column, slug="odd", title=title)

    text = client.get("/gushi/odd/").text
    element = text.partition('<script type="application/ld+json">')[2].partition("</script>")[0]

    assert [chr(code) for code in ESCAPES if chr(code) in element] == []
    assert json.loads(element)["@graph"][1]["headline"] == page.title


def test_a_change_is_told_with_the_next_request(client, column):
    page = story(column, title="改之前")
    before = graph(client, page.url)[1]["headline"]

    publish(page, title="改之后")

    assert (before, graph(client, page.url)[1]["headline"]) == ("改之前", "改之后")


@pytest.mark.parametrize("path", ["/no-such/", "/gushi/draft/", "/search/?q=夜", "/latest/"])
def test_no_page_no_data(client, column, path):
    story(column, slug="draft", title="草稿", live=False)

    assert parsed(client, path).select('script[type="application/ld+json"]') == []
