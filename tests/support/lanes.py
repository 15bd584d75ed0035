"""Which tests the lane of real services runs: those that reach a database, a service or a browser.

The others (grammars, readers of files, analysis, drawings …) know nothing of where the site runs; `make test` runs them,
and a second time would say nothing new.
"""

import pytest

REACHING_FIXTURES = frozenset(
    "db transactional_db django_db_setup migrated_database live_database browser template".split()
)
REACHING_MARKERS = ("django_db", "postgres", "elasticsearch", "s3", "nginx", "e2e", "chaos")


def reaches_a_service(item: pytest.Item) -> bool:
    """Whether the test asks for a database, a service or a browser, itself or through a fixture."""
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(fixtures & REACHING_FIXTURES) or any(item.get_closest_marker(name) for name in REACHING_MARKERS)
