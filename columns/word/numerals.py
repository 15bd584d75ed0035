"""Writes list numbers the way Word's number formats do."""

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL_SIMPLIFIED = ("零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟"), "万")
_LEGAL_TRADITIONAL = ("零壹貳參肆伍陸柒捌玖", ("", "拾", "佰", "仟"), "萬")
_PLAIN = ("零一二三四五六七八九", ("", "十", "百", "千"), "万")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def numeral(value: int, number_format: str) -> str:
    """`value` in one of Word's formats; decimal digits where the format has no such number."""
    writer = _WRITERS.get(number_format)
    return (writer(value) if writer else "") or str(value)


def is_known(number_format: str) -> bool:
    """Whether `numeral` writes this format as Word does."""
    return number_format in _WRITERS


def _counted(value: int, table: tuple[str, tuple[str, ...], str], short_ten: bool) -> str:
    """A number below 100 million in words, e.g. 一百零一; 十一 without 一 when `short_ten`."""
    digits, units, ten_thousand = table
    if value == 0:
        return digits[0]
    high, low = divmod(value, 10_000)
    text = ""
    if high:
        text = _counted(high, table, short_ten) + ten_thousand
        text += digits[0] if 0 < low < 1000 else ""
    written, gap = "", False
    for place in range(3, -1, -1):
        digit = low // 10**place % 10
        if digit:
            written += (digits[0] if gap and written else "") + digits[digit] + units[place]
            gap = False
        else:
            gap = True
    if short_ten and not high and written.startswith(digits[1] + units[1]):
        written = written[1:]
    return text + written


def _chinese(value: int) -> str:
    return _counted(value, _PLAIN, short_ten=True) if 0 <= value < 100_000_000 else ""


def _chinese_digits_from_100(value: int) -> str:
    """Counts in words up to 99, then digit by digit, as Word's first Chinese format does."""
    return _chinese(value) if value < 100 else "".join("○一二三四五六七八九"[int(c)] for c in str(value))


def _digit_by_digit(value: int) -> str:
    return "".join(_DIGITS[int(char)] for char in str(abs(value)))


def _japanese(value: int) -> str:
    """Like Chinese counting, without 零 and without 一 before 十, 百 and 千."""
    text = _chinese(value).replace("零", "")
    return text.replace("一十", "十").replace("一百", "百").replace("一千", "千")


def _legal(table: tuple[str, tuple[str, ...], str]) -> Callable[[int], str]:
    return lambda value: _counted(value, table, short_ten=False) if 0 <= value < 10**8 else ""


def _from(characters: str) -> Callable[[int], str]:
    """A format that has one character for each number from 1."""
    return lambda value: characters[value - 1] if 1 <= value <= len(characters) else ""


def _letters(value: int) -> str:
    return chr(97 + (value - 1) % 26) * ((value - 1) // 26 + 1) if 1 <= value <= 780 else ""


def _roman(value: int) -> str:
    if not 1 <= value <= 3999:
        return ""
    text = ""
    for amount, letters in _ROMAN:
        while value >= amount:
            text, value = text + letters, value - amount
    return text


def _cycle_of_sixty(value: int) -> str:
    return _STEMS[(value - 1) % 10] + _BRANCHES[(value - 1) % 12] if value >= 1 else ""


def _ordinal(value: int) -> str:
    suffix = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{suffix}"


def _span(first: int, count: int) -> str:
    return "".join(chr(first + step) for step in range(count))


_CIRCLED = _from(_span(0x2460, 20) + _span(0x3251, 15) + _span(0x32B1, 15))
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_WRITERS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda value: f"{value:02d}",
    "decimalFullWidth": lambda value: str(value).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda value: str(value).translate(_FULL_WIDTH),
    "none": lambda value: "\u200b",
    "lowerLetter": _letters,
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
    "ordinal": _ordinal,
    "numberInDash": lambda value: f"- {value} -",
    "chineseCounting": _chinese_digits_from_100,
    "taiwaneseCounting": _chinese_digits_from_100,
    "chineseCountingThousand": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _japanese,
    "ideographDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "taiwaneseDigital": _digit_by_digit,
    "chineseLegalSimplified": _legal(_LEGAL_SIMPLIFIED),
    "ideographLegalTraditional": _legal(_LEGAL_TRADITIONAL),
    "japaneseLegal": _legal(_LEGAL_TRADITIONAL),
    "ideographTraditional": _from(_STEMS),
    "ideographZodiac": _from(_BRANCHES),
    "ideographZodiacTraditional": _cycle_of_sixty,
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedParen": _from(_span(0x2474, 20)),
    "decimalEnclosedFullstop": _from(_span(0x2488, 20)),
    "ideographEnclosedCircle": _from(_span(0x3280, 10)),
}
