"""Built files that together use most of what Word writes, for the property tests."""

from tests.support.ooxml import (
    Docx,
    cell,
    field,
    item,
    levels,
    numbering,
    para,
    photo,
    picture,
    row,
    run,
    style,
    table,
)

_BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wps:txbx><w:txbxContent>'
    f"{para('框里的话')}</w:txbxContent></wps:txbx></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>"
    f"<v:textbox><w:txbxContent>{para('框里的话')}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


def rich() -> Docx:
    """Every kind of content in one small file."""
    merged = '<w:vMerge w:val="restart"/>'
    body = (
        para("山东省教师培训纪实", style="T")
        + para("　　开头", run("粗体", "<w:b/>"), field('HYPERLINK "https://example.org"', "链接"))
        + para("背景", style="H")
        + item("第一", 1) + item("其一", 1, 1) + item("第二", 1) + item("条文", 2)
        + para(f'<w:ins w:id="1">{run("加入")}</w:ins>', '<w:del w:id="2"><w:r><w:delText>去掉</w:delText></w:r></w:del>')
        + para(picture("p", "校门"), _BOX, "图边文字") + para("图1 校门")
        + para("表1 名额")
        + table(row(cell("单位", properties=merged), cell("名额")), row(cell(properties="<w:vMerge/>"), cell("十", item("项", 1))))
        + para("注", '<w:r><w:footnoteReference w:id="1"/></w:r>', properties='<w:rPr><w:del w:id="3"/></w:rPr>')
        + para("接上句", "<m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath>")
        + f"<w:sdt><w:sdtContent>{para('控件段落')}</w:sdtContent></w:sdt>"
        + '<w:sectPr><w:pgSz w:w="11906"/></w:sectPr>'
    )  # fmt: skip
    return Docx(
        body=body,
        styles=style("T", "Title") + style("H", "标题 1"),
        numbering=numbering(
            {1: levels(("decimal", "%1."), ("lowerLetter", "%2)")), 2: levels(("chineseCounting", "第%1条"))}
        ),
        footnotes=f'<w:footnote w:id="1">{para("脚注文字")}</w:footnote>',
        links={"p": ("image", "media/p.jpeg")},
        parts={"word/media/p.jpeg": photo(32, 24)},
    )
