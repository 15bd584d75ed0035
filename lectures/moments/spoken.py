"""Provisions and work points that somebody speaks of: 第三十二条, 三十二条第二款, 条例第32条, 要点的十九点, 第七章.

A transcript has no title marks and few of the forms of written law. What counts: a number with 条 (or 点 of a list of
points), alone or behind the name of a text; which text is meant follows from the last one named, and from the kind
of unit (work points speak in points). Numbers that only count things (三条路, 第一点想法) are no provisions.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lectures.domain.numerals import DIGITS

NUMERAL = r"[零〇一二两三四五六七八九十百千\d０-９]{1,8}"
PART = re.compile(
    rf"(?P<di>第\s*)?(?P<number>{NUMERAL})\s*(?P<unit>条|点|章)"
    rf"(?:\s*之\s*(?P<suffix>[一二三四五六七八九]))?"
    rf"(?:\s*(?:里面?|当中|中|的|,|，|、)?\s*(?:的)?\s*第?\s*(?P<paragraph>{NUMERAL})\s*款)?"
    rf"(?:\s*(?:里面?|当中|中|的|,|，|、)?\s*(?:的)?\s*第?\s*[（(]?(?P<item>{NUMERAL})[）)]?\s*项)?"
)
# 第十二条和第十五条, 十二条到十五条: the first number may leave its unit to the last.
SHARED = re.compile(
    rf"(?P<di>第)?\s*(?P<number>{NUMERAL})\s*条?\s*(?P<join>到|至|和|、|跟|与|—|-)\s*(?=第?\s*{NUMERAL}\s*条)"
)
# Behind the unit, these make it a count of things.
COUNTED = re.compile(
    r"\s*(?:路|腿|线|鱼|河|街|龙|狗|信息|新闻|消息|意见|建议|经验|体会|想法|感受|理由|原因|标准|裤|船|命|生产线|留言|评论|微信|短信"
    r"|弹幕|好处|坏处|措施|办法|启示|感悟|希望|忠告|主线|心得|产线|战线|赛道|流水线|跑道"
    r"|道理|原则|承诺|规矩|思路|主张|出路|绳)"
)
# The same only without 第: 第九条规定 is a provision, 九条规定 are nine.
LOOSELY_COUNTED = re.compile(r"\s*(?:钟|半|左右|以上|以前|之前|开始|整|关系|规定|要求)")
# 一共六十八条 says how many there are; 那一点 is no point of a list.
HOW_MANY = re.compile(r"(?:一共|总共|共有|共|有|写了|列了|定了|这|那|几|多|差|早|另外|其他|好)(?:是|有|着|了)?\s*\Z")
POINT_OF_TIME = re.compile(r"(?:早上|上午|下午|晚上|中午|夜里|凌晨|今晚|明早|傍晚|点到)\s*\Z")
# Behind these a larger number without 第 is a provision as well: 也就是二十六条, 翻到三十三条.
LEADS = re.compile(r"(?:就是|即|[到翻看读讲]到了?|到了?|从|看|按照?|依照?|根据|依据|像|查|背)\s*\Z")
# A text by its kind or in title marks that a provision follows.
UNKNOWN_TEXT = re.compile(
    rf"《[^《》]{{2,60}}》(?=\s*[的里]?\s*第?\s*{NUMERAL}\s*[条点章])"
    r"|[\u4e00-\u9fff]{0,12}?(?:法典|宪法|条例|办法|细则|章程|校规|公约|合同|[^办方想说做看]法)(?=[的里第]|\d)"
)
# 安全生产条例 is another text than the one that is called 条例 for short.
OTHER_TITLE = re.compile(
    r"(?:保护|管理|监督|监察|促进|处罚|处理|保险|保障|服务|安全|生产|登记|征收|补偿|许可|信用|应急|防治|卫生|劳动|工伤|建设|统计|审计)\Z"
)
# A text outside the library stays meant only where the next sentence points back at it.
POINTS_BACK = re.compile(r"\s*(?:那么?|而|但)?(?:它|其|该|这部|那部|里面|同一部)")
# 条例, 要点, 工作要点: what a text is called for short.
SHORT_NAME = 4
# Small numbers count things; larger ones rarely do.
SMALL = 5
# 我讲第一条 is the speaker's own list.
OWN_LIST = re.compile(r"(?:我|我们|咱们|讲|说|提|谈|补充|总结|归纳|分享)(?:了|的|想|再|来|先|今天|一共|要)*\s*\Z")


@dataclass(frozen=True, slots=True)
class TextName:
    """A text that may be spoken of: `key` is the caller's; `speaks_in_points`: its provisions are 点, not 条."""

    key: str
    names: tuple[str, ...]
    speaks_in_points: bool = False
    # How far its numbers go; 0 when that is not known.
    last: int = 0


