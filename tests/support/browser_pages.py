"""The public pages that browser tests walk through, their modes, and a page that notes what must not happen."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.core.signing import Signer
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

from core.leaving import SALT
from tests.support.browser_site import SECRET_KEY

AWAY = "https://paper.example.invalid/a/long/address"


def signer(salt: str) -> Signer:
    """Signs as the site of the browser tests does."""
    return Signer(key=SECRET_KEY, salt=salt, fallback_keys=())


SIGNED = {"to": AWAY, "s": signer(SALT).signature(AWAY)}
REPORT = {"n": signer("editorial.feedback.done").sign("JC-20260309-0001")}
# The session of a lecture that takes registrations.
SESSION = "5e55101d-0000-4000-8000-000000000001"
# Of somebody who is registered for it.
REGISTRATION = "SL234567"
REGISTERED = f"/lectures/registration/{signer('lectures.registration').sign(REGISTRATION)}/"
LECTURE = "5e55101d-0000-4000-8000-000000000002"

# Something was published in this month: the site is built a moment before it is read.
THIS_MONTH = datetime.now(ZoneInfo("Asia/Shanghai"))
# Kind of page → its address on the site of `browser_content`.
PAGES = {
    "home": "/",
    "column": "/gushi/",
    "column-page-2": "/gushi/?page=2",
    "column-without-result": "/gushi/?unit=没有这所学校",
    "latest": "/latest/",
    "story": "/gushi/full/",
    "interview": "/fangtan/two/",
    "publicity": "/notices/publicity/",
    "notice": "/notices/plain/",
    "schools": "/schools/",
    "schools-without-result": "/schools/?q=没有这所学校",
    "school": "/schools/luo-yuan-gong-ye-zhi-ye-xue-yuan/",
    "cities": "/cities/",
    "city": "/cities/jinan/",
    "archive": "/archive/",
    "archive-year": f"/archive/{THIS_MONTH:%Y}/",
    "archive-month": f"/archive/{THIS_MONTH:%Y/%m}/",
    "site-map": "/sitemap/",
    "topics": "/topics/",
    "topic": "/lights/",
    "topic-archived": "/lights-out/",
    "theory": "/lilun/article/",
    "case": "/anli/case/",
    "activity": "/huodong/coming/",
    "activity-over": "/huodong/held/",
    "activities": "/huodong/",
    "media-report": "/meiti/report/",
    "column-empty": "/kongjian/",
    "standard": "/about/",
    "standard-short": "/contact/",
    "search": "/search/?q=调试",
    "search-without-result": "/search/?q=量子纠缠",
    "search-empty": "/search/",
    "feedback": "/feedback/?page=/gushi/full/",
    "feedback-done": f"/feedback/done/?{urlencode(REPORT)}",
    "hall": "/dajiangtang/",
    "lecture": "/dajiangtang/coming/",
    "lecture-over": "/dajiangtang/held/",
    "lecture-schedule": "/lectures/schedule/",
    "speakers": "/lectures/speakers/",
    "speaker": "/lectures/speakers/gu-heng-zhi/",
    "registration": f"/lectures/register/{SESSION}/",
    "registered": REGISTERED,
    "learn": f"{REGISTERED}learn/",
    "learning-list-own": f"{REGISTERED}lists/first-steps/",
    "lecture-question": f"/lectures/ask/{LECTURE}/",
    "learning-lists": "/lectures/lists/",
    "learning-list": "/first-steps/",
    "verify": "/verify/",
    "verify-unknown": "/verify/AAAA-BBBB-CCCC-DDDD/",
    "registration-look-up": "/lectures/registration/",
    "official-texts": "/regulations/",
    "official-text": "/regulations/shifan-tiaoli/",
    "official-text-search": "/regulations/shifan-tiaoli/?q=师傅",
    "official-text-of-old": "/regulations/shifan-tiaoli/2019-05-01/",
    "provision": "/regulations/shifan-tiaoli/art-3/",
    "provision-of-old": "/regulations/shifan-tiaoli/2019-05-01/art-3/",
    "comparison": "/regulations/shifan-tiaoli/compare/",
    "work-points": "/regulations/shifan-yaodian/",
    "work-point": "/regulations/shifan-yaodian/point-2/",
    "interpretations": "/jiedu/",
    "interpretation": "/jiedu/text/",
    "interpretation-by-chart": "/jiedu/chart/",
    "interpretation-by-video": "/jiedu/video/",
    "interpretation-by-case": "/jiedu/case/",
    "interpretation-by-rationale": "/jiedu/rationale/",
    "question-and-answer": "/jiedu/question/",
    "publicity-ledger": "/xuanjiang/",
    "publicity-event": "/xuanjiang/event-1/",
    "corrections": "/corrections/",
    "leaving": f"/leaving/?{urlencode(SIGNED)}",
    "404": "/no-such-page/",
    "410": "/gushi/withdrawn/",
}
MODES = {
    "light": {"theme": "light"},
    "dark": {"theme": "dark"},
    "elder": {"view": "elder", "theme": "light"},
    "elder-dark": {"view": "elder", "theme": "dark"},
}
DESKTOP, PHONE, NARROWEST = 1280, 390, 320
HEIGHT = 900
NOTE_VIOLATIONS = """
window.violations = [];
document.addEventListener('securitypolicyviolation', event => violations.push(`${event.violatedDirective} ${event.blockedURI}`));
"""
TOO_WIDE = """() => {
  const limit = innerWidth;
  if (document.scrollingElement.scrollWidth <= limit) return [];
  return [...document.querySelectorAll('body *')]
    .filter(element => element.getBoundingClientRect().right > limit + 1 && !element.closest('.nav ul, .tbl'))
    .map(element => `${element.tagName}.${element.getAttribute('class')} ${Math.round(element.getBoundingClientRect().right)}`)
    .slice(0, 5)
    .concat([`page ${document.scrollingElement.scrollWidth} > ${limit}`]);
}"""


def open_context(
    browser: Browser, origin: str, mode: str | None, width: int = DESKTOP, **options: Any
) -> BrowserContext:
    """A fresh context whose visitor has chosen `mode` (None: nothing yet); the system itself asks for the light theme."""
    settings = {
        "viewport": {"width": width, "height": HEIGHT},
        "locale": "zh-CN",
        "reduced_motion": "reduce",
        **options,
    }
    context = browser.new_context(**settings)
    context.set_default_timeout(15_000)
    if settings.get("java_script_enabled", True):
        context.add_init_script(NOTE_VIOLATIONS)
    if mode is not None:
        context.add_cookies([{"name": name, "value": value, "url": origin} for name, value in MODES[mode].items()])
    return context


class Watched:
    """A page that notes errors in the console, requests to other hosts and what the content policy refused."""

    def __init__(self, page: Page, origin: str) -> None:
        self.page = page
        self._origin = origin
        self._errors: list[str] = []
        self._foreign: list[str] = []
        page.on("console", self._note_console)
        page.on("pageerror", lambda error: self._errors.append(str(error)))
        page.on("request", self._note_request)

    def open(self, path: str) -> "Watched":
        """Go to `path` and wait until nothing is loading any more."""
        self.page.goto(self._origin + path, wait_until="load")
        return self

    def resize(self, width: int) -> None:
        """Give the window another width."""
        self.page.set_viewport_size({"width": width, "height": HEIGHT})

    def faults(self) -> dict[str, list[str]]:
        """Everything noted so far, without the empty lists."""
        found = {
            "errors": self._errors,
            "other hosts": self._foreign,
            "refused by policy": self.page.evaluate("() => window.violations ?? []"),
        }
        return {name: entries for name, entries in found.items() if entries}

    def too_wide(self) -> list[str]:
        """What makes the page scroll sideways."""
        return self.page.evaluate(TOO_WIDE)

    def path(self) -> str:
        """Path and query of the address in the bar."""
        return self.page.evaluate("() => location.pathname + decodeURIComponent(location.search)")

    def _note_console(self, message: ConsoleMessage) -> None:
        # The browser reports the status of an error page as an error of its own.
        is_own_status = message.location.get("url") == self.page.url and "Failed to load resource" in message.text
        if message.type in ("error", "warning") and not is_own_status:
            self._errors.append(message.text)

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith((self._origin + "/", "data:")):
            self._foreign.append(request.url)
