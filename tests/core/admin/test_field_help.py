"""Every field that an editor fills in on a page says in Chinese what it is for."""

import re
from collections.abc import Iterator

import pytest
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.models import get_page_models

# Wagtail explains the two together, above them.
EXPLAINED_BY_THEIR_GROUP = {"go_live_at", "expire_at"}
OURS = ("home", "columns", "lectures", "regulations")


def field_panels(panel: Panel) -> Iterator[FieldPanel]:
    """All panels of single fields inside `panel`; rows of inline panels have labels of their own."""
    for child in getattr(panel, "children", []):
        yield from field_panels(child)
    if isinstance(panel, FieldPanel):
        yield panel


@pytest.mark.parametrize(
    "model", [model for model in get_page_models() if model.__module__.split(".")[0] in OURS], ids=lambda m: m.__name__
)
def test_every_field_of_a_page_has_a_help_text_in_chinese(model):
    handler = model.get_edit_handler()
    form = handler.get_form_class()

    told = {
        panel.field_name: str(panel.help_text or form.base_fields[panel.field_name].help_text)
        for panel in field_panels(handler)
        if panel.field_name in form.base_fields and panel.field_name not in EXPLAINED_BY_THEIR_GROUP
    }

    assert len(told) >= 4
    assert {name: text for name, text in told.items() if not re.search("[\u4e00-\u9fff]", text)} == {}
