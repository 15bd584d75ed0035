"""Pictures: where they stand, their words, and how they are re-encoded."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from columns.word.images import Crop, PictureProblem, reencode
from columns.word.pictures import human_alt
from tests.support.ooxml import Docx, cell, para, photo, picture, row, run, style, table

TITLE = para("题", style="Title")
LINKS = {"p": ("image", "media/p.jpeg"), "q": ("image", "media/q.png")}
PARTS = {"word/media/p.jpeg": photo(), "word/media/q.png": photo(40, 30, "PNG")}
VML = '<w:r><w:pict><v:shape alt="校门"><v:imagedata r:id="p" o:title="x"/></v:shape></w:pict></w:r>'


def docx(body: str, **parts: object) -> Docx:
    return Docx(body=TITLE + body, links=LINKS, parts=PARTS, **parts)  # type: ignore[arg-type]


def kinds(blocks: list[dict]) -> list[str]:
    return [b.get("html") or f"图:{b['image']}:{b['caption']}:{b['alt']}" for b in blocks]


def text_box(inner: str, fallback: str = "") -> str:
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic>"
        "</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:rect><v:textbox><w:txbxContent>"
        f"{fallback or inner}</w:txbxContent></v:textbox></v:rect></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (para(picture("p", "校门")), ["图:0::校门"]),
        (para(picture("p", "校门", "anchor"), "旁边的话"), ["图:0::校门", "旁边的话"]),
        (para("一句话", picture("p"), "没断开。"), ["一句话没断开。", "图:0::"]),
        (para("上", "<w:r><w:br/></w:r>", picture("p"), "<w:r><w:br/></w:r>", "下"), ["上", "图:0::", "下"]),
        (para(VML), ["图:0::校门"]),
        (para(picture("p"), picture("q")), ["图:0::", "图:1::"]),
        (para(picture("p")) + para(picture("p")), ["图:0::", "图:0::"]),
        (para(text_box(para("框里一") + para("框里二")), "正文"), ["框里一", "框里二", "正文"]),
        (para("正文", text_box(para(picture("p")) + para("图1 校门"))), ["正文", "图:0:图1 校门:"]),
    ],
)
def test_places(read: Callable, body: str, expected: list[str]) -> None:
    assert kinds(read(docx(body)).blocks) == expected


@pytest.mark.parametrize(
    ("after", "caption"),
    [
        (para("校门", style="c"), "校门"),
        (para("图1 校门"), "图1 校门"),
        (para("图 1：", run("校门")), "图 1：校门"),
        (para("图为学校大门", properties='<w:jc w:val="center"/>'), "图为学校大门"),
        (para("▲图书馆一角"), "▲图书馆一角"),
        (para("图书馆建成后，借阅量增加。"), ""),
        (para("图1 " + "说明很长" * 30), ""),
    ],
)
def test_captions_under_a_picture(read: Callable, after: str, caption: str) -> None:
    result = read(docx(para(picture("p")) + after, styles=style("c", "题注")))

    assert result.blocks[0]["caption"] == caption
    assert len(result.blocks) == (1 if caption else 2)


def test_picture_layout_tables_become_pictures(read: Callable) -> None:
    body = table(row(cell(para(picture("p"))), cell(para(picture("q")))), row(cell("校门"), cell("操场")))

    assert kinds(read(docx(body)).blocks) == ["图:0:校门:", "图:1:操场:"]


def test_pictures_of_a_real_table_follow_it(read: Callable) -> None:
    body = table(
        row(cell("姓名"), cell("张某某"), cell(para(picture("p", "证件照")))),
        row(cell("单位"), cell("某校"), cell("x")),
        columns=3,
    )

    result = read(docx(body))

    assert [b["type"] for b in result.blocks] == ["table", "image"]
    assert result.warnings == ["表格里的 1 张图片移到了表格后面，请检查位置。"]


@pytest.mark.parametrize(
    "alt",
    ["图片 1", "图像", "Picture 3", "IMG_20240101.jpg", "微信图片_20240312", "C:\\照片\\a.PNG", "1710000000(1)",
     "8f14e45fceea167a5a36dedd4bea2543", "图形用户界面\n\n描述已自动生成", " "],
)  # fmt: skip
def test_made_up_alt_texts_count_as_none(alt: str) -> None:
    assert human_alt(alt) == ""


def test_human_alt_is_kept_on_one_line() -> None:
    assert human_alt(None, "图片 1", "学生在\n实训室") == "学生在 实训室"


@pytest.mark.parametrize(
    ("link", "data", "what"),
    [
        (("image", "http://example.org/a.png"), None, "链接的外部图片"),
        (("image", "media/none.png"), None, "缺失的图片"),
        (("image", "../../../../etc/passwd"), None, "缺失的图片"),
        (("image", "media/x.png"), b"\x89PNG\r\n\x1a\nbroken", "无法识别的图片"),
        (("image", "media/x.png"), photo(64, 64, "PNG")[:100], "损坏的图片"),
        (("image", "media/x.emf"), b"\x01\0\0\0" + b"\0" * 36 + b" EMF", "EMF 矢量图"),
        (("image", "media/x.wmf"), b"\xd7\xcd\xc6\x9a" + b"\0" * 40, "WMF 矢量图"),
        (("image", "media/x.svg"), b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG 矢量图"),
    ],
)
def test_pictures_that_cannot_come_are_reported(
    read: Callable, link: tuple[str, str], data: bytes | None, what: str
) -> None:
    parts = {} if data is None else {"word/" + link[1]: data}

    result = read(Docx(body=TITLE + para("前", picture("x"), "后"), links={"x": link}, parts=parts))

    assert (result.html, result.images) == ("<p>前后</p>", [])
    assert [(d["what"], d["count"]) for d in result.dropped] == [(what, 1)]


def test_smart_art_keeps_words_and_charts_and_objects_are_reported(read: Callable) -> None:
    data = '<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:t><a:p><a:r><a:t>招生</a:t></a:r></a:p></dgm:t></dgm:dataModel>'
    chart = '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:title><a:t>就业率</a:t></c:title></c:chartSpace>'
    shape = "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData>{}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    body = para(shape.format('<dgm:relIds r:dm="d"/>')) + para("文", shape.format('<c:chart r:id="c"/>'))
    body += para(
        "字",
        '<w:r><w:object><v:shape><v:imagedata r:id="w"/></v:shape><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>',
    )
    links = {"d": ("diagramData", "d.xml"), "c": ("chart", "c.xml"), "w": ("image", "media/o.emf")}

    result = read(
        Docx(body=TITLE + body, links=links, parts={"word/d.xml": data.encode(), "word/c.xml": chart.encode()})
    )

    assert result.html == "<p>招生</p>\n<p>文</p>\n<p>字</p>"
    assert [(d["what"], d["detail"]) for d in result.dropped] == [
        ("SmartArt 图形", "文字已保留为段落"),
        ("图表（请截图后另外上传）", "就业率"),
        ("嵌入对象（OLE）", "Excel.Sheet.12"),
    ]


def test_choice_without_content_gives_way_to_the_fallback(read: Callable) -> None:
    body = para(
        f'<w:r><mc:AlternateContent><mc:Choice Requires="am3d"><w:drawing/></mc:Choice><mc:Fallback>{picture("p").removeprefix("<w:r>").removesuffix("</w:r>")}</mc:Fallback></mc:AlternateContent></w:r>'
    )

    assert kinds(read(docx(body)).blocks) == ["图:0::"]


def test_metadata_goes_and_the_picture_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "相机厂".encode().decode("latin-1")
    exif.get_ifd(0x8825)[1] = "N"
    source = photo(60, 40, exif=exif.tobytes(), comment=b"secret")

    encoded = reencode(source, Crop())

    with Image.open(io.BytesIO(encoded.data)) as image:
        assert (image.size, dict(image.getexif()), "comment" in image.info, image.info.get("icc_profile")) == (
            (40, 60), {}, False, None,
        )  # fmt: skip


def test_crop_and_turn_of_word_are_applied() -> None:
    source = Image.new("RGB", (100, 60), "red")
    source.paste("blue", (50, 0, 100, 60))
    out = io.BytesIO()
    source.save(out, "PNG")

    encoded = reencode(out.getvalue(), Crop(left=50_000, turn=90))

    with Image.open(io.BytesIO(encoded.data)) as image:
        assert image.size == (60, 50)
        assert image.convert("RGB").getcolors() == [(3000, (0, 0, 255))]


@pytest.mark.parametrize(
    ("mode", "colour", "suffix"),
    [("RGB", "red", "png"), ("RGBA", (1, 2, 3, 100), "png"), ("L", 7, "png"), ("1", 1, "png"),
     ("CMYK", (9, 9, 9, 9), "png"), ("I;16", 5000, "png"), ("P", 3, "png"), ("LA", (5, 9), "png")],
)  # fmt: skip
def test_every_colour_mode_is_written(mode: str, colour: object, suffix: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (8, 8), colour).save(out, "TIFF" if mode == "CMYK" else "PNG")  # type: ignore[arg-type]

    assert reencode(out.getvalue(), Crop()).suffix == suffix


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP"])
def test_formats(image_format: str) -> None:
    encoded = reencode(photo(64, 48, image_format), Crop())

    assert (encoded.width, encoded.height) == (64, 48)


def test_heic_is_accepted() -> None:
    pillow_heif = pytest.importorskip("pillow_heif")
    out = io.BytesIO()
    pillow_heif.from_pillow(Image.open(io.BytesIO(photo(64, 48)))).save(out, quality=60)

    encoded = reencode(out.getvalue(), Crop())

    assert (encoded.suffix, encoded.width, encoded.content_type) == ("jpg", 64, "image/heif")


def test_large_pictures_shrink_and_giants_are_refused() -> None:
    assert reencode(photo(3000, 1500), Crop()).width == 2560
    out = io.BytesIO()
    Image.new("1", (12_000, 6_000)).save(out, "PNG")
    with pytest.raises(PictureProblem, match="过大的图片"):
        reencode(out.getvalue(), Crop())


def test_one_picture_is_stored_once_with_its_digest(read: Callable, tmp_path: Path) -> None:
    import hashlib

    twice = Docx(
        body=TITLE + para(picture("p", "校门")) + para(picture("s")),
        links={"p": ("image", "media/p.jpeg"), "s": ("image", "media/same.jpeg")},
        parts={"word/media/p.jpeg": photo(), "word/media/same.jpeg": photo()},
    )

    result = read(twice)

    image = result.images[0]
    assert [b["image"] for b in result.blocks] == [0, 0]
    assert (len(result.images), image.file, image.alt) == (1, "image-001.jpg", "校门")
    assert hashlib.sha256((tmp_path / image.file).read_bytes()).hexdigest() == image.sha256
    assert result.warnings == ["有 1 张图片没有替代文字，发布前请补上。"]
