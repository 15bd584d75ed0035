"""Writes consecutive list paragraphs as nested HTML lists that keep every number."""

from html import escape

from columns.word.numbering import Number
from columns.word.pieces import Line


def in_list(line: Line) -> bool:
    """Whether a line can start or continue an HTML list of its own."""
    return line.number is not None and line.number.kind in {"bullet", "ordered"} and line.level is None


def numbered_html(line: Line) -> str:
    """The line with its number as text in front, where HTML lists cannot show it."""
    return number_text(line) + line.html


def number_text(line: Line) -> str:
    """The number as HTML text with the space after it; empty for bullets and plain lines."""
    if line.number is None or line.number.kind == "bullet":
        return ""
    return escape(line.number.text, quote=False)


def take_list(lines: list[Line]) -> list[Line]:
    """The first lines that make up one list.

    It ends at a line that is not numbered, stands further out than the first, or is of the
    first's level but another kind. Deeper lines stay inside whatever their number looks like.
    """
    first = lines[0].number
    taken: list[Line] = []
    for line in lines:
        number = line.number
        if first is None or number is None or line.level is not None or number.level < first.level:
            break
        if number.level == first.level and _shape(number) != _shape(first):
            break
        taken.append(line)
    return taken


def list_html(lines: list[Line]) -> str:
    """One `<ul>` or `<ol>` with the lists nested in it; `lines` as from `take_list`."""
    first = lines[0].number
    if first is None:
        return ""
    items: list[str] = []
    expected = first.value
    index = 0
    while index < len(lines):
        line, number = lines[index], lines[index].number
        end = index + 1
        while end < len(lines) and _level(lines[end]) > first.level:
            end += 1
        value = number.value if number is not None else expected
        jump = f' value="{value}"' if first.kind == "ordered" and value != expected else ""
        items.append(f"<li{jump}>{line.html}{_nested(lines[index + 1 : end])}</li>")
        expected = value + 1
        index = end
    return _opening(first) + "".join(items) + ("</ol>" if first.kind == "ordered" else "</ul>")


def _nested(lines: list[Line]) -> str:
    """Deeper lines inside an item: lists, or lines with their number as text."""
    html = ""
    while lines:
        if in_list(lines[0]):
            inner = take_list(lines)
            html += list_html(inner)
            lines = lines[len(inner) :]
        else:
            html += ("" if html.endswith(("</ul>", "</ol>")) else "<br>") + numbered_html(lines[0])
            lines = lines[1:]
    return html


def _opening(first: Number) -> str:
    if first.kind != "ordered":
        return "<ul>"
    start = f' start="{first.value}"' if first.value != 1 else ""
    kind = f' type="{first.html_type}"' if first.html_type != "1" else ""
    return f"<ol{start}{kind}>"


def _shape(number: Number) -> tuple[str, str]:
    return number.kind, number.html_type if number.kind == "ordered" else ""


def _level(line: Line) -> int:
    return line.number.level if line.number is not None else 0
