"""What every page type states, and which addresses no page may take."""

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import get_page_models

from core.models import BasePage
from core.reserved import RESERVED_SLUGS

PAGE_TYPES = [model for model in get_page_models() if model is not BasePage]


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
@pytest.mark.parametrize("attribute", ["parent_page_types", "subpage_types", "page_description"])
def test_every_page_type_states_it_itself(model, attribute):
    ours = [base for base in model.__mro__ if issubclass(base, BasePage) and base is not BasePage]

    assert any(attribute in vars(base) for base in ours)


def test_every_address_of_a_view_is_reserved():
    taken = {segment for segment in first_segments(get_resolver().url_patterns) if segment}
    taken |= {settings.STATIC_URL.strip("/"), settings.MEDIA_URL.strip("/")}

    assert sorted(taken - RESERVED_SLUGS) == []
    assert {"admin", "search", "static"} <= taken


def first_segments(patterns: list[URLPattern | URLResolver]) -> set[str]:
    """The first path segment of each address; a pattern that takes any path has none."""
    segments = set()
    for pattern in patterns:
        segment = str(pattern.pattern).lstrip("^").split("/")[0]
        if not segment and isinstance(pattern, URLResolver):
            segments |= first_segments(pattern.url_patterns)
        elif "(" not in segment and "<" not in segment:
            segments.add(segment)
    return segments
