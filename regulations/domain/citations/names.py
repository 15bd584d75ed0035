"""Which official text the words before 第…条 name: a title, a short title, 本条例, or something unknown."""

import re
from dataclasses import dataclass

from regulations.domain.citations.library import Library, without_tail, year_in_tail

# Words that end the name of a text with articles; what bears such a name and is unknown is never linked.
_KINDS = (
    "实施细则|法典|宪法|条例|办法|细则|规则|规程|章程|准则|守则|公约|协议|合同|协定|条约|解释|决定|决议|规定|要点|意见|通知|方案|纲要"
    "|规划|标准|制度|规范|校规|公告|校训|法"
)
_KIND_AT_END = re.compile(rf"({_KINDS})[”\"]?\Z")
# 条例 alone means a text that was named before; 规定, 意见 or 通知 alone mean too much.
_SHORT_KINDS = ("条例", "办法", "细则", "工作要点", "要点", "规则", "规程", "章程", "准则")
_POINTING = re.compile(r"[本该此新旧原老]\Z")
_PREFIXED_KIND = re.compile(r"(本|该|此)(法|条例|办法|细则|规则|规程|章程|准则|规定|决定|要点|意见|方案|纲要)\Z")
# Behind one of these a name may begin without title marks.
_OPENERS = re.compile(
    r"(?:\A|[\W_0-9A-Za-z]|[按依遵参对比]照|[依根]据|违反|触犯|符合|适用|执行|落实|贯彻|学习|宣传|宣讲|解读|修订|实施|施行|颁布|公布"
    r"|颁行|结合|围绕|有关|关于|涉及|引用|援引|参考|参见|详见|查阅|打开|翻开|背诵|现行|我国|国家|例如|比如|按|依|据|据此|照|和|与|及"
    r"|或|的|了|在|对|新|旧|老|原|为|是|将|把|用|看|读|讲|说|由|从|到|至|即|就|而|当|并|且|者|以|于|问|指|合|查|翻|背|懂|过|着|给"
    r"|让|请|跟|像|如|里|中|上|后|前|用到|写进|纳入|来|(?<![大中小科化数力医文哲法同])学|这部|那部|一部|部|我省|省|市)\Z"
)
# In front of a short title these make it the name of another text.
_MAKES_ANOTHER = re.compile(
    r"(?:[高中初]等|民办|地方|职业|义务|学前|家庭|终身|民族|[省市州县区]|自治区|实施|执行|贯彻)\Z"
)
_BRACKET = re.compile(r"[（(〔\[][^（()）〔〕\[\]]{0,60}[）)〕\]]\s*\Z")
_BETWEEN = re.compile(r"(?:里面的?|当中的?|之中的?|[中里]的?|的|之)?[\s\u3000]*\Z")
_TITLE = re.compile(r"《((?:[^《》]|《[^《》]*》){1,120})》\Z")
_ALIAS = re.compile(r"(?:以下|下)?(?:简称|统称|称)为?\s*[《“\"「‘]*([^《》“”\"「」‘’（）()，。；]{1,30})")
_YEAR_BEFORE = re.compile(
    r"((?:19|20)\d\d)\s*年?(?:\d{1,2}月(?:\d{1,2}日)?)?(?:起?施行|颁布|公布|通过|新?修订|修正|修改|出台|制定|发布)?(?:版|本)?的?(?:我国)?\Z"
)
_FORMER = re.compile(r"(?:(?:修[订改正]|废止)(?:以?前|之前)的?|[原旧老])\Z")


@dataclass(frozen=True, slots=True)
class Named:
    """What stands before a place. `start` is where the link begins, -1 when nothing that names a text stands there.

    `name` is a known name or the unknown title; `kind` is 条例, 法 … when only that is said. `is_self`: 本条例.
    """

    start: int = -1
    name: str = ""
    kind: str = ""
    is_self: bool = False
    is_known: bool = False
    year: int | None = None
    is_former: bool = False


NOTHING = Named()


