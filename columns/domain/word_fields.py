"""Fields of a draft that its text already tells: the summary, and the head of an official paper."""

import itertools
import re
from datetime import date
from typing import Any

from columns.domain.word_body import Body
from columns.domain.word_case import case_fields
from columns.domain.word_html import flat_text
from columns.domain.word_theory import theory_fields
from columns.models import CasePage, NoticePage, TheoryPage
from columns.models.entry import EntryPage
from columns.models.notice import DOCUMENT_NUMBER
from core.models import SiteSettings

SUMMARY_LENGTH = 100
MAX_BODY_NAME = 80
SENTENCE_END = "。！？；"
DATE = re.compile(r"^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日$")
EARLY_LINES = 5


def fields_of(model: type[EntryPage], body: Body) -> dict[str, Any]:
    """Values for the page's fields, its body among them; what is not sure stays empty and is named in the warnings."""
    fields: dict[str, Any] = {"summary": shortened(body.lead)}
    if issubclass(model, CasePage):
        return fields | case_fields(body)
    if issubclass(model, NoticePage):
        fields.update(_official_head(body))
    elif issubclass(model, TheoryPage):
        fields.update(theory_fields(body))
        fields["summary"] = shortened(fields["abstract"] or body.lead)
    return fields | {"body": body.blocks}


def shortened(text: str) -> str:
    """The beginning of `text`, at most `SUMMARY_LENGTH` characters, ending with a sentence where one ends."""
    text = " ".join(text.split())
    if len(text) <= SUMMARY_LENGTH:
        return text
    head = text[:SUMMARY_LENGTH]
    end = max(head.rfind(mark) for mark in SENTENCE_END)
    return head[: end + 1] if end >= SUMMARY_LENGTH // 3 else f"{head[:-1]}…"


def _official_head(body: Body) -> dict[str, Any]:
    lines = [
        line
        for block in body.blocks
        if block["type"] == "section"
        for line in flat_text(block["value"]["text"]).split("\n")
    ]
    fields: dict[str, Any] = {"issuing_body": ""}
    number = next((line for line in lines[:EARLY_LINES] if DOCUMENT_NUMBER.match(line)), "")
    if number:
        fields["document_number"] = number
    for name, dated in itertools.pairwise(lines):
        # The signature: a name alone on its line, the date below it.
        if (day := _day(dated)) and name and len(name) <= MAX_BODY_NAME and name[-1] not in SENTENCE_END:
            fields.update(issuing_body=name, issued_on=day)
    if not fields["issuing_body"]:
        fields["issuing_body"] = (SiteSettings.objects.values_list("organiser", flat=True).first() or "")[
            :MAX_BODY_NAME
        ]
    if fields["issuing_body"]:
        body.warnings.append("文号、发文机关和成文日期取自正文，请核对；正文里重复的落款可以删去。")
    else:
        body.warnings.append("没有找到发文机关，请填写。")
    return fields


def _day(line: str) -> date | None:
    match = DATE.match(line)
    try:
        return date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        return None
