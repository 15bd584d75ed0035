"""Pinyin: ASCII slugs from Chinese titles (percent-encoded links break in chats), and keys that choosers search by."""

import re
from functools import cache
from types import ModuleType

# Local names that the general dictionary reads wrongly.
LOCAL_NAMES = {
    "乐陵": [["lào"], ["líng"]],
    "长清": [["cháng"], ["qīng"]],
    "单县": [["shàn"], ["xiàn"]],
    "长岛": [["cháng"], ["dǎo"]],
    "长山": [["cháng"], ["shān"]],
    "莘县": [["shēn"], ["xiàn"]],
    "东阿": [["dōng"], ["ē"]],
    "曲阜": [["qū"], ["fù"]],
    "费县": [["fèi"], ["xiàn"]],
    "无棣": [["wú"], ["dì"]],
    "台儿庄": [["tái"], ["ér"], ["zhuāng"]],
    "长勺": [["cháng"], ["sháo"]],
    "鸢都": [["yuān"], ["dū"]],
    "龙都": [["lóng"], ["dū"]],
    "瓷都": [["cí"], ["dū"]],
    "单父": [["shàn"], ["fǔ"]],
    "曾子": [["zēng"], ["zǐ"]],
    "牟氏庄园": [["móu"], ["shì"], ["zhuāng"], ["yuán"]],
    "阚家": [["kàn"], ["jiā"]],
    "柞村": [["zuò"], ["cūn"]],
    # What people here do rather than where: the ink line is snapped, seeds are planted.
    "弹线": [["tán"], ["xiàn"]],
    "弹墨线": [["tán"], ["mò"], ["xiàn"]],
    "种地": [["zhòng"], ["dì"]],
}
MAX_LENGTH = 60


@cache
def _dictionary() -> ModuleType:
    """pypinyin with the local names; imported at the first title, for its dictionary costs 0.3 s at every start."""
    import pypinyin

    pypinyin.load_phrases_dict(LOCAL_NAMES)
    return pypinyin


def ascii_slug(title: str) -> str:
    """`黄河口走出“现场工程师”` → `huang-he-kou-zou-chu-xian-chang-gong-cheng-shi`; empty when nothing is left."""
    pinyin = _dictionary()
    words = pinyin.lazy_pinyin(title, style=pinyin.Style.NORMAL, errors=lambda text: re.findall(r"[A-Za-z0-9]+", text))
    slug = ""
    for word in (part.lower() for part in words if part.isascii()):
        word = re.sub(r"[^a-z0-9]", "", word)
        if word and len(slug) + len(word) + 1 > MAX_LENGTH:
            break
        slug = f"{slug}-{word}" if slug and word else slug or word
    return slug


def search_keys(*names: str) -> str:
    """`泺源工业` → `luoyuangongye lygy`: syllables joined and their initials, of every name, without repeats."""
    pinyin = _dictionary()
    keys: list[str] = []
    for name in filter(None, names):
        syllables = [s.lower() for s in pinyin.lazy_pinyin(name) if s.isascii() and s.isalnum()]
        keys += ["".join(syllables), "".join(syllable[0] for syllable in syllables)]
    return " ".join(dict.fromkeys(key for key in keys if key))[:300]
