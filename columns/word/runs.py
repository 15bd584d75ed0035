"""Reads the inline content of one paragraph: runs, links, fields, revisions, notes."""

from dataclasses import replace

from columns.word.drawings import read_drawing
from columns.word.equations import linear_text
from columns.word.inline import Blocks, Break, Look, Markup, Text, Token, clean_text
from columns.word.markup import note_reference, safe_url
from columns.word.names import Element, child_value, q, value, whole
from columns.word.reading import Scope, chosen_branch
from columns.word.styles import RunLook, direct_look
from columns.word.symbols import in_unicode, symbol

_SKIPPED = {
    q(name)
    for name in (
        "w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:smartTagPr", "w:customXmlPr", "w:fldData",
        "w:delText", "w:delInstrText", "w:rt", "w:rubyPr", "w:footnoteRef", "w:endnoteRef",
        "w:annotationRef", "w:commentReference", "w:separator", "w:continuationSeparator",
        "w:pgNum", "w:sectPr", "w:ffData",
    )
}  # fmt: skip
_DELETED = {q("w:del"), q("w:moveFrom")}
_DRAWINGS = {q("w:drawing"), q("w:pict"), q("w:object")}
_EQUATIONS = {q("m:oMath"), q("m:oMathPara")}
_NOTES = {q("w:footnoteReference"): "foot", q("w:endnoteReference"): "end"}
_RUN_CONTENT = {
    q(name)
    for name in (
        "w:t", "w:tab", "w:ptab", "w:br", "w:cr", "w:noBreakHyphen", "w:softHyphen", "w:sym", "w:ruby",
        "w:fldChar", "w:instrText", "w:footnoteReference", "w:endnoteReference",
    )
}  # fmt: skip
_LOST_LOOKS = (
    (q("w:u"), "下划线"),
    (q("w:strike"), "删除线"),
    (q("w:dstrike"), "删除线"),
    (q("w:highlight"), "突出显示"),
    (q("w:color"), "字体颜色"),
)
_NO_LOOK = {"none", "auto", "0", "false", "off", "000000"}
_NORMAL_SIZE = 20  # half points, where no style sets one
_REVISED = "文档里有修订记录，已按全部接受后的文字导入。"
_INLINE_ONLY = {q(n) for n in ("w:r", "w:hyperlink", "w:fldSimple", "w:smartTag", "m:oMath", "m:oMathPara")}


def is_inline(element: Element) -> bool:
    """Whether an element belongs inside a paragraph even when it stands outside of one."""
    return element.tag in _INLINE_ONLY


