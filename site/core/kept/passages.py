"""A kept body in passages: what the search finds, and where in the page a reader lands."""

from dataclasses import dataclass

from lxml import html as lxml_html

from core.kept.paragraphs import text_of

HEADINGS = ("h2", "h3", "h4")


@dataclass(frozen=True, slots=True)
class Passage:
    """Some text of a page. `landing` follows the page's address: `#b-1a2b3c4d`, `?t=754`; `label` is its heading.

    `seconds` says for spoken text from which character on which second is heard.
    """

    text: str
    landing: str = ""
    label: str = ""
    seconds: tuple[tuple[int, int], ...] = ()


def passages_of(html: str) -> list[Passage]:
    """The passages of a kept body in reading order: under the anchor of their block, else of their paragraph."""
    if not html.strip():
        return []
    out: list[Passage] = []
    label, under, is_open = "", "", False
    tree = lxml_html.fragment_fromstring(html, create_parent="div")
    for player in tree.xpath(".//*[@data-player]"):  # what is said in it has its seconds, see `core.kept.recordings`
        player.drop_tree()
    for element in tree:
        if not isinstance(element.tag, str):
            continue
        text, anchor = text_of(element), element.get("id") or ""
        if element.tag in HEADINGS:
            label, under, is_open = text, f"#{anchor}" if anchor else under, True
        elif anchor.startswith("b-"):
            heading = next((text_of(e) for e in element.iter(*HEADINGS)), label)
            out.append(Passage(text, f"#{anchor}", heading))
            is_open = False
        elif text:
            out.append(Passage(text, under or _first_anchor(element), label))
            is_open = False
    if is_open and label:  # a heading with nothing below
        out.append(Passage("", under, label))
    return out


def _first_anchor(element: lxml_html.HtmlElement) -> str:
    return next((f"#{e.get('id')}" for e in element.iter() if isinstance(e.tag, str) and e.get("id")), "")
