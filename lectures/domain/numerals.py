"""Chinese numerals below ten thousand, as lectures are numbered and provisions are spoken of. Pure."""

DIGITS = "零一二三四五六七八九"
UNITS = ((1000, "千"), (100, "百"), (10, "十"))


def chinese(number: int) -> str:
    """`12` → `十二`, `105` → `一百零五`; a number below one or above 9,999 stays in Arabic digits."""
    if not 0 < number < 10_000:
        return str(number)
    out, gap = "", False
    for size, name in UNITS:
        digit, number = divmod(number, size)
        if digit:
            out += ("零" if gap else "") + ("" if digit == 1 and size == 10 and not out else DIGITS[digit]) + name
            gap = False
        else:
            gap = bool(out)
    return out + (("零" if gap else "") + DIGITS[number] if number else "")
