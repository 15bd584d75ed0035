"""Characters of the symbol fonts as Unicode."""

_PRIVATE_USE = 0xF000
_GREEK_LOWER = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_GREEK_UPPER = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"

_WINGDINGS: dict[int, str] = {
    0x21: "✏", 0x22: "✂", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x36: "⌛", 0x3F: "✍", 0x41: "✌",
    0x46: "☞", 0x45: "☜", 0x47: "☝", 0x4A: "☺", 0x4C: "☹", 0x52: "☼", 0x54: "❄", 0x6C: "●",
    0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "❐", 0x71: "❑", 0x72: "❒", 0x74: "◆", 0x75: "◆",
    0x76: "❖", 0x77: "◆", 0x6A: "&", 0x7B: "❀", 0x80: "⓪", 0x8B: "⓿", 0x9E: "·", 0x9F: "•",
    0xA1: "○", 0xA4: "◉", 0xA5: "◎", 0xA7: "▪", 0xA8: "□", 0xAA: "✦", 0xAB: "★", 0xAC: "✶",
    0xB6: "☆", 0xD8: "➢", 0xDC: "➲", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔",
    0xEF: "⇦", 0xF0: "⇨", 0xF1: "⇧", 0xF2: "⇩", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS.update({0x81 + n: chr(0x2460 + n) for n in range(10)})
_WINGDINGS.update({0x8C + n: chr(0x2776 + n) for n in range(10)})

_WINGDINGS_2: dict[int, str] = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0x98: "●",
    0x99: "○", 0xA1: "■", 0xA2: "■", 0xA3: "□", 0xEA: "★", 0xAE: "◆",
}  # fmt: skip
_WINGDINGS_2.update({0x6A + n: chr(0x2460 + n) for n in range(10)})

_WINGDINGS_3: dict[int, str] = {
    0x66: "←", 0x67: "→", 0x68: "↑", 0x69: "↓", 0x70: "▲", 0x71: "▼", 0x74: "◀", 0x75: "▶",
    0x7D: "▶", 0x84: "◀",
}  # fmt: skip

_SYMBOL: dict[int, str] = {
    0x22: "∀", 0x24: "∃", 0x27: "∍", 0x2A: "∗", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥",
    0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓",
    0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB6: "∂", 0xB7: "•",
    0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC5: "⊕", 0xC6: "∅", 0xC7: "∩",
    0xC8: "∪", 0xCC: "⊂", 0xCD: "⊆", 0xCE: "∈", 0xCF: "∉", 0xD0: "∠", 0xD1: "∇", 0xD5: "∏",
    0xD6: "√", 0xD7: "⋅", 0xDB: "⇔", 0xDC: "⇐", 0xDE: "⇒", 0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
_SYMBOL.update({0x61 + n: char for n, char in enumerate(_GREEK_LOWER)})
_SYMBOL.update({0x41 + n: char for n, char in enumerate(_GREEK_UPPER)})
_SYMBOL.update({code: chr(code) for code in (*range(0x30, 0x3A), 0x28, 0x29, 0x2B, 0x2E, 0x2F, 0x3D)})

_FONTS: dict[str, dict[int, str]] = {
    "wingdings": _WINGDINGS,
    "wingdings2": _WINGDINGS_2,
    "wingdings3": _WINGDINGS_3,
    "symbol": _SYMBOL,
}


def symbol(font: str, code: int) -> str:
    """The Unicode character of one symbol-font code; empty when it is not known."""
    table = _FONTS.get(font.replace(" ", "").lower())
    if table is not None:
        return table.get(code - _PRIVATE_USE if code >= _PRIVATE_USE else code, "")
    return "" if not 0x20 <= code < 0xD800 else chr(code)


def in_unicode(text: str, font: str) -> str:
    """Text set in a symbol font as Unicode; characters that are not known stay as they are."""
    table = _FONTS.get(font.replace(" ", "").lower())
    if table is None:
        if not any(_PRIVATE_USE <= ord(char) <= 0xF0FF for char in text):
            return text
        # Private-use codes without a font name come from Wingdings or Symbol bullets.
        table = _WINGDINGS
    return "".join(table.get(ord(c) - _PRIVATE_USE if ord(c) >= _PRIVATE_USE else ord(c), c) for c in text)
