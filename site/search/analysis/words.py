"""Cutting folded text: into runs of one script, into dictionary words, into the tokens that engines store."""

import re
import threading
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import rjieba

from search.analysis.fold import fold

LEXICON = Path(__file__).parent.parent / "lexicon"
HAN = "㐀-䶿一-鿿豈-﫿𠀀-𿿿"
# An article number is one run; so are 1+x and 3.5; every other punctuation ends a run.
RUN = re.compile(rf"第\d+[条章节届批期轮款项讲课号]?|(?:(?!第\d)[{HAN}])+|[^\W_{HAN}]+(?:[+\-.&#][^\W_{HAN}]+)*")
IS_HAN = re.compile(rf"[{HAN}]+")
# In front of a token that is a word of the dictionary: 化学 as a word, not the middle of 数字化学习.
MARK = "_"
MAX_WORD = 20


class Dictionary:
    """The segmenter with the words of the site; words may be added while it is used."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._jieba: rjieba.Jieba | None = None
        self._added: set[str] = set()

    def add(self, words: Iterable[str]) -> None:
        """Keep these words whole from now on."""
        jieba = self._ready()
        with self._lock:
            self._add(jieba, words)

    def cut(self, run: str) -> list[str]:
        """A run of Chinese characters as words without overlap."""
        return self._ready().cut(run)

    def cut_plainly(self, run: str) -> list[str]:
        """Only words that the dictionary holds; what it does not hold falls into single characters."""
        return self._ready().cut(run, hmm=False)

    def cut_finely(self, run: str) -> list[str]:
        """Words, and the shorter words inside long ones."""
        return self._ready().cut_for_search(run)

    def _ready(self) -> rjieba.Jieba:
        if self._jieba is None:
            with self._lock:
                if self._jieba is None:
                    jieba = rjieba.Jieba()
                    self._add(jieba, words_of_file("words.txt"))
                    self._add(jieba, (form for group in synonym_lines() for form in group))
                    self._jieba = jieba
        return self._jieba

    def _add(self, jieba: rjieba.Jieba, words: Iterable[str]) -> None:
        for word in {fold(word) for word in words} - self._added:
            if 1 < len(word) <= MAX_WORD and IS_HAN.fullmatch(word):
                jieba.add_word(word, jieba.suggest_freq(word), "n")
            self._added.add(word)


dictionary = Dictionary()


def words_of_file(name: str) -> list[str]:
    """The words of a file of the lexicon; lines that begin with # are comments."""
    lines = (LEXICON / name).read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def synonym_lines() -> list[list[str]]:
    """The groups of synonyms that the site begins with."""
    lines = (LEXICON / "synonyms.txt").read_text(encoding="utf-8").splitlines()
    return [line.split() for line in lines if line.strip() and not line.startswith("#")]


def is_han(run: str) -> bool:
    """Whether a run consists of Chinese characters."""
    return IS_HAN.fullmatch(run) is not None


def runs(folded: str) -> list[str]:
    """The runs of one script, in order."""
    return RUN.findall(folded)


def tokens(folded: str) -> Iterator[str]:
    """Pairs of neighbouring characters; the last character of a run stands alone, so no pair reaches over its end."""
    for run in runs(folded):
        if is_han(run):
            yield from (run[at : at + 2] for at in range(len(run)))
        else:
            yield run
            if not run.isalnum():
                yield from re.findall(r"[^\W_]+", run)
            elif run[0] == "第":
                yield run.strip("第条章节届批期轮款项讲课号")


def words(folded: str) -> Iterator[str]:
    """Dictionary words of two characters and more."""
    for run in runs(folded):
        if is_han(run):
            yield from (word for word in dictionary.cut_finely(run) if len(word) > 1)


@lru_cache(maxsize=4096)
def is_word(form: str) -> bool:
    """Whether the segmenter takes `form` for one word, so that its marked occurrences are the real ones."""
    return len(form) > 1 and is_han(form) and dictionary.cut(form) == [form]
