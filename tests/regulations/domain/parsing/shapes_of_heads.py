"""Decrees, replies, decisions on several texts, headings with signs; every text is made up."""

from tests.regulations.domain.parsing.shape import Shape

SHAPES_OF_HEADS = [
    Shape(
        "presidential decree before",
        """\
中华人民共和国主席令
第五十二号
《中华人民共和国示范法》已由中华人民共和国第十三届全国人民代表大会常务委员会第二十二次会议于2020年10月17日通过，现予公布，自2021年6月1日起施行。
中华人民共和国主席　某某某
2020年10月17日
中华人民共和国示范法
（1991年9月4日第七届全国人民代表大会常务委员会第二十一次会议通过　2006年12月29日第十届全国人民代表大会常务委员会第二十五次会议第一次修订
根据2012年10月26日第十一届全国人民代表大会常务委员会第二十九次会议《关于修改〈中华人民共和国示范法〉的决定》修正）
目　　录
第一章　总　　则
第二章　附　　则
第一章　总　　则
第一条　甲。
第二章　附　　则
第二条　本法自2021年6月1日起施行。
""",
        {"chapter": 2, "article": 2, "preamble": 0},
        title="中华人民共和国示范法",
        effective="2021-06-01",
    ),
    Shape(
        "state council decree md",
        """\
# 示范管理条例

2020年1月1日 中华人民共和国国务院令第722号公布 自2020年1月1日起施行

<!-- INFO END -->

## 第一章 总则

第一条 甲。

第二条 乙：

（一）子；

（二）丑。

## 第二章 附则

第三条 本条例自2020年1月1日起施行。
""",
        {"chapter": 2, "article": 3, "item": 2},
        is_markdown=True,
        number="中华人民共和国国务院令第722号",
        effective="2020-01-01",
    ),
    Shape(
        "reply",
        """\
最高人民法院关于示范问题的批复
（2010年1月1日最高人民法院审判委员会第1次会议通过 法释〔2010〕1号）
示范省高级人民法院：
你院《关于示范的请示》（示高法〔2009〕5号）收悉。经研究，批复如下：
根据《中华人民共和国示法》第三条的规定，甲。
此复。
""",
        {"article": 0},
    ),
    Shape(
        "reply with points",
        "最高人民法院关于示范问题的批复\n示范省高级人民法院：\n你院请示收悉。经研究，批复如下：\n一、甲。\n二、乙。\n此复。\n",
        {"point": 2},
    ),
    Shape(
        "numbered only arabic paper",
        "最高人民法院关于示范的若干意见\n为示范，提出以下意见。\n1.甲。\n2.乙：\n（1）子；\n（2）丑。\n3.丙。\n",
        {"point": 3, "item": 2},
    ),
    Shape(
        "part intro text",
        "示范法典\n第一编\u3000总则\n本编规定一般事项。\n第一条\u3000甲。\n第二编\u3000分则\n第二条\u3000乙。\n",
        {"part": 2, "article": 2, "text": 1},
    ),
    Shape(
        "sections before any chapter",
        "示范规程\n第一节\u3000甲\n第一条\u3000子。\n第二节\u3000乙\n第二条\u3000丑。\n",
        {"section": 2, "article": 2},
    ),
    Shape(
        "md annex table",
        """\
# 示范条例

第一条 甲。

第二条 自2020年1月1日起施行。

## 附表：收费标准

| 项目 | 金额 |
| :--- | ---: |
| 甲 | 20 |
""",
        {"article": 2, "annex": 1},
        is_markdown=True,
    ),
    Shape(
        "md escaped",
        "# 示范条例\n\n第一条 甲：\n\n1\\. 子；\n\n2\\. 丑。\n\n第二条 乙\\*丙。\n",
        {"article": 2, "item": 2},
        is_markdown=True,
    ),
    Shape(
        "md bold inside",
        "# 示范条例\n\n**第一条 【目的】** 为了甲。\n\n**第二条【范围】**乙。\n\n**第三条\u3000施行** 丙。\n",
        {"article": 3},
        is_markdown=True,
    ),
    Shape(
        "amend articles with whole clauses and yi nested",
        """\
示范市人民代表大会常务委员会关于修改《示范市甲条例》等三部地方性法规的决定
（2018年11月30日示范市第十七届人民代表大会常务委员会第十次会议通过）
示范市第十七届人民代表大会常务委员会第十次会议决定，对下列法规作出修改：
一、示范市甲条例
（一）将第三条修改为：“甲。”
（二）删去第五条。
二、示范市乙条例
1.将第十条修改为：“乙。”
2.第十一条第二款修改为：“丙。”
三、示范市丙条例
删去第七条。
本决定自公布之日起施行。
""",
        {"point": 3, "item": 4, "article": 0},
    ),
    Shape(
        "abolishing decision",
        """\
示范省人民代表大会常务委员会关于废止《示范省旧条例》的决定
（2020年9月25日示范省第十三届人民代表大会常务委员会第二十三次会议通过）
示范省第十三届人民代表大会常务委员会第二十三次会议决定，废止《示范省旧条例》（1996年12月14日示范省第八届人民代表大会常务委员会第二十五次会议通过）。
本决定自公布之日起施行。
""",
        {"article": 0},
    ),
    Shape(
        "first article no space after chapter glued",
        "示范条例\n第一章总则第一条\n第一条 甲。\n第二条 乙。\n",
        {"article": 2},
    ),
    Shape(
        "para begins with article ref with space",
        "示范条例\n第一条 甲。\n第二条 乙。\n第一条 第二款规定的情形除外。\n第三条 丙。\n",
        {"article": 3},
    ),
    Shape(
        "quote opens in article, inner numbered",
        "示范办法\n第一条 保证书格式：\n“一、本人承诺甲；\n二、本人承诺乙。”\n第二条 丙。\n",
        {"article": 2},
    ),
    Shape(
        "items with trailing blank between number and text",
        "示范办法\n第一条 有下列情形：\n（一）\u3000甲；\n（二）\u3000乙；\n（ 三 ）丙。\n第二条 丁。\n",
        {"article": 2, "item": 3},
    ),
    Shape(
        "fw paren mix", "示范办法\n第一条 有下列情形：\n（一)甲；\n(二）乙。\n第二条 丁。\n", {"article": 2, "item": 2}
    ),
    Shape(
        "number fullwidth brackets",
        "示范办法\n第一条 有下列情形：\n（１）甲；\n（２）乙；\n（３）丙。\n第二条 丁。\n",
        {"article": 2, "item": 3},
    ),
    Shape(
        "chapter in half numerals",
        "示范办法\n第1章 总则\n第1条 甲。\n第2章 附则\n第2条 乙。\n",
        {"chapter": 2, "article": 2},
    ),
    Shape(
        "colon headings",
        "示范章程\n第一章：总则\n第一条 甲。\n第二章：附则\n第二条 乙。\n",
        {"chapter": 2, "article": 2},
    ),
    Shape(
        "dun headings", "示范章程\n第一章、总则\n第一条 甲。\n第二章、附则\n第二条 乙。\n", {"chapter": 2, "article": 2}
    ),
    Shape(
        "thousand",
        "示范大典\n第一千二百五十八条 甲。\n第一千二百五十九条 甲。\n第一千二百六十条 甲。\n",
        {"article": 3},
        ("article_gap",),
    ),
    Shape(
        "date signature after notice with title",
        """\
示范省教育厅关于加强示范工作的通知
示教职函〔2024〕3号
各市教育局：
为加强工作，现通知如下。
一、提高认识。甲。
二、加强领导。乙。
联系人：某某，电话：0531-20240101。
附件：示范表
示范省教育厅
2024年3月3日
（此件主动公开）
""",
        {"point": 2},
        title="示范省教育厅关于加强示范工作的通知",
    ),
    Shape(
        "standards and years digits",
        """\
示范办法
第一条 符合GB 20443-2006、GB/T 19001—2016标准，2023—2024学年执行。
第二条 截至202312月。
""",
        {"article": 2},
        ("digits",),
    ),
    Shape("page marks", "示范条例\n第一条 甲。\n- 1 -\n第二条 乙。\n— 2 —\n第三条 丙。\n", {"article": 3}),
    Shape(
        "preface without heading then articles",
        "示范公约\n为了示范，订立本公约，共同遵守。\n第一条 甲。\n第二条 乙。\n",
        {"article": 2, "preamble": 1},
    ),
    Shape(
        "numbers zero style",
        "示范法\n第一九条 甲。\n第二〇条 甲。\n第二一条 甲。\n第二二条 甲。\n",
        {"article": 4},
        ("article_gap",),
    ),
]
