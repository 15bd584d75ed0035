"""Indexes of Elasticsearch: how they are made, named, swapped, repaired and removed.

Readers ask the alias `NAME`. Each index below it is called `NAME-<time>`; one that is being filled carries the alias
`NAME-building`. Every write names an alias and requires that it exists, so no index ever arises by itself.
"""

import hashlib
import json
import time
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from search.engines.cluster import WORK_SECONDS, answering, client

if TYPE_CHECKING:
    from elasticsearch import Elasticsearch

# Raised when documents are stored in another way: every index of before is then made anew.
RECIPE = 1
# What may cut Chinese text into words, best first; tried, because managed clusters hide what is installed.
WORD_TOKENIZERS = ("icu_tokenizer", "smartcn_tokenizer", "ik_max_word")
SAMPLE = "职业教育产教融合"
# A build whose last sign is older than this was cut off.
BUILD_SECONDS = 120


def text_of(analyzer: str, **extra: Any) -> dict[str, Any]:
    """A text field."""
    return {"type": "text", "analyzer": analyzer, **extra}


def analysis(words_tokenizer: str) -> dict[str, Any]:
    """Pairs of characters by the cluster, the application's tokens as they are, words by a plugin where there is one."""
    han = ["cjk_width", "lowercase"]
    analyzers: dict[str, Any] = {
        "tokens": {"type": "custom", "tokenizer": "whitespace"},
        "pairs": {"type": "custom", "tokenizer": "standard", "filter": [*han, "pairs_and_characters"]},
        "pairs_asked": {"type": "custom", "tokenizer": "standard", "filter": [*han, "cjk_bigram"]},
    }
    if words_tokenizer:
        analyzers["words"] = {"type": "custom", "tokenizer": words_tokenizer, "filter": ["lowercase"]}
    return {
        "analyzer": analyzers,
        "filter": {"pairs_and_characters": {"type": "cjk_bigram", "output_unigrams": True}},
    }


def mappings(words_tokenizer: str) -> dict[str, Any]:
    """The fields of a document."""
    pairs = text_of("pairs", search_analyzer="pairs_asked")
    if words_tokenizer:
        pairs["fields"] = {"words": text_of("words")}
    keyword, number = {"type": "keyword"}, {"type": "long"}
    return {
        "dynamic": False,
        "_source": {"includes": ["id", "page_id", "stamp", "kind", "date"]},
        "_meta": {"recipe": recipe_of(words_tokenizer), "words": words_tokenizer},
        "properties": {
            "id": number,
            "page_id": number,
            "stamp": keyword,
            "title": pairs,
            "body": pairs,
            "title_tokens": text_of("tokens"),
            "body_tokens": text_of("tokens"),
            "title_words": text_of("tokens"),
            "body_words": text_of("tokens"),
            "kind": keyword,
            "theme": keyword,
            "section_id": number,
            "city_id": number,
            "unit_id": number,
            "year": {"type": "short"},
            "date": {"type": "date"},
        },
    }


def recipe_of(words_tokenizer: str) -> str:
    """What an index is made by, in short."""
    source = json.dumps([RECIPE, analysis(words_tokenizer)], sort_keys=True)
    return hashlib.sha256(source.encode()).hexdigest()[:16]


class ElasticIndex:
    """The indexes behind one alias. Every method raises `EngineAway` when the cluster does not answer."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.building = f"{name}-building"

    @cached_property
    def words_tokenizer(self) -> str:
        """The best tokenizer for words that the cluster has, or empty."""
        from elasticsearch import BadRequestError

        with answering():
            for tokenizer in WORD_TOKENIZERS:
                try:
                    found = self._client().indices.analyze(tokenizer=tokenizer, text=SAMPLE)
                except BadRequestError:
                    continue
                if 1 < len(found["tokens"]) < len(SAMPLE):
                    return tokenizer
        return ""

    def look_again(self) -> None:
        """After a restart of the cluster there may be other tokenizers."""
        self.__dict__.pop("words_tokenizer", None)

    def exists(self) -> bool:
        """Whether readers find an index under the name that is made as today."""
        state = self._state()
        current = [index for index, aliases in state.items() if self.name in aliases]
        if len(current) != 1:
            return False
        with answering():
            meta = self._client().indices.get_mapping(index=current[0])[current[0]]["mappings"].get("_meta", {})
        return meta.get("recipe") == recipe_of(self.words_tokenizer)

    def is_building(self) -> bool:
        """Whether an index is being filled: changes then go there as well."""
        with answering():
            return bool(self._client().indices.exists_alias(name=self.building))

    def create(self) -> str:
        """A new index, being filled."""
        index = f"{self.name}-{time.time_ns() // 1000}-{uuid4().hex[:6]}"
        body = mappings(self.words_tokenizer)
        body["_meta"]["sign"] = time.time()
        with answering():
            self._client().indices.create(
                index=index,
                settings={
                    "number_of_shards": 1,
                    "auto_expand_replicas": "0-1",
                    "refresh_interval": "1s",
                    "gc_deletes": "1h",
                    "analysis": analysis(self.words_tokenizer),
                },
                mappings=body,
                aliases={self.building: {}},
            )
        return index

    def give_sign(self, index: str) -> None:
        """Say that the build goes on."""
        meta = {"recipe": recipe_of(self.words_tokenizer), "words": self.words_tokenizer, "sign": time.time()}
        with answering():
            self._client().indices.put_mapping(index=index, meta=meta)

    def swap(self, index: str) -> None:
        """Put a filled index in place of all others: one request, done as a whole or not at all."""
        old = [other for other in self._state() if other != index]
        with answering():
            self._client().indices.refresh(index=index)
            self._client().indices.update_aliases(
                actions=[
                    *({"remove_index": {"index": other}} for other in old),
                    {"remove": {"index": index, "alias": self.building, "must_exist": False}},
                    {"add": {"index": index, "alias": self.name}},
                ]
            )

    def repair(self) -> None:
        """Put right what was cut off: two indexes under the name, builds that nobody goes on with.

        Safe to repeat. What readers find is not touched, except that of several indexes only the newest stays.
        """
        state = self._state()
        current = sorted(index for index, aliases in state.items() if self.name in aliases)
        others = [index for index in state if index not in current]
        gone = current[:-1] + [index for index in others if not (state[index] and self._is_alive(index))]
        actions = [{"remove_index": {"index": index}} for index in gone]
        if current and self.building in state[current[-1]]:
            actions.append({"remove": {"index": current[-1], "alias": self.building}})
        if actions:
            with answering():
                self._client().indices.update_aliases(actions=actions)

    def remove(self) -> None:
        """Remove everything under the name."""
        if state := self._state():
            with answering():
                self._client().indices.delete(index=sorted(state), ignore_unavailable=True)

    def _state(self) -> dict[str, list[str]]:
        """Every index of the name with its aliases. An index that is called like the alias itself counts as one."""
        with answering():
            found = self._client().indices.get_alias(index=f"{self.name},{self.name}-*", ignore_unavailable=True)
        return {index: sorted(row.get("aliases", {})) for index, row in found.body.items()}

    def _is_alive(self, index: str) -> bool:
        with answering():
            mapping = self._client().indices.get_mapping(index=index)[index]["mappings"]
        return time.time() - mapping.get("_meta", {}).get("sign", 0) < BUILD_SECONDS

    def _client(self) -> "Elasticsearch":
        return client(WORK_SECONDS)
