"""The reader's HTML as the rich text editor stores it: opening and saving a draft must change nothing."""

from html import escape

from lxml import html as lxml_html
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from columns.word.numerals import numeral
from core.admin.rich_text import clean_rich_text
from core.blocks.text import TEXT

Element = lxml_html.HtmlElement
NOTE_LINK = "#note-"
# HTML's kinds of ordered lists → Word's names of the same numbers.
NUMBER_FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


class RichText:
    """Converts fragments; `notes` is the address of the notes' section. `italics` counts what the site does not use."""

    def __init__(self, notes: str = "") -> None:
        self._notes = notes
        self._converter = ContentstateConverter(TEXT)
        self.italics = 0

    def stored(self, html: str) -> str:
        """Rich text for the database; empty for nothing."""
        if not html:
            return ""
        tree = lxml_html.fragment_fromstring(html, create_parent="div")
        for link in tree.iter("a"):
            link.attrib.pop("id", None)
            if link.get("href", "").startswith(NOTE_LINK):
                link.set("href", self._notes)
        for element in list(tree.iter("em")):
            self.italics += 1
            element.drop_tag()
        for element in [child for child in tree if child.tag == "ol"]:
            if any(_is_special(inner) for inner in element.iter("ol")):
                _write_numbers(element)
        return self._round_trip(inner_html(tree))

    def _round_trip(self, html: str) -> str:
        content = self._converter.from_database_format(clean_rich_text(html))
        return clean_rich_text(self._converter.to_database_format(content))


def inner_html(element: Element) -> str:
    """What is inside an element."""
    return escape(element.text or "", quote=False) + "".join(
        lxml_html.tostring(child, encoding="unicode") for child in element
    )


def flat_text(html: str, notes: bool = True) -> str:
    """Text with a line break for each line or list item; a note's number stands in brackets, or not at all."""
    tree = lxml_html.fragment_fromstring(html or "", create_parent="div")
    for link in tree.xpath(f".//a[starts-with(@href, '{NOTE_LINK}')]"):
        link.text = f"[{link.text_content()}]" if notes else ""
    for element in tree.iter("br", "p", "li"):
        if element.tag == "br":
            element.tail = "\n" + (element.tail or "")
        else:
            element.text = "\n" + (element.text or "")
    lines = [" ".join(line.split()) for line in tree.text_content().split("\n")]
    return "\n".join(line for line in lines if line)


def _is_special(ordered: Element) -> bool:
    """Numbers that the editor cannot keep: it only counts 1, 2, 3."""
    return (
        ordered.get("start", "1") != "1"
        or ordered.get("type", "1") != "1"
        or any(item.get("value") for item in ordered if item.tag == "li")
    )


def _write_numbers(ordered: Element) -> None:
    """Replace an ordered list by paragraphs that begin with their numbers; plain lists inside stay lists."""
    pieces: list[Element] = []
    number = int(ordered.get("start", "1"))
    number_format = NUMBER_FORMATS.get(ordered.get("type", "1"), "decimal")
    for item in [child for child in ordered if child.tag == "li"]:
        number = int(item.get("value") or number)
        line = lxml_html.Element("p")
        line.text = f"{numeral(number, number_format)}. {item.text or ''}"
        pieces.append(line)
        for child in list(item):
            if child.tag in ("ul", "ol"):
                child.tail = None
                pieces.append(child)
            else:
                line.append(child)
        number += 1
    parent = ordered.getparent()
    position = parent.index(ordered)
    parent.remove(ordered)
    for piece in reversed(pieces):
        parent.insert(position, piece)
    for piece in pieces:
        if piece.tag == "ol":
            _write_numbers(piece)
