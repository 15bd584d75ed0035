"""Text for XML: what XML 1.0 cannot hold is left out."""

import re

# Everything but tab, line feed and carriage return below the space; halves of pairs; two that are no characters.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xml_text(text: str) -> str:
    """`text` without the characters that no XML document may hold."""
    return FORBIDDEN.sub("", text)
