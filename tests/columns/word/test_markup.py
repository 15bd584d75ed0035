"""The sanitiser lets only this reader's own HTML through."""

import pytest

from columns.word.markup import plain, safe_url, sanitised

OWN = (
    '<h2>一</h2><p>甲<b>乙</b><em>丙</em><sup><a href="#note-1" id="noteref-1">1</a></sup><br>'
    '<a href="https://example.org/?a=1&amp;b=2">丁</a></p><ol start="3" type="a"><li value="5">戊</li></ol>'
    '<table><caption>表</caption><thead><tr><th colspan="2">己</th></tr></thead><tbody><tr><td rowspan="2">庚</td>'
    '</tr></tbody></table><figure><img src="image-001.jpg" alt="辛"><figcaption>图</figcaption></figure>'
    '<section><ol><li id="note-1" value="1">注 <a href="#noteref-1">↩</a></li></ol></section>'
)


def test_own_html_is_left_alone() -> None:
    assert sanitised(OWN) == OWN


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<script>alert(1)</script>甲", "甲"),
        ('<p onclick="x" style="color:red" class="mso">甲</p>', "<p>甲</p>"),
        ('<a href="javascript:x">甲</a>', "<a>甲</a>"),
        ('<a href="#top" id="x">甲</a>', "<a>甲</a>"),
        ('<a href="//evil.example/">甲</a>', "<a>甲</a>"),
        ('<img src="https://evil.example/x.png" alt="a" onerror="x">', '<img alt="a">'),
        ('<img src="../image-001.jpg">', "<img>"),
        ("<iframe src='x'></iframe><svg><a/></svg>", ""),
        ('<ol start="-1" type="x"><li>甲</li></ol>', "<ol><li>甲</li></ol>"),
        ("<!-- x --><o:p>甲</o:p>", "甲"),
    ],
)
def test_everything_else_goes(html: str, expected: str) -> None:
    assert sanitised(html) == expected
    assert sanitised(sanitised(html)) == sanitised(html)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("http://a.cn", "http://a.cn"),
        (" HTTPS://a.cn/路径 ", "HTTPS://a.cn/路径"),
        ("www.a.cn", "http://www.a.cn"),
        ("mailto:a@b.cn", "mailto:a@b.cn"),
        ("mailto:", ""),
        ("data:text/html,x", ""),
        ("vbscript:x", ""),
        ("//a.cn", ""),
        ("http:a.cn", ""),
        ("http://a.cn/ x", "http://a.cn/%20x"),
        ('http://a.cn/"x', ""),
        ("http://" + "a" * 3000, ""),
    ],
)
def test_addresses(address: str, expected: str) -> None:
    assert safe_url(address) == expected


def test_plain_text_of_markup() -> None:
    assert plain("甲<b>乙</b><br>&lt;b&gt;&amp;amp;") == "甲乙\n<b>&amp;"
