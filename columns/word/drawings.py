"""Reads drawings of both kinds, DrawingML and VML: pictures, text boxes, charts, objects."""

from html import escape

from columns.word.images import Crop
from columns.word.inline import clean_text
from columns.word.names import Element, q, value, whole, words_in
from columns.word.pictures import human_alt
from columns.word.pieces import Line, Picture, Piece
from columns.word.reading import Scope, chosen_branch

_DEGREE = 60_000
_SHAPES = {q("v:shape"), q("v:rect"), q("v:roundrect"), q("v:oval"), q("v:image"), q("v:group")}
_SKIPPED = {q("v:shapetype"), q("w:sectPr"), q("w:rPr"), q("w:del"), q("w:moveFrom")}
_VECTOR_FILES = (".emf", ".wmf", ".emz", ".wmz")


def read_drawing(element: Element, scope: Scope) -> list[Piece]:
    """Everything a `w:drawing`, `w:pict` or `w:object` shows, in document order."""
    pieces: list[Piece] = []
    properties = element.find(".//" + q("wp:docPr"))
    alt = "" if properties is None else human_alt(properties.get("descr"), properties.get("title"))
    if element.tag == q("w:object"):
        _read_object(element, scope, pieces)
    else:
        _walk(element, scope, alt, pieces)
    return pieces


def _walk(element: Element, scope: Scope, alt: str, pieces: list[Piece]) -> None:
    for child in element:
        tag = child.tag
        if tag in _SKIPPED:
            continue
        if tag == q("w:txbxContent"):
            pieces.extend(scope.nested(child))
        elif tag == q("mc:AlternateContent"):
            branch = chosen_branch(child)
            if branch is not None:
                _walk(branch, scope, alt, pieces)
        elif tag == q("pic:pic"):
            named = child.find(f"{q('pic:nvPicPr')}/{q('pic:cNvPr')}")
            own = "" if named is None else human_alt(named.get("descr"), named.get("title"))
            _walk(child, scope, own or alt, pieces)
        elif tag == q("a:blip"):
            _add(child.get(q("r:embed")), child.get(q("r:link")), _crop(child), alt, scope, pieces)
        elif tag == q("a:txBody"):
            pieces.extend(_drawing_text(child, scope))
        elif tag in _SHAPES:
            if "WaterMark" in (child.get("id") or ""):
                scope.reading.tally.drop("水印")
                continue
            _walk(child, scope, human_alt(child.get("alt")) or alt, pieces)
        elif tag == q("v:imagedata") or (tag == q("v:fill") and child.get("type") == "frame"):
            _add(child.get(q("r:id")), child.get(q("r:href")), Crop(), alt, scope, pieces)
        elif tag == q("v:textpath"):
            pieces.extend(_line(child.get("string") or "", scope))
        elif tag in {q("c:chart"), q("cx:chart")}:
            _drop_chart(child, scope)
        elif tag == q("dgm:relIds"):
            pieces.extend(_smart_art(child, scope))
        elif tag == q("w:control"):
            scope.reading.tally.drop("控件（ActiveX）")
        else:
            _walk(child, scope, alt, pieces)


def _add(
    embedded: str | None,
    linked: str | None,
    crop: Crop,
    alt: str,
    scope: Scope,
    pieces: list[Piece],
) -> None:
    """Put a picture on the shelf, or report why it is not there."""
    reference = embedded or linked
    if not reference:
        return  # an empty frame: the picture is in a sibling or was never set
    index = scope.reading.pictures.add(scope.links.get(reference), crop)
    if index is not None:
        pieces.append(Picture(index, alt))


def _crop(blip: Element) -> Crop:
    """What the author cut off: it must not come back on the web."""
    fill = blip.getparent()
    frame = None if fill is None else fill.find(q("a:srcRect"))
    picture = None if fill is None else fill.getparent()
    placed = None if picture is None else picture.find(f"{q('pic:spPr')}/{q('a:xfrm')}")
    turn = whole(None if placed is None else placed.get("rot"), 0, -360 * _DEGREE, 360 * _DEGREE)
    left, top, right, bottom = (_side(None if frame is None else frame.get(name)) for name in "ltrb")
    return Crop(left, top, right, bottom, turn // _DEGREE % 360)


def _side(text: str | None) -> int:
    if text and text.endswith("%"):  # strict files write percent
        return whole(text[:-1].split(".")[0], 0, 0, 99) * 1000
    return whole(text, 0, 0, 99_999)


def _read_object(element: Element, scope: Scope, pieces: list[Piece]) -> None:
    """An embedded object: its preview picture when that is a photo, its kind in the report."""
    ole = element.find(q("o:OLEObject"))
    if ole is None:
        _walk(element, scope, "", pieces)
        return
    program = ole.get("ProgID") or ""
    label = "公式对象（旧版公式编辑器）" if program.startswith("Equation") else "嵌入对象（OLE）"
    scope.reading.tally.drop(label, program)
    preview = element.find(".//" + q("v:imagedata"))
    link = scope.links.get(value(preview, "r:id") or "")
    if link is not None and not link.target.lower().endswith(_VECTOR_FILES):
        _walk(element, scope, "", pieces)


def _line(text: str, scope: Scope) -> list[Piece]:
    text = clean_text(text).strip()
    scope.reading.count(characters=len(text))
    return [Line(escape(text, quote=False), text)] if text else []


def _drawing_text(body: Element, scope: Scope) -> list[Piece]:
    """The paragraphs of DrawingML text, as SmartArt and drawing canvases have it."""
    return [line for paragraph in body.iter(q("a:p")) for line in _line(words_in(paragraph, "a:t"), scope)]


def _drop_chart(chart: Element, scope: Scope) -> None:
    link = scope.links.get(value(chart, "r:id") or "")
    root = None if link is None or link.external else scope.reading.package.xml_or_none(link.target)
    title = None if root is None else root.find(".//" + q("c:title"))
    words = "" if title is None else words_in(title, "a:t")
    scope.reading.tally.drop("图表（请截图后另外上传）", words.strip())


def _smart_art(relation: Element, scope: Scope) -> list[Piece]:
    """SmartArt keeps its words as paragraphs; the drawing itself is reported."""
    link = scope.links.get(value(relation, "r:dm") or "")
    root = None if link is None or link.external else scope.reading.package.xml_or_none(link.target)
    lines = [] if root is None else _drawing_text(root, scope)
    scope.reading.tally.drop("SmartArt 图形", "文字已保留为段落" if lines else "")
    return lines
