"""Word-level marks: what was deleted from the old text and what was added to the new one."""

import re
from difflib import SequenceMatcher
from functools import cache

import rjieba

Mark = tuple[str, str]
SAME, DELETED, ADDED = "=", "-", "+"
_RUN = re.compile(r"[㐀-鿿]+|[0-9A-Za-z.%]+|\s+|.", re.S)
# A comma or a particle left alone between two changes is no help to the reader.
_ALONE = re.compile(r"[的、，；和与及并或在等\s]\Z")


def marked(old: str, new: str) -> tuple[list[Mark], list[Mark]]:
    """Both texts as runs of (mark, text); joined, the runs are the texts character for character."""
    before, after = _words(old), _words(new)
    left: list[Mark] = []
    right: list[Mark] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    codes = _without_islands(matcher.get_opcodes(), before)
    for is_same, i1, i2, j1, j2 in codes:
        _append(left, SAME if is_same else DELETED, "".join(before[i1:i2]))
        _append(right, SAME if is_same else ADDED, "".join(after[j1:j2]))
    return left, right


def _without_islands(codes: list, before: list[str]) -> list[tuple[bool, int, int, int, int]]:
    kept = []
    for at, (tag, i1, i2, j1, j2) in enumerate(codes):
        is_inner = 0 < at < len(codes) - 1
        is_island = tag == "equal" and is_inner and i2 - i1 == 1 and _ALONE.match(before[i1]) is not None
        is_same = tag == "equal" and not (is_island and _replaces(codes[at - 1]) and _replaces(codes[at + 1]))
        kept.append((is_same, i1, i2, j1, j2))
    return kept


def _replaces(code: tuple) -> bool:
    return code[0] == "replace"


def _append(runs: list[Mark], mark: str, text: str) -> None:
    if not text:
        return
    if runs and runs[-1][0] == mark:
        runs[-1] = (mark, runs[-1][1] + text)
    else:
        runs.append((mark, text))


def _words(text: str) -> list[str]:
    words: list[str] = []
    for run in _RUN.findall(text):
        words += _segmenter().cut(run) if len(run) > 1 and "㐀" <= run[0] <= "鿿" else [run]
    return words


@cache
def _segmenter() -> rjieba.Jieba:
    """Loaded when the first comparison is made: its dictionary costs some time and memory."""
    return rjieba.Jieba()
