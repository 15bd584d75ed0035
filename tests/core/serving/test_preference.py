"""长辈版 and dark: remembered in the reader's own browser, never a way to another site, never a cookie by itself."""

import pytest

from tests.factories import notice, story

ELSEWHERE = [
    "//evil.example",
    "///evil.example",
    "////evil.example/%2e%2e",
    "https://evil.example/",
    "http://evil.example",
    "HTTPS://evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https:///evil.example",
    "ftp://evil.example/",
    "\\\\evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "https:\\\\evil.example",
    "javascript:alert(1)",
    "JavaScript://testserver/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "https://testserver.evil.example/",
    "https://testserver@evil.example/",
    "//testserver:80@evil.example/",
    "\thttps://evil.example",
    " //evil.example",
    "/\t/evil.example",
    "\r\nLocation: https://evil.example",
    "%0d%0a//evil.example",
    "//%65vil.example",
    "http://[::1",
    "http://testserver//evil.example/",
    "gushi/",
]


@pytest.mark.parametrize("target", ELSEWHERE)
@pytest.mark.parametrize("carrier", ["next", "referer"])
def test_no_way_to_another_site(client, db, target, carrier):
    query, headers = {"view": "elder"}, {}
    if carrier == "next":
        query["next"] = target
    else:
        headers["Referer"] = target.replace("\r\n", "")

    response = client.get("/preference/", query, headers=headers)

    assert (response.status_code, response["Location"]) == (302, "/")


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/gushi/", "/gushi/"),
        ("/gushi/?city=3701&page=2", "/gushi/?city=3701&page=2"),
        ("/search/?q=%E8%B1%86%E8%85%90&city=", "/search/?q=%E8%B1%86%E8%85%90&city="),
        ("/gushi/?view=elder&theme=dark&page=2", "/gushi/?page=2"),
        ("http://testserver/about/?page=1#art", "/about/?page=1"),
        ("", "/"),
    ],
)
@pytest.mark.parametrize("carrier", ["next", "referer"])
def test_back_to_the_page_the_reader_came_from(client, db, target, expected, carrier):
    query, headers = {"theme": "dark"}, {}
    if carrier == "next":
        query["next"] = target
    else:
        headers["Referer"] = target

    response = client.get("/preference/", query, headers=headers)

    assert (response.status_code, response["Location"], response["Cache-Control"]) == (302, expected, "no-store")


def test_next_wins_over_the_referer(client, db):
    response = client.get(
        "/preference/", {"view": "elder", "next": "/gushi/"}, headers={"Referer": "http://testserver/about/"}
    )

    assert response["Location"] == "/gushi/"


@pytest.mark.parametrize(
    ("query", "cookies"),
    [
        ({"view": "elder"}, {"view": "elder"}),
        ({"theme": "dark"}, {"theme": "dark"}),
        ({"theme": "light"}, {"theme": "light"}),
        ({"view": "elder", "theme": "dark"}, {"view": "elder", "theme": "dark"}),
        ({"view": "ELDER"}, {}),
        ({"view": "1"}, {}),
        ({"theme": "<script>"}, {}),
        ({"theme": ""}, {}),
        ({"sessionid": "x", "csrftoken": "y"}, {}),
        ({"view": "elder\r\nSet-Cookie: a=b"}, {}),
    ],
)
def test_only_known_choices_are_remembered(client, db, query, cookies):
    response = client.get("/preference/", query)

    assert {name: morsel.value for name, morsel in response.cookies.items()} == cookies


def test_the_cookie_is_kept_for_a_year_and_sent_to_us_only(client, db):
    morsel = client.get("/preference/", {"view": "elder"}).cookies["view"]

    kept = {name: morsel[name] for name in ("max-age", "path", "domain", "samesite", "secure")}
    assert kept == {"max-age": 365 * 24 * 3600, "path": "/", "domain": "", "samesite": "Lax", "secure": ""}


def test_leaving_takes_the_cookie_away(client, db):
    client.get("/preference/", {"view": "elder", "theme": "dark"})

    response = client.get("/preference/", {"view": "standard", "theme": "auto"})

    assert {name: (morsel.value, morsel["max-age"]) for name, morsel in response.cookies.items()} == {
        "view": ("", 0),
        "theme": ("", 0),
    }


def test_only_get_and_head_are_answered(client, db):
    assert [client.post("/preference/").status_code, client.head("/preference/").status_code] == [405, 302]


def test_pages_themselves_never_set_a_cookie(client, column, notices):
    paths = ["/", "/gushi/", "/latest/", f"/gushi/{story(column).slug}/", f"/notices/{notice(notices).slug}/"]
    paths += ["/search/?q=调试", "/no-such-page/", "/?view=elder", "/gushi/?theme=dark"]

    answers = {path: client.get(path) for path in paths}

    assert {path: dict(answer.cookies) for path, answer in answers.items()} == {path: {} for path in paths}
    assert {path: answer.get("Vary") for path, answer in answers.items()} == dict.fromkeys(paths, "Cookie")


@pytest.mark.parametrize(
    ("path", "cookies", "classes"),
    [
        ("/", {}, (None, None)),
        ("/?view=elder", {}, ("elder", None)),
        ("/?view=elder&theme=dark", {}, ("elder", "dark")),
        ("/", {"view": "elder"}, ("elder", None)),
        ("/?view=standard", {"view": "elder"}, (None, None)),
        ("/?theme=light", {"theme": "dark"}, (None, "light")),
        ("/", {"view": "x", "theme": '"><script>'}, (None, None)),
        ("/?view=x&theme=x", {}, (None, None)),
    ],
)
def test_how_the_page_looks(client, home, path, cookies, classes):
    client.cookies.load(cookies)

    tag = client.get(path).text.split("<html", 1)[1].split(">", 1)[0]

    expected = ' lang="zh-CN"'
    expected += f' class="{classes[0]}"' if classes[0] else ""
    expected += f' data-theme="{classes[1]}"' if classes[1] else ""
    assert tag == expected


def test_elder_by_address_is_for_one_page_only(client, home):
    first = 'class="elder"' in client.get("/?view=elder").text
    second = 'class="elder"' in client.get("/").text

    assert (first, second) == (True, False)
