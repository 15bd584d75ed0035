"""Text as it is compared: what only looks different (width, kind of quotation marks, white space) is the same."""

from dataclasses import dataclass

_QUOTES = set("“”‘’「」『』〝〞\"'＂＇｀`")
_FULL = {
    ",": "，",
    ";": "；",
    ":": "：",
    "?": "？",
    "!": "！",
    "(": "（",
    ")": "）",
    "[": "（",
    "]": "）",
    "〔": "（",
    "〕": "）",
    "｡": "。",
    "．": "。",
    "､": "、",
    "–": "—",
    "―": "—",
    "－": "-",
    "•": "·",
    "・": "·",
    "％": "%",
}
_FULL |= {chr(ord("０") + n): str(n) for n in range(10)}
_FULL |= {chr(ord("Ａ") + n): chr(ord("A") + n) for n in range(26)} | {
    chr(ord("ａ") + n): chr(ord("a") + n) for n in range(26)
}


@dataclass(frozen=True, slots=True)
class Folded:
    """`text[i]` stood at `places[i]` in the source."""

    text: str
    places: list[int]

    def part(self, start: int, end: int) -> "Folded":
        """A stretch of it."""
        return Folded(self.text[start:end], self.places[start:end])


def folded(source: str, offset: int = 0) -> Folded:
    """`source` without white space and quotation marks, with one width of each sign."""
    chars, places = [], []
    for at, char in enumerate(source):
        if char.isspace() or char in _QUOTES or char in "\u200b\ufeff":
            continue
        is_stop = char == "." and not (at + 1 < len(source) and source[at + 1].isascii() and source[at + 1].isalnum())
        chars.append("。" if is_stop else _FULL.get(char, char))
        places.append(at + offset)
    return Folded("".join(chars), places)
