"""The judged queries keep their figures, and the harness takes any folder."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from search.quality.figures import Outcome, figures
from search.quality.judged import JudgedQuery

FOLDER = Path(__file__).parent / "quality"


@pytest.fixture(autouse=True)
def _own_database(django_db_blocker):
    """The scratch index is a database of its own; the site's stays untouched."""
    with django_db_blocker.unblock():
        yield


def evaluate(folder: Path, **options) -> dict[str, float]:
    out = StringIO()
    call_command("search_eval", folder, as_json=True, stdout=out, **options)
    return json.loads(out.getvalue())


def folder_of(path: Path, docs: list, queries: list) -> Path:
    for name, rows in (("docs", docs), ("queries", queries)):
        (path / f"{name}.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    return path


def test_the_test_part_reaches_its_floor():
    found = evaluate(FOLDER, floor=0.95)

    assert list(found) == ["ndcg@10", "mrr@10", "success@1", "recall@10", "zero_hit", "p50_ms", "p95_ms"]
    assert found["success@1"] >= 0.85


def test_odd_documents_and_ids_are_taken(tmp_path):
    docs = [
        {"id": "空 白/\"'", "title": "", "body": ""},
        {"id": 7, "title": None, "body": "\ud800学徒\0" + "长文。" * 5_000},
        {"id": "x" * 500, "title": "学徒", "body": ["一段", "另一段"]},
        {"id": 7, "title": "同一编号的第二篇", "body": "学徒"},
    ]
    queries = [
        {"id": 1, "query": "学徒", "relevant": {"x" * 500: 2, "7": 1}},
        {"id": 2, "query": "", "relevant": {}},
        {"id": 3, "query": "\0\"'(*:", "relevant": None},
        {"id": 4, "query": "学" * 10_000, "relevant": []},
    ]

    found = evaluate(folder_of(tmp_path, docs, queries))

    assert found["success@1"] == found["mrr@10"] == 1.0


def test_a_document_is_found_by_words_of_its_title_and_of_its_end_together(tmp_path):
    docs = [
        {"id": "a", "title": "锻工车间", "body": "无关的一句。" * 500 + "最后说到葡萄园。"},
        {"id": "b", "title": "葡萄", "body": "葡萄和锻炼"},
    ]

    assert (
        evaluate(folder_of(tmp_path, docs, [{"id": 1, "query": "锻工葡萄园", "relevant": {"a": 1}}]))["success@1"] == 1
    )


def test_a_broken_folder_is_refused_with_the_line(tmp_path):
    (tmp_path / "docs.jsonl").write_text('{"id": 1}\n{broken')
    (tmp_path / "queries.jsonl").write_text("")

    with pytest.raises(CommandError, match=r"docs\.jsonl 第 2 行"):
        evaluate(tmp_path)


def test_figures_by_hand():
    query = JudgedQuery("1", "q", {"a": 2.0, "b": 1.0})

    found = figures([Outcome(query, ["x", "a"], 2, 3.0)])

    assert found == {
        "ndcg@10": 0.5213,
        "mrr@10": 0.5,
        "success@1": 0.0,
        "recall@10": 0.5,
        "zero_hit": 0.0,
        "p50_ms": 3.0,
        "p95_ms": 3.0,
    }


def test_stock_search_finds_almost_nothing():
    assert evaluate(FOLDER, engine="stock")["zero_hit"] > 0.8
