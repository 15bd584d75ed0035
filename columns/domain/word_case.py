"""A typical case out of a Word file: its headings tell which part a stretch of text belongs to."""

import re
from typing import Any

from columns.domain.word_body import Body

# In the order of the page; the first that fits a heading counts.
PART_OF = {
    "background": re.compile(r"背景|问题|起因|缘起|基础"),
    "results": re.compile(r"成效|效果|成果|反响|反思"),
    "practice": re.compile(r"做法|举措|措施|实践|过程|路径|经验"),
}
ONLY_NUMBER_AND_NAME = re.compile(
    r"^[（(]?[一二三四五六七八九十\d]*[）)、.．]?\s*(?:实施|案例|主要|具体|工作)?(?:背景|做法|举措|成效)$"
)
LOWER = {"2": "3", "3": "4", "4": "4"}


def case_fields(body: Body) -> dict[str, Any]:
    """The three parts as streams; text before the first telling heading is background."""
    parts: dict[str, list[dict[str, Any]]] = {"background": [], "practice": [], "results": []}
    part = "background"
    for block in body.blocks:
        if block["type"] == "section":
            value = block["value"]
            if value["heading"] and value["level"] == "2":
                part = next((name for name, words in PART_OF.items() if words.search(value["heading"])), part)
            heading = "" if ONLY_NUMBER_AND_NAME.match(value["heading"]) else value["heading"]
            if not heading and not value["text"]:
                continue
            block = {**block, "value": {**value, "heading": heading, "level": LOWER[value["level"]]}}
        parts[part].append(block)
    if not all(parts.values()):
        body.warnings.append("没有分清背景、做法、成效，请把段落移到对应的部分。")
    body.warnings.append("请选择学校，并补上佐证数据的出处和截至日期。")
    return parts
