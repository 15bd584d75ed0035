"""The head of an official text: title, note below it, document number, issuing body, dates."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from regulations.domain.parsing.document import Event
from regulations.domain.parsing.marks import squeezed
from regulations.domain.parsing.source import Line

_TYPE = (
    "宪法|法典|法|条例|办法|规定|规则|细则|决定|决议|解释|批复|修正案|通知|意见|要点|方案|纲要|规划|计划|公告|通告|章程|制度|标准|规范"
    "|准则|指南|措施|规程|公约|协定|答复|函|令|命令|纪要|说明|清单|宣言|议定书|附加议定书|声明|办法实施细则"
)
_TITLE = re.compile(rf"[^。；;]{{0,120}}(?:{_TYPE})(?:\s*[（(〔\[][^）)〕\]]{{1,24}}[）)〕\]]\s*年?)*[》]?\Z")
_BODY_END = re.compile(r"(?:厅|局|委员会|政府|院|部|处|办公室|会|署|行|团|委|中心|大会)\Z")
DATE = re.compile(r"((?:19|20)\d{2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_ACTION = re.compile(r"通过|修订|修正|修改|批准|公布|发布|颁布|印发|制定|施行|实施|废止|失效|签署|备案|生效")
_DECREE = re.compile(r"[令号]|公告")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}[〔\[（(【]\s*(?:19|20)\d{2}\s*[〕\]）)】]\s*第?\s*\d{1,5}\s*号?")
_DECREE_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{2,24}(?:令|公告)\s*[（(]?\s*第\s*[0-9一二三四五六七八九十百零〇]{1,6}\s*号"
)
_DAMAGED_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}[〔\[]\s*\d{4,10}(?!\d*\s*[〕\]])(?:号)?")
_SESSION = re.compile(r"第[一二三四五六七八九十百零〇\d]+(?:届|次)")
_CONGRESS = re.compile(r"((?:全国|[\u4e00-\u9fff]{2,12}?)人民代表大会(?:常务委员会)?)")
_COUNCIL = re.compile(
    r"(国务院|最高人民法院|最高人民检察院|[\u4e00-\u9fff]{2,14}?人民政府|中华人民共和国[\u4e00-\u9fff]{2,12}部)"
)
_OFFICE = re.compile(r"[\u4e00-\u9fff]{2,20}(?:厅|局|委员会|办公室|处|部)")
_EFFECT = re.compile(rf"自\s*{DATE.pattern}\s*起\s*(?:施行|实施|执行|生效|试行)|{DATE.pattern}\s*(?:起)?(?:施行|实施)")
_EFFECT_AT_ONCE = re.compile(r"自(?:公布|发布|颁布|印发)之日起\s*(?:施行|实施|执行|生效)")


@dataclass(slots=True)
class Head:
    """Indexes into the lines: front before the title, the title's own lines, note lines, the rest before the structure."""

    title: str = ""
    front: list[int] = field(default_factory=list)
    title_lines: list[int] = field(default_factory=list)
    note: list[int] = field(default_factory=list)
    preamble: list[int] = field(default_factory=list)


def head_of(lines: Sequence[Line], end: int) -> Head:
    """Sort the lines before the structure (`lines[:end]`); a text without structure has its head there as well."""
    marker = next((i for i in range(end) if lines[i].is_note_end), -1)
    head = Head()
    first, last = _title_lines(lines, marker if marker >= 0 else end)
    if first < 0:
        head.preamble = [i for i in range(end) if lines[i].text]
        return head
    head.title_lines = list(range(first, last + 1))
    head.title = "".join(lines[i].text for i in head.title_lines)
    head.front = [i for i in range(first) if lines[i].text]
    depth, still_note = 0, True
    for i in range(last + 1, end):
        text = lines[i].text
        if not text:
            continue
        is_note = i < marker or (still_note and (depth > 0 or is_note_line(text)))
        still_note = is_note
        depth = (
            max(0, depth + text.count("（") + text.count("(") - text.count("）") - text.count(")")) if is_note else 0
        )
        (head.note if is_note else head.preamble).append(i)
    return head


