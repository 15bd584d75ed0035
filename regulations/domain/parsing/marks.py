"""What a line begins with: a heading, an article, a numbered point, an item, or nothing of the kind."""

import re
from dataclasses import dataclass

from regulations.domain.parsing.numerals import NUMERAL, number_of
from regulations.domain.parsing.source import Line

_GAP = r"[ \t\u3000\u00a0\u2002\u2003]"
LEVELS = {"编": "part", "篇": "part", "部分": "part", "分编": "subpart", "章": "chapter", "节": "section"}
# Some files spread the characters of a number: 第 十 二 条.
_SPREAD = rf"{NUMERAL}(?:{_GAP}*{NUMERAL}){{0,11}}"
_HEADING = re.compile(rf"(第{_GAP}*({_SPREAD}){_GAP}*(分编|编|篇|部分|章|节))({_GAP}*)(.*)\Z", re.S)
_ARTICLE = re.compile(rf"(第{_GAP}*({_SPREAD}){_GAP}*条(?:{_GAP}*之{_GAP}*({NUMERAL}{{1,3}}))?)({_GAP}*)(.*)\Z", re.S)
_NOT_A_SUFFIX = set("般些切定致律半起")
_ARTICLE_HEADING = re.compile(rf"([（(【\[〔][^）)】\]〕。；]{{1,30}}[）)】\]〕])({_GAP}*)(.*)\Z", re.S)
_REFERENCE = re.compile(
    rf"(?:第{_GAP}*{NUMERAL}+{_GAP}*[款项条目章节]|规定[的，、；。,]?|[的、，,；;。）)》”]|[和及与至到或]第|或者第|以及第"
    r"|以[下上外内]|所[规列称指述]|之规定|中[的，“增删规]|(?:修改|改|作|删|增加|列|不)为|修改|删去|增加|改为|作为|"
    r"[一二三四五六七八九十]项|前[款项])"
)
# Between blanks a text may begin with a word that right behind the number would make it a reference.
_SURE_REFERENCE = re.compile(
    rf"(?:第{_GAP}*{NUMERAL}+{_GAP}*[款项目]|第{_GAP}*{NUMERAL}+{_GAP}*条(?:的|规定|、|和|至|第)|规定的|[的、，,；;。）)》”]|[和及与至]第)"
)
_SENTENCE = re.compile(r"[。；;！？：]")
_HEADING_REFERENCE = re.compile(
    rf"(?:[的、，,；。）)》”]|规定|[和及与至到或]第|所[规列称]|第{NUMERAL}+[章节条编]|中[的，]|相应|改为|作为)"
)
UNNUMBERED = {"总则", "分则", "附则"}
PREAMBLES = {"序言", "前言", "引言", "序"}
_ANNEX = re.compile(
    rf"(附{_GAP}*(?:件|表|录|图|则表|注)?{_GAP}*(?:[（(]?{NUMERAL}{{1,3}}[）)]?)?{_GAP}*(?:[-—－]{_GAP}*\d+)?)({_GAP}*[：:.．、]?{_GAP}*)(.*)\Z",
    re.S,
)
_ITEMS = (
    ("yi", re.compile(rf"(({NUMERAL}{{1,4}})[、.．])({_GAP}*)(.*)\Z", re.S)),
    (
        "bracket",
        re.compile(rf"([（(〔]{_GAP}*([零〇一二三四五六七八九十百]{{1,5}}){_GAP}*[）)〕])({_GAP}*)(.*)\Z", re.S),
    ),
    ("sign", re.compile(rf"([㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩])()({_GAP}*[、.．]?{_GAP}*)(.*)\Z", re.S)),
    ("arabic", re.compile(rf"(([0-9０-９]{{1,3}}){_GAP}*[.．、](?![0-9０-９]))({_GAP}*)(.*)\Z", re.S)),
    ("arabic_bracket", re.compile(rf"([（(]{_GAP}*([0-9０-９]{{1,3}}){_GAP}*[）)])({_GAP}*)(.*)\Z", re.S)),
    ("half_bracket", re.compile(rf"(([0-9０-９]{{1,3}})[）)])({_GAP}*)(.*)\Z", re.S)),
    ("letter", re.compile(rf"([（(]{_GAP}*([a-zａ-ｚ]){_GAP}*[）)])({_GAP}*)(.*)\Z", re.S)),
    ("circle", re.compile(rf"([①-⑳⑴-⒇⒈-⒛])()({_GAP}*)(.*)\Z", re.S)),
)
_ITEM_REFERENCE = re.compile(r"(?:[、，,的]|项|至|和[（(第]|及[（(第]|或[（(第])")


