"""On paper: the text with its title and its source, no navigation."""

import pytest

from tests.support.browser_pages import PAGES

pytestmark = pytest.mark.e2e
NOT_PRINTED = [
    ".util",
    ".search",
    ".nav",
    ".crumb",
    ".aid",
    ".ridge",
    ".skip",
    "#share",
    "main aside.noprint",
    ".foot .std",
    "section[aria-labelledby=nx]",
]


@pytest.mark.parametrize("mode", ["light", "dark", "elder-dark"])
@pytest.mark.parametrize("kind", ["story", "publicity", "notice"])
def test_only_the_text_is_printed(open_page, kind, mode):
    page = open_page(PAGES[kind], mode).page

    page.emulate_media(media="print")

    shown = [name for name in NOT_PRINTED if any(part.is_visible() for part in page.locator(name).all())]
    assert shown == []
    words = page.locator("body").inner_text()
    assert [page.locator("h1").is_visible(), "来源" in words, "职教齐鲁编辑部" in words, "主办单位" in words] == [
        True
    ] * 4
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("() => getComputedStyle(document.querySelector('.prose p')).color") == "rgb(0, 0, 0)"


def test_a_story_prints_on_a_few_pages_with_indented_paragraphs(open_page):
    page = open_page(PAGES["story"], "dark").page

    pdf = page.pdf(format="A4")
    page.emulate_media(media="print")

    assert 2 <= pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") <= 8
    indent, size = page.evaluate(
        "() => { const s = getComputedStyle(document.querySelector('.prose > p')); return [s.textIndent, s.fontSize].map(parseFloat); }"
    )
    assert indent == pytest.approx(2 * size)
