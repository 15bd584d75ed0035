"""The lock of an official text: one hash over every line and its place."""

import hashlib
import json
from collections.abc import Iterable

LOCKED_FIELDS = ("position", "parent", "level", "anchor", "number", "gap", "heading", "join", "text")


def text_hash(rows: Iterable[tuple]) -> str:
    """SHA-256 over rows of `LOCKED_FIELDS` in order of position."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(json.dumps(list(row), ensure_ascii=False, separators=(",", ":")).encode())
        digest.update(b"\n")
    return digest.hexdigest()


def sha256_of(text: str) -> str:
    """SHA-256 of a text as UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
