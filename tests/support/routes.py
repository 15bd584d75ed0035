"""What readers can ask for."""

from django.urls import URLResolver, get_resolver


def routes_of_readers() -> set[str]:
    """Names of all routes but those of the admin and of two icons at fixed addresses."""
    found = set()
    for pattern in get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            found |= set() if str(pattern.pattern) == "admin/" else {one.name for one in pattern.url_patterns}
        elif not str(pattern.pattern).startswith("admin/"):
            found.add(pattern.name)
    return found - {None}
