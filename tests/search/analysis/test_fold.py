"""What differs only in writing is the same to the search."""

import pytest

from search.analysis.fold import fold, number_of


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("班·墨學院", "班墨学院"),
        ("班•墨学院", "班墨学院"),
        ("勇往“职”前", "勇往职前"),
        ("勇往‘職’前", "勇往职前"),
        ("第十四条", "第14条"),
        ("第一百二十三條", "第123条"),
        ("第 14 条", "第14条"),
        ("第014条", "第14条"),
        ("二〇二四年", "2024年"),
        ("１＋Ｘ證書", "1+x证书"),
        ("ＡＩ", "ai"),
        ("十四五规划", "十四五规划"),
        ("业\ud800务\0", "业务 "),
    ],
)
def test_folding(written, folded):
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("numeral", "number"), [("十", "10"), ("二十", "20"), ("一百零五", "105"), ("二千三百一十", "2310"), ("三二", "32")]
)
def test_numerals(numeral, number):
    assert number_of(numeral) == number
