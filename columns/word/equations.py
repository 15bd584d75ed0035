"""Writes Office equations as one line of text."""

from columns.word.names import Element, child_value, q, words_in

_MAX_DEPTH = 60
_NARY_DEFAULT = "∫"


def linear_text(equation: Element, depth: int = 0) -> str:
    """An equation as text: fractions with a slash, powers with ^, roots with √."""
    if depth > _MAX_DEPTH:
        return words_in(equation, "m:t")
    if equation.tag in {q("m:t"), q("w:t")}:
        return equation.text or ""
    if equation.tag in {q("w:del"), q("w:moveFrom")}:
        return ""

    def part(name: str) -> str:
        found = equation.find(q(name))
        return "" if found is None else linear_text(found, depth + 1)

    match equation.tag.rpartition("}")[2] if equation.tag.startswith(q("m:f")[:-1]) else "":
        case "f":
            return f"{_grouped(part('m:num'))}/{_grouped(part('m:den'))}"
        case "sSup":
            return f"{part('m:e')}^{_grouped(part('m:sup'))}"
        case "sSub":
            return f"{part('m:e')}_{_grouped(part('m:sub'))}"
        case "sSubSup":
            return f"{part('m:e')}_{_grouped(part('m:sub'))}^{_grouped(part('m:sup'))}"
        case "rad":
            return f"{part('m:deg')}√({part('m:e')})"
        case "d":
            return _delimited(equation, depth)
        case "nary":
            sign = child_value(equation.find(q("m:naryPr")), "m:chr", "m:val") or _NARY_DEFAULT
            low, high = part("m:sub"), part("m:sup")
            sign += (f"_{_grouped(low)}" if low else "") + (f"^{_grouped(high)}" if high else "")
            return sign + part("m:e")
    return "".join(linear_text(child, depth + 1) for child in equation)


def _delimited(equation: Element, depth: int) -> str:
    properties = equation.find(q("m:dPr"))
    opening = child_value(properties, "m:begChr", "m:val")
    closing = child_value(properties, "m:endChr", "m:val")
    inside = ",".join(linear_text(e, depth + 1) for e in equation.findall(q("m:e")))
    return ("(" if opening is None else opening) + inside + (")" if closing is None else closing)


def _grouped(text: str) -> str:
    return text if len(text) <= 1 or text.isalnum() else f"({text})"
