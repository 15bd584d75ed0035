"""Resolves paragraph and character styles along their basedOn chains."""

import re
from dataclasses import dataclass

from columns.word.names import Element, child_value, q, switch, value, whole

_HEADING = re.compile(r"(?:heading|标题|標題|見出し|제목|überschrift|titre|título|titolo|заголовок|kop)([1-9])\Z")
_TITLES = {"title", "标题", "题目", "文章标题", "文档标题", "公文标题", "大标题", "主标题", "標題"}
_SUBTITLES = {"subtitle", "副标题", "副題"}
_CAPTION = re.compile(r"caption|题注|图注|图题|图名|图表标题|图片说明|图片标题|表题|表名|表标题|標號")
_CENTRED = {"center", "both-center"}
_MAX_CHAIN = 30


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a paragraph style says; `level` is 1–9 for headings, `size` half points."""

    level: int | None
    role: str
    centred: bool
    size: int | None
    number: tuple[str, str | None, str] | None
    shows_bold: bool


@dataclass(frozen=True, slots=True)
class RunLook:
    """Character properties that have a meaning on the web, None where not set."""

    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    raised: str | None = None


class Styles:
    """The styles of one document; a style that is not defined is known by its id alone."""

    def __init__(self, root: Element | None) -> None:
        self._by_id: dict[str, Element] = {}
        self._default = ""
        self._defaults: Element | None = None
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._looks: dict[tuple[str, str], RunLook] = {}
        if root is None:
            return
        path = "/".join((q("w:docDefaults"), q("w:rPrDefault"), q("w:rPr")))
        self._defaults = root.find(path)
        for style in root.findall(q("w:style")):
            style_id = value(style, "w:styleId") or ""
            self._by_id.setdefault(style_id, style)
            is_default = (value(style, "w:default") or "0") in {"1", "true", "on"}
            if is_default and value(style, "w:type") == "paragraph":
                self._default = style_id

    def paragraph(self, style_id: str | None) -> ParagraphStyle:
        """The paragraph style of this id, the default one for None."""
        key = self._default if style_id is None else style_id
        if key not in self._paragraphs:
            self._paragraphs[key] = self._resolve(key)
        return self._paragraphs[key]

    def run(self, paragraph_style: str | None, run_style: str | None) -> RunLook:
        """Character properties that come from styles alone."""
        key = (self._default if paragraph_style is None else paragraph_style, run_style or "")
        if key not in self._looks:
            block, inline = self._chain_look(key[0]), self._chain_look(key[1])
            base = direct_look(self._defaults)
            self._looks[key] = RunLook(
                # Styles toggle: bold in both the paragraph and the character style is plain.
                bold=bool(base.bold) or bool(block.bold) != bool(inline.bold),
                italic=bool(base.italic) or bool(block.italic) != bool(inline.italic),
                hidden=bool(block.hidden) != bool(inline.hidden),
                raised=inline.raised or block.raised,
            )
        return self._looks[key]

    def _chain(self, style_id: str) -> list[Element]:
        """The style and those it is based on; ends at a loop."""
        chain: list[Element] = []
        seen: set[str] = set()
        while style_id and style_id not in seen and len(chain) < _MAX_CHAIN:
            seen.add(style_id)
            style = self._by_id.get(style_id)
            if style is None:
                break
            chain.append(style)
            style_id = child_value(style, "w:basedOn") or ""
        return chain

    def _chain_look(self, style_id: str) -> RunLook:
        looks = [direct_look(style.find(q("w:rPr"))) for style in self._chain(style_id)]

        def first(name: str) -> bool | str | None:
            return next((v for v in (getattr(look, name) for look in looks) if v is not None), None)

        return RunLook(first("bold"), first("italic"), first("hidden"), first("raised"))  # type: ignore[arg-type]

    def _resolve(self, style_id: str) -> ParagraphStyle:
        chain = self._chain(style_id)
        names: list[tuple[str, Element | None]] = [(child_value(s, "w:name") or "", s) for s in chain]
        level, role = _meaning(names or [(style_id, None)])
        centred, size, number = None, None, None
        for style in chain:
            properties = style.find(q("w:pPr"))
            centred = centred or child_value(properties, "w:jc")
            size = size or child_value(style.find(q("w:rPr")), "w:sz")
            number = number or _style_number(style, properties)
        size = size or child_value(self._defaults, "w:sz")
        return ParagraphStyle(
            level=level,
            role=role,
            centred=centred in _CENTRED,
            size=whole(size, 0, 0, 1000) or None,
            number=number,
            shows_bold=bool(self.run(style_id, None).bold),
        )


def direct_look(properties: Element | None) -> RunLook:
    """The character properties set in one `w:rPr`."""
    if properties is None:
        return RunLook()
    raised = {"superscript": "sup", "subscript": "sub", "baseline": ""}.get(
        child_value(properties, "w:vertAlign") or "none"
    )
    return RunLook(switch(properties, "w:b"), switch(properties, "w:i"), switch(properties, "w:vanish"), raised)


def _meaning(names: list[tuple[str, Element | None]]) -> tuple[int | None, str]:
    """Heading level and role of a style chain: the nearest style that says anything wins."""
    for name, style in names:
        plain = re.sub(r"[\s_\-]", "", name).lower()
        heading = _HEADING.match(plain)
        if heading:
            return int(heading.group(1)), ""
        for role, known in (("title", _TITLES), ("subtitle", _SUBTITLES)):
            if plain in known:
                return None, role
        if _CAPTION.search(plain):
            return None, "caption"
        if plain.startswith(("toc", "目录")):
            return None, "toc"
        outline = None if style is None else child_value(style.find(q("w:pPr")), "w:outlineLvl")
        if outline is not None:
            level = whole(outline, 9, 0, 9)
            return (level + 1 if level < 9 else None), ""
    return None, ""


def _style_number(style: Element, properties: Element | None) -> tuple[str, str | None, str] | None:
    """List id, level and style id of a style that numbers its paragraphs."""
    number = None if properties is None else properties.find(q("w:numPr"))
    num_id = child_value(number, "w:numId")
    if num_id is None:
        return None
    return num_id, child_value(number, "w:ilvl"), value(style, "w:styleId") or ""
