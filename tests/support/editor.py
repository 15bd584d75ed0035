"""What an editor's browser sends: the fields of a form as it was shown, and the blocks that scripts add."""

import json
from html import unescape
from typing import Any

from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

PAGE_FORM = "page-edit-form"


def shown_fields(client: Client, url: str, form_id: str = PAGE_FORM) -> dict[str, Any]:
    """Every field of the form at `url` with the value it is shown with."""
    response = client.get(url)
    assert response.status_code == 200, response.headers.get("location", response.status_code)
    page = response.content.decode()
    fields = querydict_from_html(page, form_id=form_id)
    for tick in BeautifulSoup(page, "html.parser").find(id=form_id).find_all("input", type="checkbox", checked=True):
        if "value" not in tick.attrs:
            fields[tick["name"]] = "on"  # what browsers send
    return {name: values if len(values) > 1 else values[0] for name, values in fields.lists()}


def rich(*paragraphs: str) -> str:
    """The value the rich text editor sends for plain paragraphs."""
    blocks = [
        {"key": f"k{number}", "type": "unstyled", "text": text, "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
        for number, text in enumerate(paragraphs)
    ]
    return json.dumps({"blocks": blocks, "entityMap": {}})


def body(*blocks: tuple[str, Any]) -> dict[str, Any]:
    """The fields of a StreamField named `body`."""
    return nested_form_data({"body": streamfield(list(blocks))})


def section(text: str = "凌晨四点，调试间的灯还亮着。", heading: str = "") -> tuple[str, dict[str, str]]:
    """A section block."""
    return "section", {"heading": heading, "level": "2", "text": rich(text)}


def add_url(parent: Any, model: type) -> str:
    """Address of the form for a new page."""
    return f"/admin/pages/add/{model._meta.app_label}/{model._meta.model_name}/{parent.pk}/"


def edit_url(page: Any) -> str:
    """Address of the form of a page."""
    return f"/admin/pages/{page.pk}/edit/"


def said(response: HttpResponse) -> list[str]:
    """Messages on a page or after following a redirect, without markup."""
    return [unescape(str(message)).strip() for message in response.context["messages"]] if response.context else []
