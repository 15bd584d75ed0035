"""Cutting long text into passages of a few hundred characters at the ends of sentences."""

import re

LONGEST = 400
SENTENCE = re.compile(r"[^。！？!?；;\n]*[。！？!?；;\n]?[”’」』）)]*")


def pieces(text: str, longest: int = LONGEST) -> list[str]:
    """`text` in pieces of at most `longest` characters, whole sentences where they fit."""
    text = text.strip()
    if len(text) <= longest:
        return [text] if text else []
    out, piece = [], ""
    for sentence in SENTENCE.findall(text):
        while len(sentence) > longest:
            sentence, rest = sentence[:longest], sentence[longest:]
            out += [piece, sentence]
            piece, sentence = "", rest
        if len(piece) + len(sentence) > longest:
            out.append(piece)
            piece = ""
        piece += sentence
    return [clean for part in [*out, piece] if (clean := part.strip())]
