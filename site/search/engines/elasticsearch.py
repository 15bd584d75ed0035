"""The engine of large installations: Elasticsearch, with the same tokens and the same strict hits as the database."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from search.analysis.query import Query
from search.engines.base import CANDIDATES, Narrowing
from search.engines.cluster import SEARCH_SECONDS, WORK_SECONDS, Circuit, answering, bulk, circuit, client
from search.engines.elastic_index import ElasticIndex
from search.engines.match import body_tokens, loose_parts, mark_of, needed_terms, phrases, title_tokens
from search.models import Document

TOKENS = ["title_tokens^6", "body_tokens"]
PAIRS = ["title^3", "body"]
# The application's words, and those of a plugin where the index has them; a field that is not there matches nothing.
WORDS = ["title_words^3", "body_words", "title.words^3", "body.words"]
NUMBERS_AND_NAMES = ("page_id", "kind", "theme", "section_id", "city_id", "unit_id", "year")


class ElasticsearchEngine:
    """Candidates out of the index behind an alias; numbers of hits come from the database (`fallback.WithFallback`)."""

    name = "elasticsearch"

    def __init__(self, index: ElasticIndex, gate: Circuit | None = circuit, patience: float = SEARCH_SECONDS) -> None:
        self.index = index
        self.gate = gate
        self.patience = patience

    def put(self, documents: Iterable[Document]) -> None:
        """Send documents into the index that is being filled."""
        bulk(self.actions([self.index.building], documents, {}))

    def drop(self, ids: Iterable[int]) -> None:
        """Take documents out of the index that is being filled."""
        bulk(({"delete": {"_index": self.index.building, "_id": str(pk)}}, None) for pk in ids)

    def finish(self) -> None:
        """Make everything visible."""
        with answering():
            client(WORK_SECONDS).indices.refresh(index=f"{self.index.name}*")

    def strict(self, query: Query, narrowing: Narrowing, limit: int = CANDIDATES) -> list[int]:
        """The best that hold all needed terms."""
        terms = [_term(term.forms) for term in needed_terms(query)]
        if not terms:
            return []
        return self._ids({"must": terms, "should": _closer(query)}, narrowing, limit)

    def loose(self, query: Query, narrowing: Narrowing, limit: int = CANDIDATES) -> list[int]:
        """The best that hold something of the query."""
        parts = loose_parts(query)
        if not parts:
            return []
        text = " ".join(query.stretches)
        should = [
            _match(" ".join(parts), TOKENS, type="most_fields"),
            _match(text, PAIRS, type="most_fields", boost=0.3),
            _match(_words(query), WORDS, type="most_fields", boost=0.3),
        ]
        return self._ids({"should": should, "minimum_should_match": 1}, narrowing, limit)

    def actions(
        self, names: list[str], documents: Iterable[Document], versions: Mapping[int, int]
    ) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        """Index actions into each of `names`; a version keeps a late write from undoing a newer one."""
        for document in documents:
            source = self._source(document)
            for name in names:
                head = {"_index": name, "_id": str(document.pk)}
                if document.pk in versions:
                    head |= {"version": versions[document.pk], "version_type": "external_gte"}
                yield {"index": head}, source

    def _source(self, document: Document) -> dict[str, Any]:
        return {
            "id": document.pk,
            "stamp": document.fingerprint,
            "title": document.folded_title,
            "body": document.folded_body,
            "title_tokens": title_tokens(document),
            "body_tokens": body_tokens(document),
            "title_words": document.title_words,
            "body_words": document.body_words,
            "date": document.date.isoformat() if document.date else None,
            **{name: getattr(document, name) for name in NUMBERS_AND_NAMES},
        }

    def _ids(self, query: dict[str, Any], narrowing: Narrowing, limit: int) -> list[int]:
        tests = [{"terms": {column: list(allowed)}} for column, allowed in narrowing.values.items()]
        with answering(self.gate):
            found = client(self.patience).search(
                index=self.index.name,
                query={"bool": {**query, "filter": tests}},
                size=limit,
                sort=["_score", {"id": "desc"}],
                source=False,
                docvalue_fields=["id"],
                stored_fields="_none_",
                track_total_hits=False,
                allow_partial_search_results=False,
            )
        return [hit["fields"]["id"][0] for hit in found["hits"]["hits"]]


def _term(forms: Iterable[str]) -> dict[str, Any]:
    """Any of the forms."""
    return {"bool": {"should": [clause for form in forms for clause in _form(form)], "minimum_should_match": 1}}


def _form(form: str) -> list[dict[str, Any]]:
    """All phrases of a form, or its marked word, which only adds weight."""
    clauses = [{"bool": {"must": [_phrase(phrase) for phrase in phrases(form)]}}]
    if mark := mark_of(form):
        clauses.append(_match(mark, TOKENS))
    return clauses


def _phrase(phrase: list[str]) -> dict[str, Any]:
    if phrase[0].endswith("*"):  # a lone character: it begins a pair, or stands alone
        tests = [
            {"prefix": {"title_tokens": {"value": phrase[0][:-1], "boost": 6}}},
            {"prefix": {"body_tokens": {"value": phrase[0][:-1]}}},
        ]
        return {"bool": {"should": tests, "minimum_should_match": 1}}
    return _match(" ".join(phrase), TOKENS, type="phrase")


def _closer(query: Query) -> list[dict[str, Any]]:
    """What brings a hit nearer to the top: the parts of the query as they were written, and its words."""
    whole = [_match(stretch, PAIRS, type="phrase", boost=0.5) for stretch in query.stretches if len(stretch) > 1]
    return [*whole, _match(_words(query), WORDS, boost=0.3)]


def _words(query: Query) -> str:
    return " ".join(term.text for term in query.terms)


def _match(text: str, fields: list[str], **extra: Any) -> dict[str, Any]:
    return {"multi_match": {"query": text, "fields": fields, **extra}}
