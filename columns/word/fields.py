"""Follows Word's fields: which text is shown, which is an instruction, what links where."""

import re
from dataclasses import dataclass, field

from columns.word.limits import FIELD_DEPTH
from columns.word.names import Element, child_value, q, switch, value, whole
from columns.word.refusal import WordRefused
from columns.word.symbols import symbol

_DROPPED = {"TOC": "目录", "TOA": "引文目录", "INDEX": "索引", "PAGE": "页码", "NUMPAGES": "页码"}
_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_CIRCLED = {str(n): chr(0x245F + n) for n in range(1, 21)}
_DEAD_STORY_TAGS = (q("w:del"), q("w:moveFrom"), q("mc:Fallback"))


@dataclass(slots=True)
class Field:
    """One open field: its instruction, and after the separator its meaning."""

    form: Element | None = None
    instruction: list[str] = field(default_factory=list)
    shown: bool = False
    href: str = ""
    dropped: str = ""

    def understand(self) -> None:
        """Read the instruction: a link, a kind that is dropped, or plain text."""
        name, words = split_instruction("".join(self.instruction))
        self.dropped = _DROPPED.get(name, "")
        if name == "HYPERLINK" and words and not words[0].startswith("\\"):
            self.href = words[0]


class FieldStack:
    """The open fields of one story; `unmatched` holds begin and end marks without a partner."""

    def __init__(self, story: Element) -> None:
        self._open: list[Field] = []
        self._unmatched = _unmatched_marks(story)

    def begin(self, mark: Element) -> None:
        """Open a complex field at its first mark."""
        if len(self._open) >= FIELD_DEPTH:
            raise WordRefused("too_complex")
        if mark not in self._unmatched:
            self._open.append(Field(form=mark.find(q("w:ffData"))))

    def open_simple(self, instruction: str) -> str:
        """Open a field of one element; returns what is dropped with it, or an empty string."""
        opened = Field(instruction=[instruction], shown=True)
        opened.understand()
        self._open.append(opened)
        return opened.dropped

    def separate(self, mark: Element) -> str:
        """The result begins; returns what is dropped with it, or an empty string."""
        if mark in self._unmatched or not self._open:
            return ""
        self._open[-1].shown = True
        self._open[-1].understand()
        return self._open[-1].dropped

    def end(self, mark: Element | None = None) -> str:
        """Close the innermost field; returns text for one that has no result of its own."""
        if not self._open or (mark is not None and mark in self._unmatched):
            return ""
        closed = self._open.pop()
        if closed.shown and closed.form is None:
            return ""
        return _own_text(closed)

    def instruct(self, text: str) -> None:
        """Add to the instruction of the innermost field."""
        if self._open and not self._open[-1].shown:
            self._open[-1].instruction.append(text)

    @property
    def visible(self) -> bool:
        """Whether text at this place is part of the document."""
        return all(f.shown and not f.dropped for f in self._open)

    @property
    def href(self) -> str:
        """The address of the innermost link field."""
        return next((f.href for f in reversed(self._open) if f.href), "")


def split_instruction(text: str) -> tuple[str, list[str]]:
    """Name and words of a field instruction; quotes are taken off."""
    words = [(m.group(1) or m.group(2) or "").replace('\\"', '"') for m in _WORD.finditer(text)]
    return (words[0].upper(), words[1:]) if words else ("", [])


def _unmatched_marks(story: Element) -> set[Element]:
    """Marks that would swallow text to the end of the document if they were believed."""
    begun: list[list[Element]] = []
    unmatched: set[Element] = set()
    for mark in story.iter(q("w:fldChar")):
        if any(parent.tag in _DEAD_STORY_TAGS for parent in mark.iterancestors()):
            continue
        kind = value(mark, "w:fldCharType")
        if kind == "begin":
            begun.append([mark])
        elif not begun:
            unmatched.add(mark)
        elif kind == "end":
            begun.pop()
        else:
            begun[-1].append(mark)
    unmatched.update(mark for marks in begun for mark in marks)
    return unmatched


def _own_text(closed: Field) -> str:
    """The visible text of a field that stores no result: boxes, circled numbers, symbols."""
    text = "".join(closed.instruction).strip()
    name, words = split_instruction(text)
    if name == "FORMCHECKBOX":
        return _checkbox(closed.form)
    if name == "FORMDROPDOWN" and not closed.shown:
        return _dropdown(closed.form)
    if closed.shown:
        return ""
    if name == "EQ":
        return equation_text(text[2:])
    if name == "SYMBOL" and words:
        code = int(words[0], 16) if re.fullmatch("0[xX][0-9a-fA-F]{1,4}", words[0]) else whole(words[0], 0, 0, 0xFFFF)
        return symbol(words[words.index("\\f") + 1] if "\\f" in words[:-1] else "", code)
    if name in {"MACROBUTTON", "GOTOBUTTON"}:
        return " ".join(words[1:])
    return ""


def _checkbox(form: Element | None) -> str:
    box = None if form is None else form.find(q("w:checkBox"))
    checked = switch(box, "w:checked")
    return "☑" if (switch(box, "w:default") if checked is None else checked) else "☐"


def _dropdown(form: Element | None) -> str:
    choices = None if form is None else form.find(q("w:ddList"))
    if choices is None:
        return ""
    entries = [value(entry) or "" for entry in choices.findall(q("w:listEntry"))]
    chosen = child_value(choices, "w:result") or child_value(choices, "w:default")
    return entries[index] if (index := whole(chosen, 0, 0, 999)) < len(entries) else ""


def equation_text(code: str) -> str:
    """The readable text of an EQ field: circled characters, phonetic guides, fractions."""
    code = re.sub(r'\\\*\s*\S+|\\\*\s*"[^"]*"', "", code)
    circled = re.search(r"\\o\\ac\(\s*[○◯〇]\s*[,，;]\s*(?:\\\w+\d*\()*([^()]*)\)", code)
    if circled:
        return _CIRCLED.get(circled.group(1).strip(), circled.group(1).strip())
    guide = re.search(r"\\o(?:\\a\w)?\(\\s\\up\s*-?\d+\([^()]*\)\s*[,，;]([^()]*)\)", code)
    if guide:
        return guide.group(1).strip()
    fraction = re.search(r"\\f\(([^(),]*)[,，;]([^(),]*)\)", code)
    if fraction:
        return f"{fraction.group(1).strip()}/{fraction.group(2).strip()}"
    return re.sub(r"\\[a-zA-Z]+\s*-?\d*|[()]", " ", code).strip()
