"""The zip container of a Word file, read within limits and never unpacked to disk."""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO
from urllib.parse import unquote

from columns.word import limits
from columns.word.names import Element, parse_xml, q
from columns.word.refusal import WordRefused

_READABLE = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED_FLAG = 0x1


@dataclass(frozen=True, slots=True)
class Relationship:
    """One link of a part: `kind` is the last word of its type, `target` a part name or a URL."""

    kind: str
    target: str
    external: bool


class Package:
    """The parts of one Word file by name; names ignore case, as Word does.

    Raises WordRefused when the container is damaged, too large or not a Word file.
    """

    def __init__(self, stream: BinaryIO) -> None:
        try:
            self._zip = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise WordRefused("damaged") from error
        self._entries = _checked_entries(self._zip)
        self._spent = 0
        self.main = self._find_main()

    def has(self, name: str) -> bool:
        """Whether the file holds a part of this name."""
        return name.lower() in self._entries

    def names(self) -> list[str]:
        """All part names in lower case."""
        return list(self._entries)

    def read(self, name: str, limit: int) -> bytes:
        """The bytes of one part; counts against the total for the whole file."""
        entry = self._entries.get(name.lower())
        if entry is None or entry.flag_bits & _ENCRYPTED_FLAG or entry.compress_type not in _READABLE:
            raise WordRefused("damaged")
        if entry.file_size > limit:
            raise WordRefused("too_expanded")
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
            raise WordRefused("damaged") from error
        self._spent += len(data)
        if len(data) > limit or self._spent > limits.TOTAL_BYTES:
            raise WordRefused("too_expanded")
        return data

    def xml(self, name: str) -> Element:
        """The parsed root of one XML part."""
        data = self.read(name, limits.XML_PART_BYTES)
        packed = max(1, self._entries[name.lower()].compress_size)
        if len(data) > limits.XML_RATIO_FROM_BYTES and len(data) // packed > limits.XML_RATIO:
            raise WordRefused("too_expanded")
        return parse_xml(data)

    def xml_or_none(self, name: str | None) -> Element | None:
        """Like `xml`, but None for a part that is absent or broken; limits still refuse."""
        if name is None or not self.has(name):
            return None
        try:
            return self.xml(name)
        except WordRefused as error:
            if error.code != "damaged":
                raise
            return None

    def relationships(self, part: str) -> dict[str, Relationship]:
        """The links of a part by id; empty when it has none."""
        folder, name = posixpath.split(part)
        root = self.xml_or_none(posixpath.join(folder, "_rels", name + ".rels"))
        return {} if root is None else dict(_relationships(root, folder))

    def main_content_type(self) -> str:
        """The declared type of the main part, or an empty string."""
        root = self.xml_or_none("[content_types].xml")
        for override in () if root is None else root.iter(q("ct:Override")):
            if (override.get("PartName") or "").lstrip("/").lower() == self.main.lower():
                return override.get("ContentType") or ""
        return ""

    def _find_main(self) -> str:
        targets = [r.target for r in self.relationships("").values() if r.kind == "officeDocument"]
        for name in [*targets, "word/document.xml"]:
            if self.has(name) and not name.lower().startswith(("xl/", "ppt/")):
                return name
        raise WordRefused(_other_kind(self._entries))


def _checked_entries(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The directory by lower-case name, after the limits that need no inflating."""
    entries = archive.infolist()
    if len(entries) > limits.PARTS:
        raise WordRefused("too_many_parts")
    if sum(entry.file_size for entry in entries) > limits.TOTAL_BYTES:
        raise WordRefused("too_expanded")
    found: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        name = entry.filename.replace("\\", "/").lstrip("/").lower()
        twin = found.setdefault(name, entry)
        # Two different parts of one name: readers disagree which one counts.
        if (twin.CRC, twin.file_size) != (entry.CRC, entry.file_size):
            raise WordRefused("unsafe")
    return found


def _relationships(root: Element, folder: str) -> Iterator[tuple[str, Relationship]]:
    for link in root.iter(q("rel:Relationship")):
        kind = (link.get("Type") or "").rsplit("/", 1)[-1]
        target = (link.get("Target") or "").strip()
        external = (link.get("TargetMode") or "").lower() == "external"
        if not external:
            target = _part_name(folder, target)
        yield link.get("Id") or "", Relationship(kind, target, external)


def _part_name(folder: str, target: str) -> str:
    """The part a relative target names; never used as a path on disk."""
    path = unquote(target.replace("\\", "/").split("#", 1)[0])
    return posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")


def _other_kind(names: dict[str, zipfile.ZipInfo]) -> str:
    """The refusal for a zip that is no Word file."""
    if any(name.startswith("xl/") for name in names):
        return "excel"
    if any(name.startswith("ppt/") for name in names):
        return "powerpoint"
    if "mimetype" in names and "content.xml" in names:
        return "odt"
    if "[content_types].xml" in names or any(name.startswith("word/") for name in names):
        return "damaged"
    return "archive"
