"""CPU and statements per page beside stock `wagtail.views.serve`, same templates, same run.

Both variants go through the whole middleware and the test client; CPU is `process_time`, the median of `RUNS` requests.
"""

import os
import statistics
import time
from collections.abc import Callable
from contextlib import nullcontext

from tests.bench.content import bench_database, prepare

RUNS = 60
STORIES = int(os.environ.get("STORIES", "3000"))
BAR = 7


def compare() -> bool:
    """Print the table; False when a ratio is below the bar."""
    with bench_database("stock"):
        return _compare(prepare(STORIES))


def _compare(addresses: dict[str, str]) -> bool:
    from django.test import Client, override_settings

    from tests.bench.stock import stock_serving

    print(f"{STORIES} stories, median of {RUNS} requests, CPU in ms")
    print(f"{'page':<14}{'ours':>8}{'SQL':>5}{'bytes':>8}{'stock':>9}{'SQL':>5}{'bytes':>8}{'ratio':>8}")
    worst = float("inf")
    for name, path in addresses.items():
        if name.startswith("latest"):
            continue  # no page of the tree: stock has nothing to compare
        row = []
        for is_stock in (False, True):
            urlconf = override_settings(ROOT_URLCONF="tests.bench.urls") if is_stock else nullcontext()
            with urlconf, stock_serving() if is_stock else nullcontext():
                row.append(_measure(Client().get, path))
        (ours, our_sql, our_bytes), (stock, stock_sql, stock_bytes) = row
        worst = min(worst, stock / ours)
        print(
            f"{name:<14}{ours:>8.2f}{our_sql:>5}{our_bytes:>8}{stock:>9.2f}{stock_sql:>5}{stock_bytes:>8}{stock / ours:>7.1f}x"
        )
    return worst >= BAR


def _measure(get: Callable[[str], object], path: str) -> tuple[float, int, int]:
    """(median CPU in ms, statements when warm, bytes)."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _ in range(3):
        response = get(path)
    assert response.status_code == 200, (path, response.status_code)
    with CaptureQueriesContext(connection) as captured:
        get(path)
    statements = len(captured)
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        get(path)
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times), statements, len(response.content)