class InlineReader:
    """Collects `tokens` of one paragraph; `size` is its largest direct size in half points."""

    def __init__(self, scope: Scope, paragraph_style: str | None) -> None:
        self.tokens: list[Token] = []
        self.size: int | None = None
        self._scope = scope
        self._style = paragraph_style

    def read(self, parent: Element, href: str = "") -> None:
        """Read the children of a paragraph, link, content control or revision."""
        for child in parent:
            self.read_one(child, href)

    def read_one(self, element: Element, href: str = "") -> None:
        """Read one inline element; unknown ones are read through, so that no text is lost."""
        tag = element.tag
        if tag == q("w:r"):
            self._run(element, href)
        elif tag in _SKIPPED:
            return
        elif tag in _DELETED:
            self._scope.reading.tally.warn(_REVISED)
        elif tag == q("w:hyperlink"):
            self.read(element, self._target(element) or href)
        elif tag == q("w:fldSimple"):
            self._simple_field(element, href)
        elif tag in _EQUATIONS:
            self._equation(element)
        elif tag == q("mc:AlternateContent"):
            branch = chosen_branch(element)
            if branch is not None:
                self.read(branch, href)
        elif tag in {q("w:subDoc"), q("w:altChunk")}:
            self._scope.reading.tally.drop("嵌入的其他文档")
        elif tag in {q("w:ins"), q("w:moveTo")}:
            self._scope.reading.tally.warn(_REVISED)
            self.read(element, href)
        elif tag in _DRAWINGS:
            self._drawing(element)
        elif tag in _RUN_CONTENT:
            self._run_child(element, Look(href=href), "", href)
        else:
            self.read(element, href)

    def _run(self, run: Element, href: str) -> None:
        properties = run.find(q("w:rPr"))
        look, hidden = self._look(properties, href)
        font = ""
        if properties is not None:
            fonts = properties.find(q("w:rFonts"))
            font = value(fonts, "w:ascii") or value(fonts, "w:hAnsi") or ""
            self._note_format(run, properties, look)
        if hidden:
            self._hidden(run)
            return
        for child in run:
            self._run_child(child, look, font, href)

    def _run_child(self, child: Element, look: Look, font: str, href: str) -> None:
        tag = child.tag
        if tag == q("w:t"):
            self._text(in_unicode(child.text or "", font), look)
        elif tag in {q("w:tab"), q("w:ptab")}:
            self._text(" ", look)
        elif tag in {q("w:br"), q("w:cr")}:
            self._append(Break(page=value(child, "w:type") in {"page", "column"}))
        elif tag == q("w:noBreakHyphen"):
            self._text("-", look)
        elif tag == q("w:softHyphen") or tag in _SKIPPED:
            return
        elif tag in {q("w:fldChar"), q("w:instrText")}:
            self._field_mark(child, look)
        elif tag == q("w:sym"):
            self._symbol(child, look)
        elif tag in _NOTES:
            self._note(child)
        elif tag == q("w:ruby"):
            self._scope.reading.tally.drop("注音（拼音指南）")
            for base in child.findall(q("w:rubyBase")):
                self.read(base, href)
        elif tag == q("mc:AlternateContent"):
            branch = chosen_branch(child)
            for part in () if branch is None else branch:  # an emoji and its plain character
                self._run_child(part, look, font, href)
        else:
            self.read_one(child, href)

    def _append(self, token: Token) -> None:
        if self._scope.fields.visible:
            self.tokens.append(token)

    def _text(self, text: str, look: Look) -> None:
        if not text or not self._scope.fields.visible:
            return
        text = clean_text(text)
        self._scope.reading.count(characters=len(text))
        if not look.href and self._scope.fields.href:
            look = replace(look, href=self._checked_url(self._scope.fields.href))
        self.tokens.append(Text(text, look))

    def _look(self, properties: Element | None, href: str) -> tuple[Look, bool]:
        """Direct properties win over styles."""
        styled = self._scope.reading.styles.run(self._style, child_value(properties, "w:rStyle"))
        direct = direct_look(properties) if properties is not None else RunLook()

        def settled(name: str) -> bool:
            own = getattr(direct, name)
            return bool(getattr(styled, name) if own is None else own)

        raised = styled.raised if direct.raised is None else direct.raised
        if raised is None:
            raised = self._shifted(properties)
        dotted = (child_value(properties, "w:em") or "none") != "none"
        look = Look(settled("bold"), settled("italic") or dotted, raised or "", href)
        return look, settled("hidden")

    def _shifted(self, properties: Element | None) -> str:
        """Small text that is moved up or down: how LibreOffice writes raised text."""
        shift = whole(child_value(properties, "w:position"), 0, -100, 100)
        if not shift or not (size := whole(child_value(properties, "w:sz"), 0, 0, 1000)):
            return ""
        normal = self._scope.reading.styles.paragraph(self._style).size or _NORMAL_SIZE
        return "" if size >= normal else ("sup" if shift > 0 else "sub")

    def _note_format(self, run: Element, properties: Element, look: Look) -> None:
        """Remember sizes for finding the title, and count formats the web page does not keep."""
        if run.find(q("w:t")) is None or not self._scope.fields.visible:
            return
        size = whole(child_value(properties, "w:sz"), 0, 0, 1000)
        self.size = max(self.size or 0, size) or None
        if look.href or self._scope.fields.href:
            return  # links are blue and underlined anyway
        for tag, label in _LOST_LOOKS:
            found = properties.find(tag)
            if found is not None and (value(found) or "1").lower() not in _NO_LOOK:
                self._scope.reading.tally.drop(label, "文字保留")

    def _hidden(self, run: Element) -> None:
        """Hidden text is not shown, but fields begin and end in it."""
        for child in run:
            if child.tag in {q("w:fldChar"), q("w:instrText")}:
                self._field_mark(child, Look())
        words = "".join(t.text or "" for t in run.findall(q("w:t"))).strip()
        if words and self._scope.fields.visible:
            self._scope.reading.tally.drop("隐藏文字", words)

    def _field_mark(self, mark: Element, look: Look) -> None:
        fields = self._scope.fields
        if mark.tag == q("w:instrText"):
            fields.instruct(mark.text or "")
            return
        kind = value(mark, "w:fldCharType")
        if kind == "begin":
            fields.begin(mark)
        elif kind == "separate":
            self._dropped_field(fields.separate(mark))
        elif kind == "end":
            self._text(fields.end(mark), look)

    def _simple_field(self, element: Element, href: str) -> None:
        self._dropped_field(self._scope.fields.open_simple(value(element, "w:instr") or ""))
        self.read(element, href)
        self._scope.fields.end()

    def _dropped_field(self, what: str) -> None:
        if what:
            self._scope.reading.tally.drop(what)

    def _target(self, link: Element) -> str:
        """The safe address of a hyperlink element, or an empty string."""
        known = self._scope.links.get(value(link, "r:id") or "")
        anchor = value(link, "w:anchor")
        if known is not None and known.external:
            return self._checked_url(known.target + (f"#{anchor}" if anchor else ""))
        if anchor and self._scope.fields.visible and not anchor.startswith("_Toc"):
            self._scope.reading.tally.drop("文内跳转链接", "文字保留")
        return ""

    def _checked_url(self, address: str) -> str:
        safe = safe_url(address)
        if not safe:
            self._scope.reading.tally.drop("无效或不安全的链接", "文字保留")
        return safe

    def _symbol(self, element: Element, look: Look) -> None:
        code = value(element, "w:char") or ""
        try:
            known = symbol(value(element, "w:font") or "", int(code[:6], 16))
        except ValueError:
            known = ""
        if known:
            self._text(known, look)
        else:
            self._scope.reading.tally.drop("无法识别的特殊符号", f"{value(element, 'w:font')} {code}")

    def _note(self, reference: Element) -> None:
        found = self._scope.fields.visible and self._scope.reading.refer(
            _NOTES[reference.tag], value(reference, "w:id") or ""
        )
        if found:
            self.tokens.append(Markup(note_reference(*found)))

    def _equation(self, element: Element) -> None:
        if self._scope.fields.visible:
            self._scope.reading.tally.drop("公式", "已保留为一行文字，请核对")
            self._text(linear_text(element), Look())

    def _drawing(self, element: Element) -> None:
        if self._scope.fields.visible:
            pieces = read_drawing(element, self._scope)
            if pieces:
                self.tokens.append(Blocks(pieces))
