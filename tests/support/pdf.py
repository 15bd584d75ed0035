"""PDF files with Chinese text, made by hand: one page for each text."""


def pdf_of(*texts: str) -> bytes:
    """A file whose font maps each byte to one character of the texts."""
    characters = sorted(set("".join(texts)))
    codes = {character: 0x21 + at for at, character in enumerate(characters)}
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Courier/ToUnicode 4 0 R>>"]
    mapped = "\n".join(f"<{codes[c]:02x}> <{c.encode('utf-16-be').hex()}>" for c in characters)
    objects.append(_stream(f"begincmap\n{len(characters)} beginbfchar\n{mapped}\nendbfchar\nendcmap"))
    pages = []
    for text in texts:
        coded = "".join(f"{codes[character]:02x}" for character in text)
        objects.append(_stream(f"BT /F1 12 Tf 72 720 Td <{coded}> Tj ET"))
        page = f"<</Type/Page/Parent 2 0 R/Contents {len(objects)} 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
        objects.append(page)
        pages.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Count {len(pages)}/MediaBox[0 0 595 842]/Kids[{' '.join(pages)}]>>"
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    )
    return out + end.encode()


def _stream(body: str) -> str:
    return f"<</Length {len(body)}>>stream\n{body}\nendstream"
