"""XML names of Word files and the hardened parser for their parts."""

import re
from functools import cache
from typing import TypeAlias

from lxml import etree

from columns.word.limits import XML_ANGLE_BRACKETS
from columns.word.refusal import WordRefused

Element: TypeAlias = etree._Element

_OFFICE = "http://schemas.openxmlformats.org/"
_MICROSOFT = "http://schemas.microsoft.com/office/"
NAMESPACES: dict[str, str] = {
    "w": _OFFICE + "wordprocessingml/2006/main",
    "r": _OFFICE + "officeDocument/2006/relationships",
    "m": _OFFICE + "officeDocument/2006/math",
    "a": _OFFICE + "drawingml/2006/main",
    "c": _OFFICE + "drawingml/2006/chart",
    "dgm": _OFFICE + "drawingml/2006/diagram",
    "pic": _OFFICE + "drawingml/2006/picture",
    "wp": _OFFICE + "drawingml/2006/wordprocessingDrawing",
    "mc": _OFFICE + "markup-compatibility/2006",
    "rel": _OFFICE + "package/2006/relationships",
    "ct": _OFFICE + "package/2006/content-types",
    "wps": _MICROSOFT + "word/2010/wordprocessingShape",
    "w14": _MICROSOFT + "word/2010/wordml",
    "cx": _MICROSOFT + "drawing/2014/chartex",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_STRICT_ROOT = "http://purl.oclc.org/ooxml/"
_STRICT: dict[str, str] = {
    _STRICT_ROOT + "wordprocessingml/main": NAMESPACES["w"],
    _STRICT_ROOT + "officeDocument/relationships": NAMESPACES["r"],
    _STRICT_ROOT + "officeDocument/math": NAMESPACES["m"],
    _STRICT_ROOT + "drawingml/main": NAMESPACES["a"],
    _STRICT_ROOT + "drawingml/chart": NAMESPACES["c"],
    _STRICT_ROOT + "drawingml/diagram": NAMESPACES["dgm"],
    _STRICT_ROOT + "drawingml/picture": NAMESPACES["pic"],
    _STRICT_ROOT + "drawingml/wordprocessingDrawing": NAMESPACES["wp"],
}
_OFF = {"0", "false", "off", "none", "no"}
_WHOLE = re.compile(r"[+-]?\d{1,9}\Z")


@cache
def q(name: str) -> str:
    """The full name lxml uses for a prefixed one: `w:p` → `{…}p`."""
    prefix, local = name.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def value(element: Element | None, name: str = "w:val") -> str | None:
    """An attribute's text, or None when the element or the attribute is absent."""
    return None if element is None else element.get(q(name))


def child_value(element: Element | None, child: str, name: str = "w:val") -> str | None:
    """The attribute `name` of the first direct child called `child`."""
    return None if element is None else value(element.find(q(child)), name)


def words_in(element: Element, *names: str) -> str:
    """The text of all elements of these names inside `element`, joined."""
    return "".join(found.text or "" for found in element.iter(*map(q, names)))


def switch(element: Element | None, child: str) -> bool | None:
    """An on/off property: None when not set, else whether it is on."""
    found = None if element is None else element.find(q(child))
    if found is None:
        return None
    return (found.get(q("w:val")) or "1").lower() not in _OFF


def whole(text: str | None, default: int, low: int, high: int) -> int:
    """A whole number held between `low` and `high`; `default` when it is not one."""
    if text is None or not _WHOLE.match(text.strip()):
        return default
    return max(low, min(high, int(text)))


def parse_xml(data: bytes) -> Element:
    """The root of one part, with strict names turned into transitional ones.

    Raises WordRefused: `unsafe` for a document type, `too_complex` for too many
    elements, `damaged` for anything that is not well-formed.
    """
    if _declares_type(data):
        raise WordRefused("unsafe")
    if data.count(b"<") > XML_ANGLE_BRACKETS:
        raise WordRefused("too_complex")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise WordRefused(_parse_failure(error)) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise WordRefused("unsafe")
    if any(uri and uri.startswith(_STRICT_ROOT) for uri in root.nsmap.values()):
        _make_transitional(root)
    return root


def _parse_failure(error: Exception) -> str:
    reason = str(error).lower()
    if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
        return "memory"
    return "too_complex" if "depth" in reason or "huge" in reason else "damaged"


def _declares_type(data: bytes) -> bool:
    """Whether a DOCTYPE stands in the bytes, in any of the encodings Word files use."""
    return any(
        word.encode(encoding) in data
        for word in ("<!DOCTYPE", "<!ENTITY")
        for encoding in ("ascii", "utf-16-le", "utf-16-be")
    )


def _make_transitional(root: Element) -> None:
    """Rename strict elements and attributes, so that the rest knows one vocabulary."""
    for element in root.iter(etree.Element):
        name = etree.QName(element)
        if name.namespace in _STRICT:
            element.tag = f"{{{_STRICT[name.namespace]}}}{name.localname}"
        for key in element.attrib:
            attribute = etree.QName(key)
            if attribute.namespace in _STRICT:
                text = element.attrib.pop(key)
                element.set(f"{{{_STRICT[attribute.namespace]}}}{attribute.localname}", text)
