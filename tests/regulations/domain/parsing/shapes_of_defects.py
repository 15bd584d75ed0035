"""Defects, Markdown and odd numbers; every text is made up."""

from tests.regulations.domain.parsing.shape import Shape

SHAPES_OF_DEFECTS = [
    Shape(
        "last article wide",
        """\
示范法
第一条　甲。
第二条　甲。
第三条　甲。
第四条　甲。
第五条　甲。
第六条　甲。
第七条　甲。
第八条　甲。
第九条　甲。
第十条　甲。
第十一条　甲。
第十二条　甲。
第十三条　甲。
第十四条　甲。
第十五条　甲。
第十六条　甲。
第十七条　甲。
第十八条　甲。
第十九条　甲。
第二十条　甲。
第二十一条　甲。
""",
        {"article": 21},
    ),
    Shape(
        "section titles without gap",
        """\
示范法
第一章总则
第一条甲。
第二条乙。
第二章罚则
第一节一般规定
第三条丙。
第二节特别规定
第四条丁。
第三章附则
第五条本法自2020年1月1日起施行。
""",
        {"chapter": 3, "section": 2, "article": 5},
    ),
    Shape(
        "docx paragraphs with line separators",
        "示范条例\u2028（2020年1月1日某会通过）\u2028第一条\u3000甲。\u2028第二条\u3000乙。",
        {"article": 2},
    ),
    Shape("BOM", "\ufeff示范条例\n第一条\u3000甲。\n第二条\u3000乙。", {"article": 2}),
    Shape(
        "article num only arabic with fullwidth",
        "示范条例\n第１条\u3000甲。\n第２条\u3000乙。\n第１０条\u3000丙。\n",
        {"article": 3},
        ("article_gap",),
    ),
    Shape("zhi without gap", "示范条例\n第一条\u3000甲。\n第一条之一乙。\n第二条\u3000丙。\n", {"article": 3}),
    Shape(
        "zhi article bracketed",
        "示范刑法\n第一百二十条\u3000甲。\n第一百二十条之一\u3000【帮助罪】乙。\n第一百二十条之二\u3000丙。\n第一百二十一条\u3000丁。\n",
        {"article": 4},
        ("article_gap",),
    ),
    Shape("repealed note in brackets line", "示范法\n第一条 甲。\n（2015年删除）\n第二条 乙。\n", {"article": 2}),
    Shape(
        "footnotes trailing",
        """\
示范法
第一条 甲。
第二条 本法自2020年1月1日起施行。
附：刑法有关条文
第二百六十六条 诈骗公私财物的，处罚。
第二百八十条 伪造的，处罚。
""",
        {"article": 2, "annex": 1},
    ),
    Shape(
        "english parens items",
        "示范法\n第一条 甲:\n(一) 子;\n(二) 丑;\n(三) 寅.\n第二条 乙.\n",
        {"article": 2, "item": 3},
        ("half_width",),
    ),
    Shape("numbers 1、", "示范办法\n第一条 甲：\n1、子；\n2、丑；\n3、寅。\n第二条 乙。\n", {"article": 2, "item": 3}),
    Shape(
        "hundred items beyond 10",
        """\
示范办法
第一条 甲：
（一）子；
（二）子；
（三）子；
（四）子；
（五）子；
（六）子；
（七）子；
（八）子；
（九）子；
（十）子；
（十一）子；
（十二）子；
第二条 乙。
""",
        {"article": 2, "item": 12},
    ),
    Shape(
        "item gap",
        "示范办法\n第一条 甲：\n（一）子；\n（三）丑。\n第二条 乙。\n",
        {"article": 2, "item": 2},
        ("item_gap",),
    ),
    Shape(
        "chapter repeat",
        "示范办法\n第一章 甲\n第一条 子。\n第一章 乙\n第二条 丑。\n",
        {"chapter": 2},
        ("heading_repeat",),
    ),
    Shape(
        "order", "示范办法\n第一条 子。\n第三条 丑。\n第二条 寅。\n第四条 卯。\n", {"article": 4}, ("article_order",)
    ),
    Shape(
        "policy with chinese sections and dates",
        """\
示范市职业教育条例释义提纲
一、立法背景
（一）必要性
1.甲。
2.乙。
（二）可行性
二、主要内容
（一）丙
三、其他
""",
        {"point": 3, "item": 3},
    ),
    Shape(
        "md heading articles",
        """\
# 示范条例

## 第一章 总则

### 第一条 甲。

### 第二条 乙。

## 第二章 附则

### 第三条 丙。
""",
        {"chapter": 2, "article": 3},
        is_markdown=True,
    ),
    Shape(
        "md heading articles with title then para",
        "# 示范条例\n\n## 第一条\n\n甲。\n\n## 第二条\n\n乙。\n",
        {"article": 2, "paragraph": 2},
        is_markdown=True,
    ),
    Shape(
        "md list bullets items",
        "# 示范条例\n\n第一条 甲：\n\n- （一）子；\n- （二）丑。\n\n第二条 乙。\n",
        {"article": 2, "item": 2},
        is_markdown=True,
    ),
    Shape(
        "md quote",
        "# 示范条例\n\n> （2020年1月1日某市人民代表大会常务委员会通过）\n\n第一条 甲。\n\n第二条 乙。\n",
        {"article": 2},
        is_markdown=True,
    ),
    Shape(
        "md toc links",
        """\
# 示范条例

## 目录

- [第一章 总则](#c1)
- [第二章 附则](#c2)

## 第一章 总则

第一条 甲。

## 第二章 附则

第二条 乙。
""",
        {"chapter": 2, "article": 2},
        is_markdown=True,
    ),
]
