"""The program that reads the text of a PDF file, run apart and bounded: `pdf_text.py FILE` prints a list of pages as JSON."""

import json
import logging
import sys

from pypdf import PdfReader

MOST_PAGES, MOST_CHARACTERS = 300, 400_000


def pages_of(path: str) -> list[str]:
    """The text of each page; a page that cannot be read is empty."""
    reader = PdfReader(path)
    out: list[str] = []
    size = 0
    for page in reader.pages[:MOST_PAGES]:
        try:
            text = " ".join(page.extract_text().split())
        except Exception:  # whatever a broken page makes the library raise
            text = ""
        out.append(text[: MOST_CHARACTERS - size])
        size += len(out[-1])
        if size >= MOST_CHARACTERS:
            break
    return out


if __name__ == "__main__":
    logging.disable()
    print(json.dumps(pages_of(sys.argv[1])))