def _title_lines(lines: Sequence[Line], end: int) -> tuple[int, int]:
    """First and last line of the title before `end`; (-1, -1): none."""
    texts = [i for i in range(end) if lines[i].text]
    if not texts:
        return -1, -1
    marked = [i for i in texts if lines[i].level == 1]
    if marked:
        return marked[0], marked[0]
    usable = [i for i in texts if _could_be_title(lines[i].text)]
    again = [i for i in usable[1:] if squeezed(lines[i].text) == squeezed(lines[usable[0]].text)] if usable else []
    if again:
        return again[-1], again[-1]
    named = [i for i in usable if _TITLE.fullmatch(lines[i].text)]
    if not named:
        return (usable[0], usable[0]) if usable and usable[0] == texts[0] else (-1, -1)
    last = first = named[-1]
    while (
        first - 1 in usable
        and first - 1 not in named
        and _belongs(lines[first - 1].text, lines[first].text, last - first)
    ):
        first -= 1
    return first, last


def _could_be_title(text: str) -> bool:
    is_wrapped = text[0] in "（(" and text[-1] in "）)"
    return len(text) <= 120 and not is_wrapped and not is_note_line(text) and not re.search(r"[。；;]", text)


def _belongs(above: str, title: str, taken: int) -> bool:
    """Whether a line is the beginning of the title below it."""
    if taken > 2 or len(above) > 45 or re.search(r"\d{4}年|[〔:：]|第.{1,6}号\Z", above):
        return False
    return (
        above.count("《") > above.count("》")
        or title.startswith("的")
        or (title.startswith("关于") and bool(_BODY_END.search(above)))
    )


def is_note_line(text: str) -> bool:
    """Whether a line tells who passed, changed or published the text, and when."""
    if len(text) > 400:
        return False
    has_date = DATE.search(text) is not None
    if has_date and _ACTION.search(text) and not text.endswith(("如下：", "如下:")):
        return bool(DATE.match(text.lstrip("（(【[ 根据自"))) or text[0] in "（(" or len(text) <= 200
    if has_date and DATE.fullmatch(text.strip("（）() ")):
        return True
    number = _NUMBER.search(text) or _DECREE_NUMBER.search(text) or _DAMAGED_NUMBER.search(text)
    return number is not None and len(text) <= len(number[0]) + 12


def dates_in(text: str) -> list[tuple[date, int]]:
    """All dates that exist in the calendar, with their position."""
    found = []
    for match in DATE.finditer(text):
        if (day := _day(match.groups())) is not None:
            found.append((day, match.start()))
    return found


def _day(groups: Sequence[str | None]) -> date | None:
    try:
        year, month, day = (int(group or 0) for group in groups)
        return date(year, month, day)
    except ValueError:
        return None


def events_of(notes: Sequence[str]) -> list[Event]:
    """What the note tells, date by date."""
    events = []
    for note in notes:
        found = dates_in(note)
        for at, (day, start) in enumerate(found):
            until = found[at + 1][1] if at + 1 < len(found) else len(note)
            piece = note[start:until].strip(" 　（）()，,；;")
            actions = _ACTION.findall(re.sub(r"《[^》]*》", "", piece)) or _ACTION.findall(piece)
            events.append(Event(day, body_in(DATE.sub("", piece)), actions[-1] if actions else "", piece))
    return events


def body_in(text: str) -> str:
    """The body that acts in a piece of a note, without session and number; empty: not told."""
    plain = _SESSION.sub("", re.sub(r"《[^》]*》|[\s　]", "", text))
    found = _CONGRESS.search(plain) or _COUNCIL.search(plain)
    return found[1].removeprefix("经") if found else ""


def office_in(texts: Sequence[str]) -> str:
    """The office that signs a covering notice: a short line that is nothing but its name."""
    found = [text for text in texts if len(text) <= 24 and _OFFICE.fullmatch(text)]
    return found[-1] if found else ""


def document_number(texts: Sequence[str]) -> str:
    """The number of the document as it stands, damaged or not; empty: none."""
    for pattern in (_NUMBER, _DECREE_NUMBER, _DAMAGED_NUMBER):
        for text in texts:
            if found := pattern.search(text):
                return found[0]
    return ""


def effective_on(notes: Sequence[str], last_texts: Sequence[str], published: date | None) -> date | None:
    """When the text takes effect, as note or last articles say it."""
    for text in [*reversed(last_texts), *notes]:
        if found := _EFFECT.search(text):
            groups = found.groups()
            return _day(groups[:3] if groups[0] else groups[3:])
        if published is not None and _EFFECT_AT_ONCE.search(text):
            return published
    return None
