"""Notes, and what stands outside the body: headers, comments, macros, broken parts."""

from collections.abc import Callable

import pytest

from columns.word import WordNote
from tests.support.ooxml import Docx, para, run

TITLE = para("题", style="Title")
FOOT = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
END = '<w:r><w:endnoteReference w:id="{}"/></w:r>'


def note(kind: str, note_id: int, *paragraphs: str) -> str:
    return f'<w:{kind} w:id="{note_id}">{"".join(paragraphs)}</w:{kind}>'


def test_notes_are_numbered_in_the_order_of_the_text(read: Callable) -> None:
    body = TITLE + para("甲", FOOT.format(5), "乙", END.format(2), "丙", FOOT.format(3))
    foot = '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
    foot += note("footnote", 3, para("脚注三")) + note(
        "footnote", 5, para("<w:r><w:footnoteRef/></w:r>", " 脚注五", run("粗", "<w:b/>")), para("第二段")
    )

    result = read(Docx(body=body, footnotes=foot, endnotes=note("endnote", 2, para("尾注"))))

    assert result.notes == [
        WordNote(1, "foot", "脚注五<b>粗</b><br>第二段"),
        WordNote(2, "end", "尾注"),
        WordNote(3, "foot", "脚注三"),
    ]
    assert result.blocks[0]["html"] == (
        '甲<sup><a href="#note-1" id="noteref-1">1</a></sup>乙<sup><a href="#note-2" id="noteref-2">2</a></sup>'
        '丙<sup><a href="#note-3" id="noteref-3">3</a></sup>'
    )
    assert result.html.endswith('<li id="note-3" value="3">脚注三 <a href="#noteref-3">↩</a></li></ol></section>')


def test_links_in_notes_use_the_links_of_their_part(read: Callable) -> None:
    from tests.support.ooxml import relations

    foot = note("footnote", 1, para(f'<w:hyperlink r:id="n">{run("站")}</w:hyperlink>'))
    parts = {"word/_rels/footnotes.xml.rels": relations({"n": ("hyperlink", "https://example.org/n")}).encode()}

    result = read(Docx(body=TITLE + para("甲", FOOT.format(1)), footnotes=foot, parts=parts))

    assert result.notes == [WordNote(1, "foot", '<a href="https://example.org/n">站</a>')]


def test_references_without_a_note_show_nothing(read: Callable) -> None:
    assert read(Docx(body=TITLE + para("甲", FOOT.format(9), END.format(1)))).html == "<p>甲</p>"


def test_headers_footers_comments_and_watermarks_are_reported(read: Callable) -> None:
    d = Docx(body=TITLE + para("正文", '<w:r><w:commentReference w:id="1"/></w:r>'))
    d.links = {"h": ("header", "header1.xml"), "f": ("footer", "footer1.xml"), "c": ("comments", "comments.xml")}
    mark = '<w:p><w:r><w:pict><v:shape id="PowerPlusWaterMarkObject1"/></w:pict></w:r></w:p>'
    d.parts = {
        "word/header1.xml": d.part("hdr", para("内部资料") + mark).encode(),
        "word/footer1.xml": d.part("ftr", "<w:p/>").encode(),
        "word/comments.xml": d.part("comments", "<w:comment/><w:comment/>").encode(),
    }

    result = read(d)

    assert [(x["what"], x["count"], x["detail"]) for x in result.dropped] == [
        ("页眉", 1, "内部资料"), ("水印", 1, ""), ("批注", 2, ""),
    ]  # fmt: skip


def test_macros_are_ignored_with_a_warning(read: Callable) -> None:
    main = "application/vnd.ms-word.document.macroEnabled.main+xml"

    result = read(Docx(body=TITLE + para("正文"), main_type=main, parts={"word/vbaProject.bin": b"x"}))

    assert (result.html, result.warnings) == ("<p>正文</p>", ["文件带有宏，宏已忽略，只导入了内容。"])


@pytest.mark.parametrize("part", ["styles", "numbering", "footnotes"])
def test_a_broken_secondary_part_costs_no_text(read: Callable, part: str) -> None:
    d = Docx(body=TITLE + para("正文"), links={"x": (part, f"{part}.xml")}, parts={f"word/{part}.xml": b"<broken"})

    result = read(d)

    assert result.html == "<p>正文</p>"
    assert result.warnings == ["文件里有损坏的部件，一部分格式或编号可能没有读出，请核对。"]


def test_other_documents_inside_are_reported(read: Callable) -> None:
    result = read(Docx(body=TITLE + para("正文") + '<w:altChunk r:id="a"/>'))

    assert result.dropped == [{"what": "嵌入的其他文档", "count": 1, "detail": ""}]
