"""Which kind of official text a title and its issuing body make it."""

import re

LAW, REGULATION, RULE, INTERPRETATION = "law", "regulation", "rule", "interpretation"
DECISION, AMENDMENT, WORK_POINTS, POLICY = "decision", "amendment", "work_points", "policy"
_TAIL = re.compile(r"(?:\s*[（(〔\[][^）)〕\]]*[）)〕\]]\s*年?)+\Z")
_BY_END = (
    (AMENDMENT, ("修正案",)),
    (WORK_POINTS, ("工作要点", "要点")),
    (INTERPRETATION, ("解释", "批复")),
    (DECISION, ("决定", "决议")),
    (LAW, ("宪法", "法典", "法")),
    (REGULATION, ("条例",)),
    (RULE, ("办法", "规定", "规则", "细则", "规程", "章程", "制度", "准则")),
)


def kind_of(title: str, issuing_body: str) -> str:
    """The kind; what is none of the others is a policy document."""
    plain = _TAIL.sub("", "".join(title.split())).rstrip("》")
    kind = next((kind for kind, ends in _BY_END if plain.endswith(ends)), POLICY)
    if kind == RULE and "法院" in plain[:12] + issuing_body[:6]:
        return INTERPRETATION
    if kind in (RULE, LAW) and "人民代表大会" in issuing_body and not (kind == LAW and plain.endswith(("法", "法典"))):
        return REGULATION
    if kind == LAW and plain.endswith(("办法", "方法", "做法")):
        return REGULATION if "人民代表大会" in issuing_body else RULE
    return kind
