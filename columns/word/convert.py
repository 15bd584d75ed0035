"""Reads one Word file into a WordDocument; runs in the child process."""

from collections import deque
from pathlib import Path
from typing import Any, BinaryIO

from columns.word.assemble import inline_html, make_blocks, whole_html
from columns.word.container import Package, Relationship
from columns.word.document import WordDocument, WordNote
from columns.word.markup import note_item, sanitised
from columns.word.names import Element, q, value, words_in
from columns.word.numbering import Numbering
from columns.word.pictures import PictureShelf
from columns.word.pieces import Picture, Tally
from columns.word.reading import Reading
from columns.word.refusal import WordRefused
from columns.word.story import read_story
from columns.word.styles import Styles
from columns.word.titles import take_title

_NOTE_KINDS = (("foot", "footnotes", "w:footnote"), ("end", "endnotes", "w:endnote"))
_CORE_LENGTH = 500


def convert(stream: BinaryIO, folder: Path) -> WordDocument:
    """Read a .docx stream; pictures are written into `folder`. Raises WordRefused."""
    package = Package(stream)
    root = package.xml(package.main)
    body = root.find(q("w:body"))
    if root.tag != q("w:document") or body is None:
        raise WordRefused("damaged")
    links = package.relationships(package.main)
    tally = Tally()
    _warn_of_macros(package, tally)
    reading = Reading(
        package=package,
        styles=Styles(_linked_part(package, links, "styles", tally)),
        numbering=Numbering(_linked_part(package, links, "numbering", tally)),
        tally=tally,
        pictures=PictureShelf(package, folder, tally),
    )
    notes = _note_sources(package, links, reading)
    pieces = read_story(body, reading, links)
    title, pieces = take_title(pieces, _core_title(package))
    blocks = make_blocks(pieces, reading.pictures)
    html = whole_html(blocks, reading.pictures)
    written = _written_notes(reading, notes)
    if written:
        html += _notes_html(written)
    _report_surroundings(package, links, tally)
    _report_missing(title, blocks, reading)
    return WordDocument(
        title=title,
        html=sanitised(html),
        blocks=blocks,
        images=reading.pictures.images,
        notes=written,
        dropped=tally.report(),
        warnings=tally.warnings,
    )


def _linked_part(package: Package, links: dict[str, Relationship], kind: str, tally: Tally) -> Element | None:
    """The part of a kind; a broken one costs its formatting, never the text."""
    name = next((link.target for link in links.values() if link.kind == kind), f"word/{kind}.xml")
    root = package.xml_or_none(name)
    if root is None and package.has(name):
        tally.warn("文件里有损坏的部件，一部分格式或编号可能没有读出，请核对。")
    return root


def _warn_of_macros(package: Package, tally: Tally) -> None:
    has_code = any(name.endswith("vbaproject.bin") for name in package.names())
    if has_code or "macroenabled" in package.main_content_type().lower():
        tally.warn("文件带有宏，宏已忽略，只导入了内容。")


def _core_title(package: Package) -> str:
    root = package.xml_or_none("docprops/core.xml")
    title = None if root is None else root.find(q("dc:title"))
    return "" if title is None else (title.text or "")[:_CORE_LENGTH]


def _note_sources(
    package: Package, links: dict[str, Relationship], reading: Reading
) -> dict[tuple[str, str], tuple[Element, str]]:
    """Every real note by kind and id, with the part it is in."""
    sources: dict[tuple[str, str], tuple[Element, str]] = {}
    for kind, relation, tag in _NOTE_KINDS:
        root = _linked_part(package, links, relation, reading.tally)
        part = next((k.target for k in links.values() if k.kind == relation), f"word/{relation}.xml")
        for note in () if root is None else root.findall(q(tag)):
            if (value(note, "w:type") or "normal") == "normal":
                sources[kind, value(note, "w:id") or ""] = (note, part)
    reading.note_ids.update(sources)
    return sources


def _written_notes(reading: Reading, sources: dict[tuple[str, str], tuple[Element, str]]) -> list[WordNote]:
    """The notes in the order of their references."""
    links: dict[str, dict[str, Relationship]] = {}
    notes: list[WordNote] = []
    pending = deque(reading.note_numbers)
    while pending:
        kind, note_id = pending.popleft()
        element, part = sources[kind, note_id]
        if part not in links:
            links[part] = reading.package.relationships(part)
        pieces = read_story(element, reading, links[part])
        for _ in (p for p in pieces if isinstance(p, Picture)):
            reading.tally.drop("注释里的图片")
        notes.append(WordNote(len(notes) + 1, kind, sanitised(inline_html(pieces))))
        if not pending:  # a note may refer to further ones
            pending.extend(list(reading.note_numbers)[len(notes) :])
    if len({note.kind for note in notes}) > 1:
        reading.tally.warn("脚注和尾注合并为一个序列编号，请核对正文里提到的注号。")
    return notes


def _notes_html(notes: list[WordNote]) -> str:
    items = "".join(note_item(note.number, note.html) for note in notes)
    return f"\n<section><ol>{items}</ol></section>"


def _report_surroundings(package: Package, links: dict[str, Relationship], tally: Tally) -> None:
    """Count what stands outside the body and is not imported."""
    labels = {"header": "页眉", "footer": "页脚"}
    for link in links.values():
        if link.external:
            continue
        if link.kind in labels:
            root = package.xml_or_none(link.target)
            words = "" if root is None else " ".join(words_in(root, "w:t").split())
            if words:
                tally.drop(labels[link.kind], words)
            if root is not None and _has_watermark(root):
                tally.drop("水印")
        elif link.kind == "comments":
            root = package.xml_or_none(link.target)
            count = 0 if root is None else len(root.findall(q("w:comment")))
            if count:
                tally.drop("批注", count=count)


def _has_watermark(root: Element) -> bool:
    return any("watermark" in (shape.get("id") or "").lower() for shape in root.iter(q("v:shape")))


def _report_missing(title: str, blocks: list[dict[str, Any]], reading: Reading) -> None:
    """Say what the editor still has to do."""
    if not title:
        reading.tally.warn("没有找到标题，请填写。")
    if not blocks:
        reading.tally.warn("文档里没有可以导入的正文。")
    without_alt = sum(1 for b in blocks if b["type"] == "image" and not b["alt"])
    if without_alt:
        reading.tally.warn(f"有 {without_alt} 张图片没有替代文字，发布前请补上。")
