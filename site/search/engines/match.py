"""Queries as expressions over tokens, for engines that store the tokens as they are (SQLite, PostgreSQL)."""

from collections.abc import Callable, Iterable, Sequence

from search.analysis.query import Query, Term
from search.analysis.words import MARK, is_han, is_word, runs, tokens, words
from search.models import Document, Word

# A loose query reads about so many entries of the index: the rarest parts first.
MOST_READ = 20_000


def title_tokens(document: Document) -> str:
    """What is stored for the title."""
    return _stored(document.folded_title, document.title_words)


def body_tokens(document: Document) -> str:
    """What is stored for the body."""
    return _stored(document.folded_body, document.body_words)


def _stored(folded: str, marked: str) -> str:
    return " ".join([*tokens(folded), *(MARK + word for word in marked.split())])


def phrases(form: str) -> list[list[str]]:
    """Token phrases that together make up a form: one for each of its runs. A lone character is a prefix."""
    out = []
    for run in runs(form):
        if is_han(run):
            out.append([run[at : at + 2] for at in range(len(run) - 1)] or [run + "*"])
        else:
            out.append([run])
    return out


def mark_of(form: str) -> str:
    """The token that stands only where the form is a word of its own; empty when there is none."""
    return MARK + form if is_word(form) else ""


def loose_parts(query: Query) -> list[str]:
    """What a loose hit may hold: words, shorter words in them, pairs of neighbouring characters."""
    content = [form for term in query.terms for form in term.forms]
    asked = [term.text for term in query.terms]
    finer = [MARK + word for form in content for word in words(form)]
    pairs = [token for form in asked for token in tokens(form) if len(token) > 1]
    joined = [token for stretch in query.stretches for token in tokens(stretch) if len(token) > 1]
    known = set(pairs)
    return list(dict.fromkeys([*finer, *pairs, *(pair for pair in joined if pair not in known)]))[:64]


def needed_terms(query: Query) -> Iterable[Term]:
    """Terms of a strict query."""
    return query.needed or query.terms


def affordable(parts: Sequence[str], using: str, number_of_pair: Callable[[str], int]) -> list[str]:
    """The rarest parts, as many as together occur in `MOST_READ` documents; always the two rarest."""
    marked = [part for part in parts if part[0] == MARK]
    known = dict(Word.objects.using(using).filter(text__in=[part[1:] for part in marked]).values_list("text", "number"))
    numbers = {part: known[part[1:]] for part in marked if known.get(part[1:])}
    numbers |= {part: number for part in parts if part[0] != MARK and (number := number_of_pair(part))}
    out, read = [], 0
    for part in sorted(numbers, key=lambda part: numbers[part]):
        read += numbers[part]
        if read > MOST_READ and len(out) > 1:
            break
        out.append(part)
    return out
