"""A theory article out of a Word file: abstract, keywords and references leave the text for fields of their own."""

import re
from typing import Any

from lxml import html as lxml_html

from columns.domain.word_body import Body
from columns.domain.word_html import flat_text
from columns.models import TheoryReference

MAX_ABSTRACT, MAX_KEYWORDS, MAX_REFERENCE = 600, 100, 400
ABSTRACT = re.compile(r"^[【\[［]?\s*(?:内容)?\s*摘\s*要\s*[】\]］]?\s*[:：]?\s*(?P<rest>.+)$", re.DOTALL)
KEYWORDS = re.compile(r"^[【\[［]?\s*关\s*键\s*[词字]\s*[】\]］]?\s*[:：]?\s*(?P<rest>.+)$", re.DOTALL)
NUMBERED = re.compile(r"^\s*(?:[\[［]\s*\d{1,3}\s*[\]］]|\d{1,3}\s*[.、．)）])\s*")
HEADING = re.compile(r"^参\s*考\s*文\s*献\s*[:：]?$")
SEPARATORS = re.compile(r"[;；,，、\s]+")


def theory_fields(body: Body) -> dict[str, Any]:
    """Fields of the article; what was found leaves `body`, what is not sure is named in its warnings."""
    fields: dict[str, Any] = {"abstract": "", "keywords": "", "references": []}
    blocks, in_references = [], False
    for block in body.blocks:
        if block["type"] != "section":
            blocks.append(block)
            continue
        value = block["value"]
        # A heading below the references ends them, for example 附录.
        in_references = bool(HEADING.match(value["heading"])) or (in_references and not value["heading"])
        kept, in_references = _sorted_out(value["text"], fields, in_references)
        if HEADING.match(value["heading"]):
            value = {**value, "heading": ""}
        if kept or value["heading"]:
            blocks.append({**block, "value": {**value, "text": kept}})
    body.blocks[:] = blocks
    fields["references"] = [TheoryReference(text=text, sort_order=n) for n, text in enumerate(fields["references"])]
    body.warnings.append("请填写作者和单位，核对摘要、关键词和参考文献。")
    return fields


def _sorted_out(html: str, fields: dict[str, Any], in_references: bool) -> tuple[str, bool]:
    """The paragraphs that stay text; the others go into `fields`."""
    kept = []
    tree = lxml_html.fragment_fromstring(html or "", create_parent="div")
    for element in list(tree):
        element.tail = None
        lines = flat_text(lxml_html.tostring(element, encoding="unicode")).split("\n")
        if HEADING.match(lines[0]) and len(lines) == 1:
            in_references = True
        elif in_references:
            fields["references"] += [text for line in lines if (text := NUMBERED.sub("", line)[:MAX_REFERENCE])]
        elif not _is_taken(" ".join(lines), fields):
            kept.append(element)
    if len(kept) == len(tree):
        return html, in_references
    return "".join(lxml_html.tostring(element, encoding="unicode") for element in kept), in_references


def _is_taken(line: str, fields: dict[str, Any]) -> bool:
    """Whether the paragraph is abstract or keywords and short enough for its field."""
    match = ABSTRACT.match(line)
    if match and not fields["abstract"] and len(match["rest"]) <= MAX_ABSTRACT:
        fields["abstract"] = match["rest"].strip()
        return True
    match = KEYWORDS.match(line)
    if match and not fields["keywords"]:
        words = ",".join(filter(None, SEPARATORS.split(match["rest"].strip())))
        if len(words) <= MAX_KEYWORDS:
            fields["keywords"] = words
            return True
    return False
