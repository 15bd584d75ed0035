"""What robots, curious readers and attackers put into an address, and the routes that it must not break."""

# Path of a list → the names that it reads from its address. Every route with such names joins here.
ROUTES: dict[str, tuple[str, ...]] = {
    "/gushi/": ("city", "unit", "year", "theme", "type", "page"),
    "/latest/": ("column", "city", "unit", "year", "theme", "type", "page"),
    "/search/": ("q", "column", "city", "unit", "year", "theme", "type", "page", "sort", "exact"),
    "/search/suggest/": ("q",),
    "/feed/": ("column", "city", "unit", "year", "theme", "type"),
    "/schools/": ("q", "city", "category"),
    "/schools/luo-yuan-gong-ye-zhi-ye-xue-yuan/": ("column", "city", "unit", "year", "theme", "type", "page"),
    "/cities/": ("city", "page"),
    "/cities/jinan/": ("column", "city", "unit", "year", "theme", "type", "page"),
    "/archive/": ("year", "page"),
    "/archive/2026/": ("year", "page"),
    "/archive/2026/03/": ("year", "page"),
    "/sitemap/": ("page",),
    "/dajiangtang/": ("season", "page"),
    "/lectures/schedule/": ("month", "city"),
}
# Places in a path where a reader may write anything: never an error of the server.
PATHS = (
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
    "/{}/",
)
EVERYWHERE = ("view", "theme")


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
