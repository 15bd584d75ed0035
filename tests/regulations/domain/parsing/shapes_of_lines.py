"""Shapes of items, blanks, line ends, numbers; every text is made up."""

from tests.regulations.domain.parsing.shape import Shape

SHAPES_OF_LINES = [
    Shape(
        "chapter restart with sections",
        """\
示范法
第一章　甲
第一节　子
第一条　一。
第二节　丑
第二条　二。
第二章　乙
第一节　寅
第三条　三。
第三章　丙
第四条　四。
""",
        {"chapter": 3, "section": 3, "article": 4},
    ),
    Shape(
        "missing chapter",
        "示范法\n第一章\u3000甲\n第一条\u3000一。\n第三章\u3000丙\n第二条\u3000二。\n",
        {"chapter": 2, "article": 2},
        ("heading_gap",),
    ),
    Shape(
        "gap + repeat",
        "示范法\n第一条\u3000一。\n第二条\u3000二。\n第二条\u3000二。\n第四条\u3000四。\n",
        {"article": 4},
        (
            "article_repeat",
            "article_gap",
        ),
    ),
    Shape(
        "judicial interpretation",
        """\
最高人民法院关于适用《中华人民共和国示法》若干问题的解释
（2001年12月24日最高人民法院审判委员会第1202次会议通过 自2001年12月27日起施行 法释〔2001〕30号）
为了正确审理，作出如下解释。
第一条 根据示法第三条、
第三十二条、第四十三条规定的“甲”。
第二条 示法
第三条第二款规定的乙。
第三条 丙。
""",
        {"article": 3},
    ),
    Shape(
        "yi lists inside articles",
        """\
示范条例
第一条 甲包括：
一、子；
二、丑。
第二条 乙。
第三条 丙。
第四条 丁包括：
一、寅；
二、卯；
三、辰。
""",
        {"article": 4, "item": 5},
    ),
    Shape(
        "circle items",
        "示范条例\n第一条 甲包括：\n①子；\n②丑。\n第二条 乙：\n（1）寅；\n（2）卯。\n第三条 丙：\n㈠辰；\n㈡巳。\n",
        {"article": 3, "item": 6},
    ),
    Shape(
        "item then paragraph then item list again",
        """\
示范条例
第一条 有下列情形之一的，罚款：
（一）甲；
（二）乙。
有下列情形之一的，吊销：
（一）丙；
（二）丁。
前两款规定的处罚，由戊决定。
第二条 己。
""",
        {"article": 2, "paragraph": 4, "item": 4},
    ),
    Shape(
        "md numbered headings",
        """\
# 示范省示范条例

（2014年3月28日示范省第十二届人民代表大会常务委员会第七次会议通过）

<!-- INFO END -->

## 第一章 总则

第一条 甲。

第二条 乙。

## 第二章 附则

第三条 自2014年6月1日起施行。
""",
        {"chapter": 2, "article": 3},
        is_markdown=True,
    ),
    Shape(
        "md bold articles",
        "# 示范法\n\n**第一条**\u3000甲。\n\n**第二条**\u3000乙：\n\n1. 子；\n2. 丑。\n\n**第三条** 丙。\n",
        {"article": 3, "item": 2},
        is_markdown=True,
    ),
    Shape(
        "treaty",
        """\
示范国际公约
（1979年12月18日联合国大会通过）
本公约缔约各国，
注意到甲，
认识到乙，
兹协议如下：
第一部分
第一条
为本公约的目的，甲。
第二条
缔约各国承担：
（a）子；
（b）丑。
第二部分
第三条
乙。
""",
        {"part": 2, "article": 3, "paragraph": 3, "item": 2},
    ),
    Shape(
        "blank lines inside and CRLF",
        "示范条例\r\n\r\n\u3000\u3000第一条\u3000甲。\r\n\r\n\u3000\u3000乙。\r\n\r\n\u3000\u3000第二条\u3000丙。\r\n",
        {"article": 2, "paragraph": 3},
    ),
    Shape("tab indent & gap", "示范条例\n\t第一条\t甲。\n\t第二条\t乙。\n", {"article": 2, "paragraph": 2}),
    Shape("nbsp", "示范条例\n\xa0\xa0第一条\xa0甲。\n\xa0\xa0第二条\xa0乙。\n", {"article": 2}),
    Shape("space inside number", "示范条例\n第 一 条 甲。\n第 二 条 乙。\n第 三 条 丙。\n", {"article": 3}),
    Shape(
        "space inside number 12",
        """\
示范条例
第 一 条  甲。
第 二 条  甲。
第 三 条  甲。
第 四 条  甲。
第 五 条  甲。
第 六 条  甲。
第 七 条  甲。
第 八 条  甲。
第 九 条  甲。
第 十 条  甲。
第 十一 条  甲。
第 十二 条  甲。
""",
        {"article": 12},
    ),
    Shape(
        "space in compound numeral",
        "示范条例\n第十 一条 甲。\n第十二条 乙。\n第十三条 丙。\n",
        {"article": 3},
        ("article_gap",),
    ),
    Shape(
        "repealed article line",
        "示范法\n第一条 甲。\n第二条 （删去）\n第三条 丙。\n第四条 （2015年修改时删去）\n第五条 戊。\n",
        {"article": 5},
    ),
    Shape(
        "lead signature",
        "示范条例\n第一条 甲。\n第二条 自2020年1月1日起施行。\n示范省人民代表大会常务委员会\n二〇二〇年一月一日\n",
        {"article": 2, "paragraph": 2, "signature": 2},
    ),
    Shape(
        "article first without chapter then chapters",
        "示范办法\n第一条 甲。\n第一章 乙\n第二条 丙。\n第二章 丁\n第三条 戊。\n",
        {"chapter": 2, "article": 3},
    ),
    Shape("colon at number", "示范公约\n第一条：甲。\n第二条：乙。\n第三条：丙。\n", {"article": 3}),
    Shape("dun at number", "示范公约\n第一条、甲。\n第二条、乙。\n第三条、丙。\n", {"article": 3}),
    Shape(
        "space wrapped lines",
        "示范条例\n第一条 为了示范这个\n很长的句子，制定本条例。\n第二条 乙。\n",
        {"article": 2, "paragraph": 3},
    ),
]
