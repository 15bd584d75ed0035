"""Text inside paragraphs: looks, indents, links, fields, revisions, symbols."""

from collections.abc import Callable

import pytest

from tests.support.ooxml import TRANSITIONAL, Docx, field, para, run, style

Html = Callable[..., str]
BOLD, ITALIC = "<w:b/>", "<w:i/>"


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        (run("重点", BOLD) + run("普通"), "<p><b>重点</b>普通</p>"),
        (run("重", BOLD) + run("点", BOLD), "<p><b>重点</b></p>"),
        (run("重点", '<w:b w:val="0"/>'), "<p>重点</p>"),
        (run("斜", ITALIC), "<p><em>斜</em></p>"),
        (run("粗斜", BOLD + ITALIC), "<p><b><em>粗斜</em></b></p>"),
        (run("x") + run("2", '<w:vertAlign w:val="superscript"/>'), "<p>x<sup>2</sup></p>"),
        (run("点", '<w:em w:val="dot"/>'), "<p><em>点</em></p>"),
        (run("字", "<w:bCs/>"), "<p>字</p>"),
        (run('a<b>&"c"'), '<p>a&lt;b&gt;&amp;"c"</p>'),
    ],
)
def test_looks(html_of: Html, runs: str, expected: str) -> None:
    assert html_of(para(runs)) == expected


def test_bold_comes_from_styles_and_toggles_between_them(html_of: Html) -> None:
    styles = (
        style("Strong", "强调", "character", f"<w:rPr>{BOLD}</w:rPr>")
        + style("Lead", "导语", inner=f"<w:rPr>{BOLD}</w:rPr>")
        + style("Child", "子导语", based_on="Lead")
    )
    strong = '<w:rStyle w:val="Strong"/>'
    body = para(run("甲", strong)) + para("乙", style="Child") + para(run("丙", strong), style="Lead")

    html = html_of(body, styles=styles)

    assert html == "<p><b>甲</b></p>\n<p><b>乙</b></p>\n<p>丙</p>"


@pytest.mark.parametrize("indent", ["　　", "\u00a0\u00a0", "    ", "　 \u00a0\t"])
def test_indents_are_removed_at_every_line(html_of: Html, indent: str) -> None:
    body = para(run(indent), run(indent + "第一行"), "<w:r><w:br/></w:r>", run(indent + "第二行 "))

    assert html_of(body) == "<p>第一行<br>第二行</p>"


def test_inner_blanks_become_plain_and_punctuation_stays(html_of: Html) -> None:
    body = para("〔2024〕17号,\u00a0“3+2”：http://a.cn　——……")

    assert html_of(body) == "<p>〔2024〕17号, “3+2”：http://a.cn　——……</p>"


def test_empty_paragraphs_are_removed(html_of: Html) -> None:
    assert html_of(para("甲") + "<w:p/>" + para("　") + para("乙")) == "<p>甲</p>\n<p>乙</p>"


def test_special_characters(html_of: Html) -> None:
    body = para(
        run("前"), "<w:r><w:tab/><w:t>A</w:t><w:noBreakHyphen/><w:t>B</w:t><w:softHyphen/></w:r>",
        '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Symbol" w:char="F0B3"/></w:r>',
        run("\uf0fe", '<w:rFonts w:ascii="Wingdings"/>'), run("软\u00ad连"),
    )  # fmt: skip

    assert html_of(body) == "<p>前 A-B✓≥☑软连</p>"


def test_page_break_ends_the_paragraph(html_of: Html) -> None:
    body = para("上", '<w:r><w:br w:type="page"/></w:r>', "下")

    assert html_of(body) == "<p>上</p>\n<p>下</p>"


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("https://example.org/a?b=1&c=2", '<a href="https://example.org/a?b=1&amp;c=2">网</a>'),
        ("https://example.org/附 件", '<a href="https://example.org/附%20件">网</a>'),
        ("mailto:a@example.org", '<a href="mailto:a@example.org">网</a>'),
        ("javascript:alert(1)", "网"),
        ("java\tscript://alert(1)", "网"),
        ("file:///etc/passwd", "网"),
        ("http://[", "网"),
        ("http://", "网"),
    ],
)
def test_links_keep_safe_addresses_only(html_of: Html, target: str, expected: str) -> None:
    body = para(f'<w:hyperlink r:id="h">{run("网")}</w:hyperlink>')

    assert html_of(body, links={"h": ("hyperlink", target)}) == f"<p>{expected}</p>"


def test_link_inside_the_document_keeps_its_text_and_is_reported(read: Callable) -> None:
    result = read(Docx(body=para("标题") + para(f'<w:hyperlink w:anchor="x">{run("见第二节")}</w:hyperlink>')))

    assert result.html == "<p>见第二节</p>"
    assert result.dropped == [{"what": "文内跳转链接", "count": 1, "detail": "文字保留"}]


FIELDS = [
    (field('HYPERLINK "https://example.org/"', "站"), '<a href="https://example.org/">站</a>'),
    (field("SEQ 图 \\* ARABIC", "3"), "3"),
    (field("PAGE", "7"), ""),
    (field("DATE", field("QUOTE", "2024年")), "2024年"),
    (f'<w:fldSimple w:instr=" TITLE ">{run("名")}</w:fldSimple>', "名"),
    (f'<w:fldSimple w:instr=" PAGE ">{run("7")}</w:fldSimple>', ""),
    (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>eq \\o\\ac(○,3)</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "③",
    ),
    (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>'
        "</w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "☑",
    ),
    (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="高职"/>'
        '<w:listEntry w:val="中职"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN'
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "中职",
    ),
]