def name_before(text: str, end: int, library: Library, aliases: dict[str, str | None]) -> Named:
    """The name that ends at `end`; 的, 中 and one bracket may stand between."""
    between = _BETWEEN.search(text, max(0, end - 12), end)
    at = between.start() if between else end
    bracket = _BRACKET.search(text, max(0, at - 64), at)
    year = year_in_tail(bracket[0]) if bracket else None
    at = bracket.start() if bracket else at
    title = _TITLE.search(text, max(0, at - 124), at)
    if title is not None:
        return _quoted(text, title.start(), title[1], year, library, aliases)
    found = _known(text, at, library, aliases)
    if found is None:
        return _kind(text, at)
    start = at - len(found)
    return _with_edition(text, start, found, year, is_known=True)


def aliases_in(text: str, titles: list[tuple[int, int, str]]) -> dict[str, str]:
    """Alias → title, from brackets right behind a title: 《…》（以下简称《条例》）."""
    found: dict[str, str] = {}
    for _, end, title in titles:
        match = re.compile(r"\s*[（(]([^（()）]{0,80})[）)]").match(text, end)
        for alias in _ALIAS.findall(match[1]) if match else ():
            found[alias.strip()] = title
    return found


def titles_in(text: str) -> list[tuple[int, int, str]]:
    """(start, end, title) of everything between title marks."""
    return [(m.start(), m.end(), m[1]) for m in re.finditer(r"《((?:[^《》]|《[^《》]*》){1,120})》", text)]


def is_only_kind(title: str) -> bool:
    """Whether 《条例》 says only what kind of text is meant."""
    return title in _SHORT_KINDS or title in ("法", "规定", "决定", "意见", "方案", "纲要")


def is_of_kind(title: str, kind: str) -> bool:
    """Whether 示范条例（样张） is a 条例."""
    return without_tail(title).endswith(kind)


def kind_of_name(name: str) -> str:
    """条例, 法, 办法 … at the end of a name; empty for a book or a newspaper."""
    match = _KIND_AT_END.search(re.sub(r"[（(〔].*?[）)〕]\Z", "", name))
    return match[1] if match else ""


def _quoted(
    text: str, start: int, title: str, year: int | None, library: Library, aliases: dict[str, str | None]
) -> Named:
    if title in aliases or library.named(title) is not None:
        return _with_edition(text, start, title, year or year_in_tail(title), is_known=True)
    if is_only_kind(title):
        return Named(start, kind=title)
    return Named(start, name=title)


def _known(text: str, end: int, library: Library, aliases: dict[str, str | None]) -> str | None:
    """The longest known name that ends here and is not the end of a longer one."""
    for name in sorted(aliases, key=len, reverse=True):
        if text.endswith(name, 0, end) and _begins_here(text, end - len(name), name):
            return name
    for name in library.names:
        if text.endswith(name, 0, end) and library.named(name) is not None:
            return name if _begins_here(text, end - len(name), name) else None
    return None


def _begins_here(text: str, start: int, name: str) -> bool:
    before = text[max(0, start - 8) : start]
    if name.startswith("中华人民共和国"):
        return True
    if _MAKES_ANOTHER.search(before) and not before.endswith("我省"):
        return False
    return len(name) > 4 or _OPENERS.search(before) is not None


def _kind(text: str, end: int) -> Named:
    pointed = _PREFIXED_KIND.search(text, max(0, end - 8), end)
    if pointed is not None:
        return Named(pointed.start(), kind=pointed[2], is_self=pointed[1] == "本")
    for kind in _SHORT_KINDS:
        if text.endswith(kind, 0, end):
            start = end - len(kind)
            before = text[max(0, start - 8) : start]
            if _OPENERS.search(before) and not re.search(r"[省市]\Z", before):
                return _with_edition(text, start, "", None, is_known=False, kind=kind)
            return Named(start, name=text[max(0, start - 6) : end])
    if re.search(r"[新旧老原]法\Z", text[max(0, end - 2) : end]):
        return Named(end - 2, kind="法", is_former=text[end - 2] != "新")
    match = _KIND_AT_END.search(text, max(0, end - 5), end)
    if match is not None:
        return Named(match.start(), name=text[max(0, match.start() - 6) : end])
    return NOTHING


def _with_edition(text: str, start: int, name: str, year: int | None, is_known: bool, kind: str = "") -> Named:
    before = text[max(0, start - 24) : start]
    if year is None and (match := _YEAR_BEFORE.search(before)):
        year = int(match[1])
    return Named(start, name, kind, False, is_known, year, _FORMER.search(before) is not None)
