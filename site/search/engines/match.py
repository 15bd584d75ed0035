"""Queries as expressions over tokens, for engines that store the tokens as they are (SQLite, PostgreSQL)."""

from collections.abc import Iterable

from search.analysis.query import Query, Term
from search.analysis.words import MARK, is_han, is_word, runs, tokens, words
from search.models import Document


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