@dataclass(frozen=True, slots=True)
class Target:
    """A provision: text, number, and the parts below it that were said; `certain`: the text was named right here."""

    key: str
    unit: str
    number: int
    suffix: int = 0
    paragraph: int = 0
    item: int = 0
    certain: bool = True

    def anchor(self, is_point: bool = False) -> str:
        """`art-12-2-3`, `art-18_2`, `point-7`, `ch-7`, as anchors of provisions are written."""
        if self.unit == "章":
            return f"ch-{self.number}"
        base = f"{'point' if is_point else 'art'}-{self.number}" + (f"_{self.suffix}" if self.suffix else "")
        # An item that is named without its paragraph is one of the first.
        paragraph = self.paragraph or (1 if self.item else 0)
        return base + "".join(f"-{n}" for n in (paragraph, self.item) if n)


def recognise(sentences: Sequence[str], texts: Sequence[TextName], default: str = "") -> list[list[Target]]:
    """Targets of each sentence, in order; what was named in one sentence is meant in the following ones.

    `default` is the key of the text that the whole lecture is about, meant before anything is named.
    """
    reader = _Reader(texts, default)
    return [reader.read(sentence) for sentence in sentences]


class _Reader:
    """One pass over a transcript; remembers what was named last."""

    def __init__(self, texts: Sequence[TextName], default: str) -> None:
        self.texts = {text.key: text for text in texts}
        bearers: dict[str, list[str]] = {}
        for text in texts:
            for name in text.names:
                bearers.setdefault(name, []).append(text.key)
        self.names = sorted(bearers.items(), key=lambda pair: len(pair[0]), reverse=True)
        self.current = self.texts.get(default)
        self.foreign = False

    def read(self, sentence: str) -> list[Target]:
        """Targets of this sentence."""
        marks = self._named(sentence)
        self.foreign = self.foreign and POINTS_BACK.match(sentence) is not None
        found: list[Target] = []
        for match in PART.finditer(sentence):
            named = [(at, text) for at, text in marks if at <= match.start()]
            if named:
                self._mean(named[-1][1])
            near = bool(named) and match.start() - named[-1][0] <= 12
            if (target := self._target(sentence, match, near)) is None:
                continue
            found += [t for t in self._shared(sentence, match, target) if t not in found]
            if target not in found:
                found.append(target)
        if marks:
            self._mean(marks[-1][1])
        return found

    def _mean(self, text: TextName | None) -> None:
        """A known text is meant from now on; an unknown one only for a while."""
        self.foreign = text is None
        self.current = text or self.current

    def _named(self, sentence: str) -> list[tuple[int, TextName | None]]:
        """(end, text) of every name of a text, known or not (None), in order."""
        taken: list[tuple[int, int, list[str]]] = []
        marked = [match.span() for match in re.finditer(r"《[^《》]{2,60}》", sentence)]
        for name, keys in self.names:
            for match in re.finditer(re.escape(name), sentence):
                if any(start < match.end() and match.start() < end for start, end, _ in taken):
                    continue
                if not _is_part_of_another(sentence, match, marked):
                    taken.append((match.start(), match.end(), keys))
        for match in UNKNOWN_TEXT.finditer(sentence):
            if not any(start < match.end() and match.start() < end for start, end, _ in taken):
                taken.append((match.start(), match.end(), []))
        return self._meant(sorted(taken, key=lambda row: row[1]))

    def _meant(self, taken: list[tuple[int, int, list[str]]]) -> list[tuple[int, TextName | None]]:
        """Of several texts that are called 条例 for short, the one that is spoken of already is meant."""
        marks: list[tuple[int, TextName | None]] = []
        current = self.current
        for _, end, keys in taken:
            if keys and not (current and current.key in keys):
                current = self.texts[keys[0]]
            marks.append((end, current if keys else None))
        return marks

    def _target(self, sentence: str, match: re.Match, near: bool) -> Target | None:
        text = self.current
        if text is None or self.foreign:
            return None
        unit, number = match["unit"], number_of(match["number"])
        before, after = sentence[: match.start()], sentence[match.end() :]
        has_below = bool(match["paragraph"] or match["item"])
        if not number or (text.last and number > text.last and unit != "章"):
            return None
        if not has_below and (COUNTED.match(after) or (not match["di"] and LOOSELY_COUNTED.match(after))):
            return None
        if unit == "点" and (not text.speaks_in_points or POINT_OF_TIME.search(before) or not (near or match["di"])):
            return None
        if unit == "条" and text.speaks_in_points and not near:
            return None
        # Without 第 the name right before it, a part below it or the beginning of the sentence tells it from a count.
        is_first = number > SMALL and (not before.strip() or LEADS.search(before) is not None)
        if not match["di"] and not (near or has_below or is_first or self._continues(before)):
            return None
        if not match["di"] and not has_below and HOW_MANY.search(before):
            return None
        if match["di"] and number <= SMALL and not near and not has_below and OWN_LIST.search(before):
            return None
        below = [number_of(match[name] or "") for name in ("suffix", "paragraph", "item")]
        return Target(text.key, "条" if unit == "点" else unit, number, *below, certain=near)

    def _continues(self, before: str) -> bool:
        """第十二条和十五条: the second one leaves out 第."""
        return re.search(rf"第\s*{NUMERAL}\s*条?\s*(?:和|、|到|至|跟|与|，)\s*\Z", before) is not None

    def _shared(self, sentence: str, match: re.Match, target: Target) -> list[Target]:
        """Numbers before this one that share its unit: 第十二、十三条; a range names all between."""
        shared = [m for m in SHARED.finditer(sentence) if m.end() == match.start()]
        if not shared:
            return []
        first, last = number_of(shared[0]["number"]), target.number
        is_range = shared[0]["join"] in ("到", "至", "—", "-")
        numbers = range(first, last) if is_range and first < last <= first + 12 else [first]
        return [Target(target.key, target.unit, n, certain=target.certain) for n in numbers if n]