@dataclass(frozen=True, slots=True)
class Mark:
    """The beginning of a line: number and what follows, verbatim. `is_sure`: white space or nothing follows the number."""

    kind: str
    ordinal: int
    suffix: int
    number: str
    gap: str
    rest: str
    is_sure: bool

    @property
    def key(self) -> tuple[int, int]:
        """What the number says, for sequences."""
        return (self.ordinal, self.suffix)


def squeezed(text: str) -> str:
    """Without any white space: 总　则 is 总则."""
    return "".join(text.split()).replace("\u200b", "")


def article_of(line: Line, is_lenient: bool = False) -> Mark | None:
    """第N条 at the start of a line, unless the line plainly speaks of an article; `is_lenient`: 第N条、 as well."""
    match = _ARTICLE.match(line.text)
    if match is None or (ordinal := number_of(squeezed(match[2]))) is None:
        return None
    number, suffix_text, gap, rest = match[1], match[3], match[4], match[5]
    suffix = number_of(suffix_text) or 0 if suffix_text else 0
    if suffix_text and not gap and rest[:1] in _NOT_A_SUFFIX:
        number = number[: number.rindex("之")].rstrip()
        gap, rest, suffix = "", line.text[len(number) :], 0
    if is_lenient and rest[:1] == "、" and rest[1:2] != "第":
        gap, rest = gap + "、", rest[1:]
    is_sure = bool(gap) or not rest or rest[0] in "【：:"
    if rest and (_SURE_REFERENCE if is_sure else _REFERENCE).match(rest):
        return None
    if not is_sure and rest[0] in "（(" and _ITEMS[1][1].match(rest):
        return None
    return Mark("article", ordinal, suffix, number, gap, rest, is_sure)


def article_heading(rest: str) -> tuple[str, str, str]:
    """The heading in brackets that some regulations give their articles, the white space behind it, and the text."""
    match = _ARTICLE_HEADING.match(rest)
    if match is None or _ITEMS[1][1].match(rest) or match[1].startswith(("（以下", "（试行", "（略")):
        return "", "", rest
    if match[1][0] in "（(" and match[3] and not (match[2] or match[3][0].isalnum()):
        return "", "", rest
    return match[1], match[2], match[3]


def heading_of(line: Line) -> Mark | None:
    """第N编, 分编, 章 or 节 as a line of its own."""
    match = _HEADING.match(line.text)
    if match is None or (ordinal := number_of(squeezed(match[2]))) is None:
        return None
    number, unit, gap, rest = match[1], match[3], match[4], match[5]
    is_spaced = bool(gap)
    if rest[:1] in ("：", ":", "、") and rest[1:2] not in ("", "第"):
        gap, rest = gap + rest[0], rest[1:]
    if len(rest) > 60 or _SENTENCE.search(rest.rstrip("：:")) or _HEADING_REFERENCE.match(rest):
        return None
    is_sure = is_spaced or not rest or line.level > 0
    if not is_sure and len(rest) > 30:
        return None
    return Mark(LEVELS[unit], ordinal, 0, number, gap, rest, is_sure)


def annex_of(line: Line) -> tuple[str, str, str] | None:
    """附件, 附件1：…, 附表 as the beginning of an annex: number, gap, heading."""
    match = _ANNEX.match(line.text)
    if match is None or len(match[3]) > 60 or _SENTENCE.search(match[3]) or squeezed(line.text) in UNNUMBERED:
        return None
    number, gap, heading = match[1].rstrip(), match[1][len(match[1].rstrip()) :] + match[2], match[3]
    if number == "附" and not gap.strip(" \t\u3000\u00a0") and heading:
        return None
    if heading and not gap and number[-1] not in "0123456789一二三四五六七八九十）)":
        return None
    if heading.startswith((*tuple("的所中、，是为及"), "规定", "列明")):
        return None
    return number, gap, heading


def item_of(line: Line) -> tuple[str, Mark] | None:
    """The style and mark of a numbered item: 一、 （一） ㈠ 1. （1） 1) (a) ①."""
    for style, pattern in _ITEMS:
        match = pattern.match(line.text)
        if match is None:
            continue
        if style == "yi" and match[2][0] in "0123456789０１２３４５６７８９":
            continue
        if style == "letter":
            ordinal: int | None = _letter_value(match[2])
        else:
            ordinal = _sign_value(match[1][0]) if style in ("sign", "circle") else number_of(match[2])
        if ordinal is None or _ITEM_REFERENCE.match(match[4]):
            return None
        return style, Mark("item", ordinal, 0, match[1], match[3], match[4], True)
    return None


def _letter_value(char: str) -> int:
    return ord(char) - ord("ａ" if char >= "ａ" else "a") + 1


def _sign_value(char: str) -> int | None:
    for first in "㈠①⑴⒈":
        distance = ord(char) - ord(first)
        if 0 <= distance < 20:
            return distance + 1
    return None
