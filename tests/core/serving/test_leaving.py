"""Links to other sites: over the notice page, never an open redirect."""

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.conf import settings
from django.utils.encoding import iri_to_uri

from core.leaving import is_foreign, outward
from core.models import SiteSettings
from core.models.site_settings import FriendLink
from tests.factories import paragraph, publish, story
from tests.support.reading import parsed, words

OTHER = "https://other.example.com/a?b=1&c=“二”#d"
OWN = settings.SITE_BASE_URL.rstrip("/")


@pytest.mark.parametrize(
    "url",
    [
        f"{OWN}/gushi/",
        "/gushi/",
        "#b-1",
        "mailto:a@example.com",
        "tel:0531",
        "",
        "https://www.moe.gov.cn/x",
        "https://gov.cn/",
        "http://sdei.EDU.cn./",
    ],
)
def test_our_own_and_official_links_stay_as_they_are(url):
    assert outward(url) == url


@pytest.mark.parametrize(
    "url",
    [
        OTHER,
        "//other.example.com/",
        "HTTP://OTHER.example.com",
        f"{OWN}.example.com/",
        f"{OWN}@example.com/",
        "https://notgov.cn/",
        "https://www.gov.cn.example.com/",
        "https://www.gov.cn@example.com/",
        "https://example.com\\.gov.cn/",
        "https://[::1/",
        "https://中文.example.com/",
    ],
)
def test_every_other_link_goes_over_the_notice(client, home, url):
    address = outward(url)

    tree = parsed(client, address)

    assert (is_foreign(url), urlsplit(address).path) == (True, "/leaving/")
    assert tree.select_one(".target").get_text() == url
    assert [link["href"] for link in tree.select("main a.btn")] == [url, "/"]


def test_the_notice_leads_only_where_we_signed(client, home):
    good = parse_qs(urlsplit(outward(OTHER)).query)
    to, sign = good["to"][0], good["s"][0]
    tries = [
        {},
        {"to": to},
        {"s": sign},
        {"to": to, "s": "x"},
        {"to": "https://evil.example.net/", "s": sign},
        {"to": f"{to}x", "s": sign},
        {"to": to, "s": f"{sign}x"},
        {"to": "\0", "s": "\0"},
        {"to": "字" * 10_000, "s": sign},
        {"to": "javascript:alert(1)", "s": sign},
    ]

    answers = [client.get("/leaving/", query) for query in tries]

    assert [answer.status_code for answer in answers] == [404] * len(tries)
    assert [answer for answer in answers if "evil" in answer.text or "javascript:" in answer.text] == []


def test_a_host_that_is_known_by_now_is_opened_at_once(client, home):
    address = outward(OTHER)
    before = client.get(address).status_code
    SiteSettings.objects.create(known_hosts="a.example.org\n Example.com \n")

    known = client.get(address)
    unknown = client.get(outward("https://badexample.com/"))

    assert (before, known.status_code, known["Location"]) == (200, 302, iri_to_uri(OTHER))
    assert unknown.status_code == 200


def test_links_in_texts_foot_and_reprint_lines(client, column):
    FriendLink.objects.create(settings=SiteSettings.objects.create(), name="伙伴", url="https://friend.example.com/")
    text = f'<a href="{OTHER}">外站</a><a href="{OWN}/gushi/">本站</a><a href="https://www.moe.gov.cn/">官网</a>'
    page = story(column, body=[paragraph(text)])
    page = publish(page, source_kind="reprint", reprint_title="原题", reprint_url="https://paper.example.com/1")

    tree = parsed(client, page.url)

    links = {
        words(link): (link["href"], link.get("rel"))
        for link in tree.select("main .prose a, main .band-s a, .foot .std a")
    }
    away = ["noopener", "external"]
    assert links == {
        "外站": (outward(OTHER), away),
        "本站": (f"{OWN}/gushi/", None),
        "官网": ("https://www.moe.gov.cn/", away),
        "原题": (outward("https://paper.example.com/1"), away),
        "伙伴": (outward("https://friend.example.com/"), away),
    }


def test_friend_links_stand_in_their_groups(client, home):
    settings = SiteSettings.objects.create()
    for place, (name, group) in enumerate([("甲", "兄弟媒体"), ("乙", ""), ("丙", " 兄弟媒体 "), ("丁", "行业组织")]):
        link = {"name": name, "group": group, "url": f"https://{place}.example.com/", "sort_order": place}
        FriendLink.objects.create(settings=settings, **link)

    links = parsed(client, "/").select_one(".foot .std")

    lists = [[words(link) for link in group.select("a")] for group in links.select("ul")]
    assert [words(heading) for heading in links.select("h3")] == ["兄弟媒体", "行业组织"]
    assert lists == [["甲", "丙"], ["乙"], ["丁"]]


def test_an_address_too_long_for_the_notice_stays_direct():
    url = "https://other.example.com/" + "a" * 3000

    assert outward(url) == url


def test_junk_in_the_query(client, home):
    assert client.get("/leaving/?" + urlencode({"to": ["a", "b"], "s": ["c"]}, doseq=True)).status_code == 404
