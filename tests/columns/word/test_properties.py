"""Properties that hold for every file: no text is lost, no mutation crashes the reader."""

import html as html_module
import io
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from columns.word import WordDocument, WordRefused, read_word
from columns.word.convert import convert
from tests.columns.word.corpus import rich
from tests.support.ooxml import zipped

FILES = Path(__file__).parent / "files"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DEAD = {W + "del", W + "moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
ALLOWED = {"read", "damaged", "unsafe", "too_complex", "too_expanded", "archive"}
SOURCES: dict[str, Callable[[], bytes]] = {
    "rich": lambda: rich().data(),
    "libreoffice-story": lambda: (FILES / "libreoffice-story.docx").read_bytes(),
    "libreoffice-notice": lambda: (FILES / "libreoffice-notice.docx").read_bytes(),
}


def visible_texts(data: bytes) -> list[str]:
    """Every w:t of body and notes that is not deleted or a second copy."""
    texts = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"):
            if name in archive.namelist():
                root = etree.fromstring(archive.read(name))
                for text in root.iter(W + "t"):
                    if not any(parent.tag in DEAD for parent in text.iterancestors()):
                        texts.append("".join((text.text or "").split()))
    return texts


def shown_text(document: WordDocument) -> str:
    text = html_module.unescape(re.sub(r"<[^>]*>", "", document.html))
    return "".join((document.title + text).split())


@pytest.mark.parametrize("name", SOURCES)
def test_no_text_is_lost(tmp_path: Path, name: str) -> None:
    data = SOURCES[name]()

    shown = shown_text(convert(io.BytesIO(data), tmp_path))

    assert [text for text in visible_texts(data) if text not in shown] == []


@pytest.mark.parametrize("name", SOURCES)
def test_blocks_and_html_say_the_same(tmp_path: Path, name: str) -> None:
    document = convert(io.BytesIO(SOURCES[name]()), tmp_path)
    pieces = [b.get("html") or b.get("caption", "") for b in document.blocks]

    flat = "".join("".join(html_module.unescape(re.sub(r"<[^>]*>", "", p)).split()) for p in pieces)

    notes = "".join(n.html + "↩" for n in document.notes)
    assert document.title + flat + "".join(re.sub(r"<[^>]*>", "", notes).split()) == shown_text(document)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The file with some bytes of one part, or of the zip itself, changed, cut or doubled."""
    if chance.random() < 0.3:
        return _scrambled(data, chance)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(files))
    action = chance.randrange(4)
    if action == 0:
        del files[name]
    elif action == 1:
        files[name] = _scrambled(files[name], chance)
    else:
        files[name] = _rearranged(files[name], chance, double=action == 2)
    return zipped(files)


def _scrambled(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 12)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed[: chance.randrange(1, len(changed))] if chance.random() < 0.2 else changed)


def _rearranged(data: bytes, chance: random.Random, double: bool) -> bytes:
    """Well-formed but odd: an element is copied to another place, or attribute values change."""
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return _scrambled(data, chance)
    elements = list(root.iter(etree.Element))
    for _ in range(chance.randrange(1, 6)):
        chosen = chance.choice(elements)
        if double:
            chance.choice(elements).append(etree.fromstring(etree.tostring(chosen)))
        elif chosen.attrib:
            key = chance.choice(sorted(chosen.attrib))
            chosen.set(key, chance.choice(["", "-1", "0", "99999999999999999999", "x" * 500, "é<\"'", "rId1"]))
        elif chosen.getparent() is not None:
            chosen.getparent().remove(chosen)
    return etree.tostring(root)


def survives(data: bytes, folder: Path) -> str:
    """ "read" or the refusal's code; anything else escapes to the test."""
    try:
        result = convert(io.BytesIO(data), folder)
    except WordRefused as refusal:
        return refusal.code
    assert re.findall(r"<(?:script|iframe|object|style)|\son\w+=|javascript:", result.html) == []
    return "read"


@pytest.mark.parametrize("seed", range(40))
def test_mutations_are_read_or_refused(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    data = mutated(SOURCES[sorted(SOURCES)[seed % 3]](), chance)

    assert survives(data, tmp_path) in ALLOWED


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_mutations_through_the_child(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(mutated(rich().data(), random.Random(1000 + seed)))
    kept = 0
    try:
        code = "read"
        kept = len(read_word(path, tmp_path / "work").images)
    except WordRefused as refusal:
        code = refusal.code

    assert code in ALLOWED
    assert len(list((tmp_path / "work").iterdir())) == kept
