"""Folding: whatever differs only in writing becomes the same text (script, width, case, quotes, numerals)."""

import re
import unicodedata
from functools import cache
from pathlib import Path

import opencc

# Left out, so that what stands on both sides of them belongs together: 班·墨 = 班墨, 勇往“职”前 = 勇往职前.
DROPPED = "“”‘’\"'`´「」『』〝〞＂＇·•・‧∙⋅･﹒\u00ad\u200b\u200c\u200d\u2060\ufeff"
DIGITS = {
    digit: value
    for value, digits in enumerate(["零〇", "一", "二两", "三", "四", "五", "六", "七", "八", "九"])
    for digit in digits
}
UNITS = {"十": 10, "百": 100, "千": 1000}
ORDINAL = re.compile(r"第\s?([零〇一二两三四五六七八九十百千]+|\d+)\s?(?=\D|$)")
YEAR = re.compile(r"[一二][零〇九][零〇一二三四五六七八九]{2}(?=年)")


@cache
def _table() -> dict[int, str | None]:
    """Traditional to simplified characters, and what is dropped."""
    path = Path(opencc.__file__).parent / "dictionary" / "TSCharacters.txt"
    pairs = (line.split() for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    table: dict[int, str | None] = {ord(pair[0]): pair[1] for pair in pairs if len(pair) > 1}
    return table | dict.fromkeys(map(ord, DROPPED))


def well_formed(text: str) -> str:
    """`text` without what no database stores: NUL and halves of surrogate pairs."""
    return text.replace("\0", " ").encode("utf-8", "ignore").decode()


def fold(text: str) -> str:
    """The one form in which texts and queries are compared."""
    return fold_numerals(fold_characters(well_formed(text)))


def fold_characters(text: str) -> str:
    """Width, script, case, quotes and dots."""
    return unicodedata.normalize("NFKC", text).translate(_table()).lower()


def fold_numerals(text: str) -> str:
    """第十四条 becomes 第14条, 二〇二四年 becomes 2024年."""
    if "第" in text:
        text = ORDINAL.sub(lambda match: f"第{number_of(match[1])}", text)
    return YEAR.sub(lambda match: "".join(str(DIGITS[digit]) for digit in match[0]), text) if "年" in text else text


def number_of(numeral: str) -> str:
    """The value of a Chinese numeral below ten thousand in digits; digits stay as they are, without zeros in front."""
    if numeral.isascii():
        return numeral.lstrip("0") or "0"
    if not any(character in UNITS for character in numeral):
        return "".join(str(DIGITS[character]) for character in numeral)
    total, digit = 0, 0
    for character in numeral:
        if character in UNITS:
            total += (digit or 1) * UNITS[character]
            digit = 0
        else:
            digit = DIGITS[character]
    return str(total + digit)