def bare_field(instruction: str) -> str:
    """A field without a stored result."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return f"{mark.format('begin')}<w:r><w:instrText>{instruction}</w:instrText></w:r>{mark.format('end')}"


FIELDS += [
    (bare_field('EQ \\* jc2 \\* "Font:宋体" \\* hps10 \\o\\ad(\\s\\up 9(zhí),职)'), "职"),
    (bare_field("EQ \\f(1,2)"), "1/2"),
    (bare_field("SYMBOL 252 \\f Wingdings"), "✓"),
    (bare_field("MACROBUTTON NoMacro 请点击"), "请点击"),
    (bare_field("XE 索引项"), ""),
]


@pytest.mark.parametrize(("xml", "expected"), FIELDS)
def test_fields_show_their_result(html_of: Html, xml: str, expected: str) -> None:
    assert html_of(para("前", xml, "后")) == f"<p>前{expected}后</p>"


@pytest.mark.parametrize("kind", ["begin", "separate", "end"])
def test_unmatched_field_marks_swallow_nothing(html_of: Html, kind: str) -> None:
    body = para("前", f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>', "后") + para("再后")

    assert html_of(body) == "<p>前后</p>\n<p>再后</p>"


def test_table_of_contents_is_dropped_and_reported(read: Callable) -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>'
    toc = para(begin + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', "一、背景 1") + para(
        "二、做法 2", '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )

    result = read(Docx(body=para("标题") + toc + para("正文。")))

    assert result.html == "<p>正文。</p>"
    assert result.dropped == [{"what": "目录", "count": 1, "detail": ""}]


def test_revisions_give_the_final_text(read: Callable) -> None:
    body = para(
        "前", f'<w:ins w:id="1">{run("新")}</w:ins>', '<w:del w:id="2"><w:r><w:delText>旧</w:delText></w:r></w:del>',
        f'<w:moveFrom w:id="3">{run("移走")}</w:moveFrom>', f'<w:moveTo w:id="4">{run("移来")}</w:moveTo>',
    )  # fmt: skip

    result = read(Docx(body=para("标题") + body))

    assert result.html == "<p>前新移来</p>"
    assert result.warnings == ["文档里有修订记录，已按全部接受后的文字导入。"]


def test_deleted_paragraph_mark_joins_the_next_paragraph(html_of: Html) -> None:
    body = para("上句", properties='<w:rPr><w:del w:id="1"/></w:rPr>') + para("下句")

    assert html_of(body) == "<p>上句下句</p>"


def test_hidden_text_is_dropped_and_reported(read: Callable) -> None:
    result = read(Docx(body=para("标题") + para("看得见", run("藏起来", "<w:vanish/>"))))

    assert result.html == "<p>看得见</p>"
    assert result.dropped == [{"what": "隐藏文字", "count": 1, "detail": "藏起来"}]


def test_ruby_keeps_the_base_text(html_of: Html) -> None:
    ruby = f"<w:r><w:ruby><w:rt>{run('zhí')}</w:rt><w:rubyBase>{run('职')}</w:rubyBase></w:ruby></w:r>"

    assert html_of(para(ruby, "教")) == "<p>职教</p>"


def test_content_controls_and_wrappers_are_read_through(html_of: Html) -> None:
    inline = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>"
    smart = f"<w:smartTag><w:smartTagPr/>{run('地名')}</w:smartTag>"
    unknown = f"<w:future>{run('未知')}</w:future>"
    block = f"<w:sdt><w:sdtContent>{para('块控件')}</w:sdtContent></w:sdt>"

    assert html_of(para(inline, smart, unknown) + block) == "<p>控件地名未知</p>\n<p>块控件</p>"


def test_equation_is_kept_as_one_line(html_of: Html) -> None:
    fraction = "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>a+b</m:t></m:r></m:den></m:f>"
    power = "<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"

    assert html_of(para("设", f"<m:oMath>{power}{fraction}</m:oMath>")) == "<p>设x^21/(a+b)</p>"


EMOJI = (
    '<mc:AlternateContent><mc:Choice Requires="w16se"><w16se:symEx xmlns:w16se="urn:x"/></mc:Choice>'
    "<mc:Fallback><w:t>😊</w:t></mc:Fallback></mc:AlternateContent>"
)


def test_emoji_is_read_from_the_fallback_once(html_of: Html) -> None:
    assert html_of(para("好", f"<w:r><w:rPr><w:b/></w:rPr>{EMOJI}</w:r>", "啊")) == "<p>好<b>😊</b>啊</p>"


def test_text_outside_runs_is_kept(html_of: Html) -> None:
    assert html_of(f"<w:p><w:t>裸</w:t><w:x><w:t>文字</w:t></w:x></w:p>{run('散落')}") == "<p>裸文字</p>\n<p>散落</p>"


def test_drop_cap_joins_its_paragraph(html_of: Html) -> None:
    body = para("春", properties='<w:framePr w:dropCap="drop"/>') + para("天来了。")

    assert html_of(body) == "<p>春天来了。</p>"


def test_lost_formats_are_counted(read: Callable) -> None:
    body = para(run("线", '<w:u w:val="single"/>'), run("删", "<w:strike/>"), run("无", '<w:u w:val="none"/>'))

    result = read(Docx(body=para("标题") + body))

    assert [(d["what"], d["count"]) for d in result.dropped] == [("下划线", 1), ("删除线", 1)]


def test_strict_names_read_like_transitional_ones(read: Callable) -> None:
    from tests.support.ooxml import STRICT

    body = para("标题") + para("正文", run("粗", BOLD))

    assert read(Docx(body=body, names=STRICT)) == read(Docx(body=body, names=TRANSITIONAL))
