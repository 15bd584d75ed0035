"""Chinese numbers of articles and chapters: 第一千二百六十条, 第一百〇一条, 第12条."""

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "Ｏ": 0, "两": 2}
DIGITS |= {c: i for i, c in enumerate("0123456789")} | {c: i for i, c in enumerate("０１２３４５６７８９")}
UNITS = {"十": 10, "百": 100, "千": 1000}
NUMERAL = f"[{''.join(DIGITS)}{''.join(UNITS)}]"
_MAX_LENGTH = 12


def number_of(text: str) -> int | None:
    """The number that `text` writes, or None: 一百零一, 一百〇一, 一〇一 and 101 are 101; 十 is 10."""
    if not text or len(text) > _MAX_LENGTH:
        return None
    if all(char in DIGITS for char in text):
        return int("".join(str(DIGITS[char]) for char in text))
    total, digit = 0, None
    last_unit = 10_000
    for char in text:
        if char in DIGITS:
            if digit not in (None, 0):
                return None
            digit = DIGITS[char]
        elif char in UNITS and UNITS[char] < last_unit:
            last_unit = UNITS[char]
            total += (1 if digit in (None, 0) else digit) * last_unit
            digit = None
        else:
            return None
    return total + (digit or 0)


def chinese(number: int) -> str:
    """`number` as law texts write it: 12 → 十二, 101 → 一百零一, 1260 → 一千二百六十."""
    if not 0 < number < 10_000:
        return str(number)
    words, has_gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            words += ("零" if has_gap and words else "") + "零一二三四五六七八九"[digit] + name
            has_gap = False
        else:
            has_gap = True
    return words.removeprefix("一") if words.startswith("一十") else words
