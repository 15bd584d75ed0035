"""Builds small Word files from XML strings."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from html import escape
from pathlib import Path

from PIL import Image

TRANSITIONAL = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
STRICT = {
    **TRANSITIONAL,
    "w": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "r": "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "a": "http://purl.oclc.org/ooxml/drawingml/main",
    "pic": "http://purl.oclc.org/ooxml/drawingml/picture",
    "wp": "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
}
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


@dataclass
class Docx:
    """A Word file in the making: `body` is the XML inside `w:body`, `parts` extra files.

    `links` maps relationship ids to (kind, target); a target with `://` is external.
    """

    body: str = ""
    styles: str = ""
    numbering: str = ""
    footnotes: str = ""
    endnotes: str = ""
    title: str = ""
    links: dict[str, tuple[str, str]] = dataclass_field(default_factory=dict)
    parts: dict[str, bytes] = dataclass_field(default_factory=dict)
    names: Mapping[str, str] = dataclass_field(default_factory=lambda: TRANSITIONAL)
    main_type: str = _MAIN_TYPE

    def files(self) -> dict[str, bytes]:
        """Every part by name."""
        files = {
            "[Content_Types].xml": (
                f'<Types xmlns="{_PACKAGE}content-types">'
                '<Default Extension="xml" ContentType="application/xml"/>'
                f'<Override PartName="/word/document.xml" ContentType="{self.main_type}"/></Types>'
            ),
            "_rels/.rels": relations({"rId1": ("officeDocument", "word/document.xml")}),
            "word/document.xml": self.part("document", f"<w:body>{self.body}</w:body>"),
        }
        links = dict(self.links)
        for kind in ("styles", "numbering", "footnotes", "endnotes"):
            content = getattr(self, kind)
            if content:
                files[f"word/{kind}.xml"] = self.part(kind, content)
                links[f"auto-{kind}"] = (kind, f"{kind}.xml")
        files["word/_rels/document.xml.rels"] = relations(links)
        if self.title:
            files["docProps/core.xml"] = (
                f'<cp:coreProperties xmlns:cp="{_PACKAGE}metadata/core-properties" '
                f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(self.title)}</dc:title>'
                "</cp:coreProperties>"
            )
        return {name: text.encode() for name, text in files.items()} | self.parts

    def part(self, root: str, content: str) -> str:
        """One WordprocessingML part with all namespaces declared."""
        spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in self.names.items())
        return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {spaces}>{content}</w:{root}>'

    def data(self) -> bytes:
        """The file as bytes."""
        return zipped(self.files())

    def save(self, folder: Path, name: str = "稿件.docx") -> Path:
        """Write the file and return its path."""
        path = folder / name
        path.write_bytes(self.data())
        return path


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A deflated zip of the files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def relations(links: Mapping[str, tuple[str, str]]) -> str:
    """A relationships part."""
    items = "".join(
        f'<Relationship Id="{key}" Type="{_RELATION}{kind}" Target="{escape(target)}"'
        + (' TargetMode="External"' if "://" in target or target.startswith(("mailto:", "javascript:")) else "")
        + "/>"
        for key, (kind, target) in links.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}relationships">{items}</Relationships>'


def run(text: str, properties: str = "") -> str:
    """A run; `properties` is the XML inside `w:rPr`."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(*content: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs; plain strings without markup become runs."""
    inner = "".join(item if item.startswith("<") else run(item) for item in content)
    name = f'<w:pStyle w:val="{style}"/>' if style else ""
    settings = f"<w:pPr>{name}{properties}</w:pPr>" if name or properties else ""
    return f"<w:p>{settings}{inner}</w:p>"


def item(text: str, num_id: int, level: int = 0) -> str:
    """A paragraph of a list."""
    number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>'
    return para(text, properties=number)


def style(style_id: str, name: str, kind: str = "paragraph", inner: str = "", based_on: str = "") -> str:
    """A style definition; `inner` is XML after the name."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="{kind}" w:styleId="{style_id}"><w:name w:val="{name}"/>{base}{inner}</w:style>'


def levels(*definitions: tuple[str, str], start: int = 1) -> str:
    """The levels of an abstract list from (format, pattern) pairs."""
    return "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
        for index, (number_format, pattern) in enumerate(definitions)
    )


def numbering(lists: Mapping[int, str], overrides: str = "") -> str:
    """numbering.xml content: one abstract list and one list for each id."""
    abstract = "".join(f'<w:abstractNum w:abstractNumId="{key}">{xml}</w:abstractNum>' for key, xml in lists.items())
    numbers = "".join(f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>' for key in lists)
    return abstract + numbers + overrides


def cell(*content: str, properties: str = "") -> str:
    """A table cell; strings without markup become paragraphs."""
    inner = "".join(text if text.startswith("<") else para(text) for text in content) or "<w:p/>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A table row."""
    settings = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{settings}{''.join(cells)}</w:tr>"


def table(*rows: str, columns: int = 2) -> str:
    """A table."""
    return f"<w:tbl><w:tblGrid>{'<w:gridCol/>' * columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def picture(link: str, alt: str = "", kind: str = "inline", crop: str = "") -> str:
    """A run with a DrawingML picture; `kind` is inline or anchor."""
    return (
        f'<w:r><w:drawing><wp:{kind}><wp:docPr id="1" name="图片 1" descr="{escape(alt)}"/>'
        f'<a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="{link}"/>{crop}'
        f"</pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:{kind}></w:drawing></w:r>"
    )


def field(instruction: str, *result: str) -> str:
    """A complex field with its result runs."""
    shown = "".join(text if text.startswith("<") else run(text) for text in result)
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def photo(width: int = 64, height: int = 48, image_format: str = "JPEG", **options: object) -> bytes:
    """A small colourful picture that is no drawing of few colours."""
    image = Image.linear_gradient("L").resize((width, height))
    mixed = Image.merge("RGB", (image, image.rotate(90), image.rotate(180)))
    out = io.BytesIO()
    mixed.save(out, image_format, **options)
    return out.getvalue()
