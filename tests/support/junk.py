"""What robots, curious readers and attackers put into an address, and the routes that it must not break."""

# Path of a list → the names that it reads from its address. Every route with such names joins here.
ROUTES: dict[str, tuple[str, ...]] = {
    "/": ("page",),
    "/gushi/": ("column", "city", "unit", "year", "theme", "type", "page"),
    "/latest/": ("column", "city", "unit", "year", "theme", "type", "page"),
    "/search/": ("q", "column", "city", "unit", "year", "theme", "type", "point", "page", "sort", "exact"),
    "/search/suggest/": ("q",),
    "/feed/": ("column", "city", "unit", "unit_id", "year", "theme", "type"),
    "/schools/": ("q", "city", "category"),
    "/schools/luo-yuan-gong-ye-zhi-ye-xue-yuan/": ("column", "city", "unit", "year", "theme", "type", "page"),
    "/cities/": ("city", "page"),
    "/cities/jinan/": ("column", "city", "unit", "year", "theme", "type", "page"),
    "/archive/": ("year", "page"),
    "/archive/2026/": ("year", "page"),
    "/archive/2026/03/": ("year", "page"),
    "/sitemap/": ("page",),
    "/regulations/": ("q", "kind", "state"),
    "/regulations/publicity.csv": ("city", "audience", "year"),
    "/regulations/publicity.xlsx": ("city", "audience", "year"),
    "/xuanjiang/": ("city", "audience", "year", "page"),
    "/dajiangtang/": ("season", "page"),
    "/lectures/schedule/": ("month", "city"),
    "/lectures/speakers/": ("page",),
    "/lectures/registration/": ("page",),
    "/topics/": ("page",),
    "/topic-one/": ("column", "page"),
    "/gushi/entry/": ("page",),
    "/corrections/": ("page",),
    "/feedback/": ("page",),
    "/sitemap.xml": ("page",),
    "/robots.txt": ("page",),
    "/manifest.webmanifest": ("page",),
}
# The same where only what we signed gets an answer, or a wish leads back: path → (names, status for junk).
GUARDED: dict[str, tuple[tuple[str, ...], int]] = {
    "/leaving/": (("to", "s"), 404),
    "/feedback/done/": (("n",), 404),
    "/preference/": (("next",), 302),
    "/search/clicked/": (("q",), 405),
}
# Places in a path where a reader may write anything: never an error of the server.
PATHS = (
    "/regulations/{}/",
    "/regulations/{}/compare/",
    "/regulations/{}.txt",
    "/regulations/{}.json",
    "/regulations/x/art-{}/",
    "/regulations/x/2026-05-{}/",
    "/regulations/x/2026-05-{}.txt",
    "/regulations/x/2026-05-{}.json",
    "/regulations/x/2026-05-{}/art-1/",
    "/schools/{}/",
    "/cities/{}/",
    "/archive/{}/",
    "/archive/2026/{}/",
    "/gushi/{}/",
    "/lectures/speakers/{}/",
    "/lectures/calendar/{}.ics",
    "/lectures/register/{}/",
    "/lectures/registration/{}/",
    "/lectures/calendar/city/{}.ics",
    "/lectures/calendar/series/{}.ics",
    "/{}/",
    "/sitemap-{}.xml",
    "/calendar/{}.ics",
)
EVERYWHERE = ("view", "theme")
# Routes that have refusals of their own: name of the route → where they are tried.
ELSEWHERE = {
    "media_document": "media/test_uploads.py",
    "media_uploads": "media/uploads/test_refusals.py",
    "media_upload": "media/uploads/test_refusals.py",
    "media_upload_part": "media/uploads/test_refusals.py",
    "media_upload_finish": "media/uploads/test_refusals.py",
    "media_video": "media/test_videos.py",
    "media_playback": "media/test_playback.py",
    "media_playback_file": "media/test_playback.py",
    "media_captions": "media/test_production_page.py",
    "media_original": "media/test_uploads.py",
}


def junk(section: int = 0) -> list[str]:
    """Values that make no sense; `section` is the id of a column, hidden in some of them."""
    return [
        *"-1 0 1.5 1e9 0x10 NaN None true 00000000000000000001 99999999999999999999 １２ ² ٣ 2026年 abc".split(),
        *(
            "",
            " ",
            "%00",
            "\0",
            "\r\n",
            "'",
            '"><script>alert(1)</script>',
            "' OR 1=1 --",
            "../../etc/passwd",
            "${7*7}",
        ),
        *("{{7*7}}", "%", "_", "\\", "济南市", "columns.storypage.x", "auth.user", "😀", "\u202e", "\ufffd"),
        *("9" * 10_000, "字" * 10_000, "0020269", "002026" + "9" * 5_000),
        *(f"{section:012d}9", f"{section:012d}" + "9" * 5_000),
    ]
