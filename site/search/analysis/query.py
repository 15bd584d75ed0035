"""A query as the engines get it: terms that must stand in a text, with other words for the same thing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from search.analysis.fold import fold
from search.analysis.words import dictionary, is_han, runs, synonym_lines, words_of_file

MAX_LENGTH = 120
MAX_TERMS = 16
LONGEST_FRAGMENT = 4
# So many neighbouring words may together be one form of a synonym group.
MAX_FORM_WORDS = 6


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the query: any of `forms` will do; the first is what was asked. `is_needed`: strict hits hold it."""

    forms: tuple[str, ...]
    is_needed: bool = True

    @property
    def text(self) -> str:
        """As it was asked."""
        return self.forms[0]


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for. `stretches` are the parts of the query without anything between, for exact matches."""

    text: str
    terms: tuple[Term, ...] = ()
    stretches: tuple[str, ...] = ()

    @property
    def needed(self) -> tuple[Term, ...]:
        """Terms that a strict hit holds."""
        return tuple(term for term in self.terms if term.is_needed)

    def __bool__(self) -> bool:
        return bool(self.terms)


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Forms of words in folded writing: each form to the group that it belongs to."""

    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def forms(self, word: str) -> tuple[str, ...]:
        """`word` and all others of its groups; `word` comes first."""
        return (word, *(form for form in self.groups.get(word, ()) if form != word))


def synonyms_from(lines: Iterable[Iterable[str]]) -> Synonyms:
    """Groups out of lists of forms; a form in several groups belongs to all of them."""
    groups: dict[str, tuple[str, ...]] = {}
    for line in lines:
        folded = (fold(form).strip() for form in line)
        forms = tuple(dict.fromkeys(form for form in folded if runs(form)))
        for form in forms:
            groups[form] = tuple(dict.fromkeys([*groups.get(form, ()), *forms]))
    return Synonyms(groups)


@cache
def first_synonyms() -> Synonyms:
    """What the site begins with."""
    return synonyms_from(synonym_lines())


@cache
def stop_words() -> frozenset[str]:
    """Words that say how something is asked, not what."""
    return frozenset(words_of_file("stop_words.txt"))


def parse(text: str, synonyms: Synonyms | None = None) -> Query:
    """Read what somebody typed; anything at all may be in it."""
    folded = fold(text[: MAX_LENGTH * 4])[:MAX_LENGTH]
    synonyms = first_synonyms() if synonyms is None else synonyms
    stretches = [stretch for part in folded.split() if (stretch := "".join(runs(part)))]
    words = [word for part in folded.split() for word in _words(part, synonyms)]
    words = list(dict.fromkeys(words))[:MAX_TERMS]
    content = [word for word in words if word not in stop_words()] or words
    weighty = [word for word in content if len(word) > 1 or not is_han(word)]
    needed = set(weighty or content)
    terms = tuple(Term(synonyms.forms(word), word in needed) for word in content)
    return Query(folded.strip(), terms, tuple(dict.fromkeys(stretches)))


def with_forms(query: Query, forms: Iterable[str]) -> Query:
    """A query of one term that any of `forms` will answer as well; other queries stay as they are."""
    if len(query.terms) != 1:
        return query
    term = query.terms[0]
    return replace(query, terms=(replace(term, forms=tuple(dict.fromkeys([*term.forms, *forms]))),))


def _words(part: str, synonyms: Synonyms) -> list[str]:
    """Words of a part without spaces; neighbours that are together a known form are one word."""
    cut = [word for run in runs(part) for word in (_cut(run) if is_han(run) else [run])]
    out, at = [], 0
    while at < len(cut):
        for size in range(min(MAX_FORM_WORDS, len(cut) - at), 0, -1):
            form = "".join(cut[at : at + size])
            if size == 1 or form in synonyms.groups:
                out.append(form)
                at += size
                break
    return out


def _cut(run: str) -> list[str]:
    """Words of a run; a short run without any word of the dictionary is a name or a fragment and stays whole."""
    cut = dictionary.cut(run)
    is_fragment = len(run) <= LONGEST_FRAGMENT and all(len(word) == 1 for word in cut)
    return [run] if is_fragment else cut
