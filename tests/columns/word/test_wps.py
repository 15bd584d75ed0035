"""A file as WPS writes it: numeric style ids, its own names, VML pictures, text boxes twice."""

from collections.abc import Callable

from tests.support.ooxml import Docx, para, photo, run, style

STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="1"><w:name w:val="Normal"/>'
    '<w:rPr><w:sz w:val="21"/></w:rPr></w:style>'
    + style("2", "heading 1", based_on="1", inner='<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
    + style("3", "Title", based_on="1", inner='<w:pPr><w:jc w:val="center"/></w:pPr>')
    + style("4", "题注", based_on="1")
    + style("5", "Default Paragraph Font", "character")
)
PICTURE = (
    '<w:r><w:pict><v:shapetype id="_x0000_t75"/><v:shape id="图片 1" type="#_x0000_t75" alt="a1b2.png">'
    '<v:imagedata r:id="p" o:title="a1b2"/></v:shape></w:pict></w:r>'
)
BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="2" name="文本框 2"/>'
    f"<wps:txbx><w:txbxContent>{para('记者手记')}</w:txbxContent></wps:txbx></wp:anchor></w:drawing></mc:Choice>"
    f"<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{para('记者手记')}</w:txbxContent></v:textbox>"
    "</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def test_wps_file(read: Callable) -> None:
    body = (
        para("校企合作", style="3")
        + para("车间里的课堂", style="2")
        + para(run("　　“"), run("师傅好", '<w:rFonts w:hint="eastAsia"/><w:b/><w:bCs/>'), run("！”"), run(" "))
        + para(PICTURE)
        + para("图 1　实训现场", style="4")
        + para(BOX, "　　下午，", '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>', "学生回校。")
        + para("　　")
    )

    result = read(Docx(body=body, styles=STYLES, links={"p": ("image", "media/image1.jpeg")},
                       parts={"word/media/image1.jpeg": photo()}))  # fmt: skip

    assert result.title == "校企合作"
    assert result.html.split("\n") == [
        "<h2>车间里的课堂</h2>",
        "<p>“<b>师傅好</b>！”</p>",
        '<figure><img src="image-001.jpg" alt=""><figcaption>图 1 实训现场</figcaption></figure>',
        "<p>记者手记</p>",
        "<p>下午，学生回校。</p>",
    ]
    assert result.dropped == []
    assert result.warnings == ["有 1 张图片没有替代文字，发布前请补上。"]