def _is_part_of_another(sentence: str, match: re.Match, marked: list[tuple[int, int]]) -> bool:
    """Whether the name is only the tail of a longer title, in marks or without."""
    around = next((span for span in marked if span[0] < match.start() and match.end() < span[1]), None)
    if around is not None:
        # A tail of a version, 《…条例（草案）》, belongs to the title.
        return match.start() > around[0] + 1 and not sentence[around[0] + 1 : match.start()].endswith("中华人民共和国")
    is_short = match.end() - match.start() <= SHORT_NAME
    return is_short and OTHER_TITLE.search(sentence, 0, match.start()) is not None


def number_of(text: str) -> int:
    """`三十二` → 32, `一〇五` → 105, `３２` → 32; 0 for what is no number."""
    text = text.translate({code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF1A)})
    if text.isascii() and text.isdigit():
        return int(text)
    digits = {digit: value for value, digit in enumerate(DIGITS)} | {"〇": 0, "两": 2}
    if text and all(character in digits for character in text):
        return int("".join(str(digits[character]) for character in text))
    total, value = 0, 0
    for character in text:
        if character in digits:
            value = digits[character]
        elif (size := {"十": 10, "百": 100, "千": 1000}.get(character)) is not None:
            total, value = total + (value or 1) * size, 0
        else:
            return 0
    return total + value
