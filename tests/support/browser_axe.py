"""axe-core in the browser: what it finds against WCAG 2.2 AA and its best practices."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Everything that has an answer in the page itself; `preload` would load the style sheets once more.
OPTIONS: dict[str, Any] = {"resultTypes": ["violations"], "preload": False}
# Half faded in, a message has colours that nobody has to read.
SETTLED = """() => Promise.allSettled(document.getAnimations()
  .filter(one => Number.isFinite(one.effect?.getComputedTiming().endTime)).map(one => one.finished))"""
_axe = Axe()


def violations(page: Page, rules: list[str] | None = None) -> list[str]:
    """One line per element that breaks a rule; all rules of `TAGS`, or only `rules`."""
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    page.evaluate(SETTLED)
    found = _axe.run(page, options={**OPTIONS, "runOnly": only}).response["violations"]
    return [
        f"{violation['id']}: {' '.join(map(str, node['target']))} | {' '.join(node['failureSummary'].split())}"
        for violation in found
        for node in violation["nodes"]
    ]
