"""Figures, never part of the tests: `make bench`.

Pages beside stock Wagtail (`STORIES=3000`), then the same pages as the site grows (`PAGES=1000,10000,100000`); on
SQLite, or on the PostgreSQL server of `DATABASE_URL`; then what a recording costs (`CLIP_SECONDS=120`), and the
search at `PASSAGES=100000`. `BENCH=stock`, `growth`, `recordings` or `search` asks for one of them.
"""

import os
import sys

from tests.bench import beside_stock, growth, recordings, search


def main() -> int:
    """Exit code 1 when a figure misses its bar."""
    asked = os.environ.get("BENCH", "stock,growth,recordings,search").split(",")
    passed = True
    if "growth" in asked:
        passed &= growth.compare()
    if "stock" in asked:
        passed &= beside_stock.compare()
    if "recordings" in asked:
        passed &= recordings.compare()
    if "search" in asked:
        passed &= search.compare()
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
