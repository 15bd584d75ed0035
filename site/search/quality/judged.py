"""Reading a folder of judged queries: `docs.jsonl` and `queries.jsonl`, whatever their ids and texts are."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class NotJudged(Exception):
    """The folder does not hold what it should; the message says where."""


@dataclass(frozen=True, slots=True)
class JudgedDocument:
    """A text to be found."""

    id: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A query and the grades of the texts that answer it; `kind` and `part` only group figures."""

    id: str
    query: str
    relevant: Mapping[str, float]
    kind: str = ""
    part: str = ""


def documents_of(folder: Path) -> Iterator[JudgedDocument]:
    """The texts, one by one; a second text under the same id is left out."""
    known: set[str] = set()
    for row in _rows(folder / "docs.jsonl"):
        document = JudgedDocument(_text(row.get("id")), _text(row.get("title")), _text(row.get("body")))
        if document.id not in known:
            known.add(document.id)
            yield document


def queries_of(folder: Path) -> list[JudgedQuery]:
    """The queries."""
    return [
        JudgedQuery(
            _text(row.get("id")),
            _text(row.get("query")),
            _grades(row.get("relevant")),
            _text(row.get("kind")),
            _text(row.get("part")),
        )
        for row in _rows(folder / "queries.jsonl")
    ]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    try:
        lines = path.open(encoding="utf-8-sig", errors="replace", newline="\n")
    except OSError as error:
        raise NotJudged(f"读不到 {path}：{error.strerror}") from error
    with lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError as error:
                raise NotJudged(f"{path.name} 第 {number} 行不是 JSON：{error}") from error
            if not isinstance(row, dict):
                raise NotJudged(f"{path.name} 第 {number} 行不是一个对象")
            yield row


def _grades(given: Any) -> dict[str, float]:
    """`{id: grade}`, or a list of ids; a grade of 0 or less is no answer."""
    if isinstance(given, list):
        return {_text(key): 1.0 for key in given}
    if not isinstance(given, dict):
        return {}
    return {_text(key): float(grade) for key, grade in given.items() if _is_number(grade) and float(grade) > 0}


def _is_number(grade: Any) -> bool:
    return isinstance(grade, int | float) and grade == grade


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(_text(part) for part in value)
    return "" if value is None else str(value)
