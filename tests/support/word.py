"""Word files for the import's tests."""

from tests.support.ooxml import Docx, cell, para, photo, picture, row, table

TITLE = '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'


def story_docx(title: str = "灯还亮着", alt: str = "", caption: str = "图1 调试间") -> Docx:
    """A title, two paragraphs, a picture with a caption and a table."""
    centred = '<w:jc w:val="center"/>'
    return Docx(
        body=TITLE.format(title)
        + para("凌晨四点，调试间的灯还亮着。")
        + para(picture("rId9", alt))
        + para(caption, properties=centred)
        + table(row(cell("届别"), cell("人数")), row(cell("2024"), cell("38")))
        + para("他把图纸又看了一遍。"),
        links={"rId9": ("image", "media/a.jpg")},
        parts={"word/media/a.jpg": photo()},
    )


def notice_docx() -> Docx:
    """An official paper with number, signature and date."""
    return Docx(
        body=TITLE.format("关于征集故事的通知")
        + para("示例函〔2026〕3号")
        + para("各有关单位：")
        + para("现将有关事项通知如下，请于月底前报送。")
        + para("齐鲁职教示例研究院")
        + para("2026年3月23日")
    )
