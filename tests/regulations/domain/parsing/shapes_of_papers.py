"""Decisions, annexes, notices, two languages of lists; every text is made up."""

from tests.regulations.domain.parsing.shape import Shape

SHAPES_OF_PAPERS = [
    Shape(
        "constitution amendment from 32",
        """\
# 中华人民共和国示宪修正案

2018年3月11日 第十三届全国人民代表大会第一次会议通过

<!-- INFO END -->

第三十二条 示宪序言第七自然段中“甲”修改为“乙”。这一自然段相应修改为：“丙。”

第三十三条 示宪第一条第二款“社会主义制度是根本制度。”后增写一句，内容为：“丁。”

第三十四条 示宪第三条第三款“国家行政机关”修改为：“戊。”
""",
        {"article": 3},
        is_markdown=True,
    ),
    Shape(
        "decision with whole text after",
        """\
全国人民代表大会常务委员会关于修改《中华人民共和国示法》的决定
（2019年4月23日第十三届全国人民代表大会常务委员会第十次会议通过）
第十三届全国人民代表大会常务委员会第十次会议决定对《中华人民共和国示法》作如下修改：
一、第三条修改为：
“第三条 甲。
“前款规定的，乙。”
二、增加一条，作为第四条：“丙。”
三、第十九条第一款第三项修改为：“（三）丁；”
增加一项，作为第四项：“（四）戊；”
本决定自2019年11月1日起施行。
《中华人民共和国示法》根据本决定作相应修改，重新公布。
""",
        {"point": 3, "article": 0},
    ),
    Shape(
        "hk basic law like",
        """\
# 中华人民共和国示区基本法

（1990年4月4日第七届全国人民代表大会第三次会议通过）

<!-- INFO END -->

## 序言

示区自古以来就是中国的领土。

国家决定设立示区。

## 第一章 总则

第一条 甲。

第二条 乙。

## 第二章 附则

第三条 丙。

## 附件一 示区行政长官的产生办法

一、甲。

二、乙：

- 子 300人
- 丑 300人

## 附件二 示区立法会的产生办法

一、丙。
""",
        {"chapter": 2, "article": 3, "annex": 2, "preamble": 2},
        is_markdown=True,
    ),
    Shape(
        "covering notice with attachments list",
        """\
示范市人民政府办公厅关于印发《示范市示范管理办法》的通知
示政办发〔2020〕11号
各县（市、区）人民政府，市政府有关部门：
《示范市示范管理办法》已经市政府同意，现印发给你们，请认真组织实施。
附件：1.示范市示范管理办法
2.申请表
示范市人民政府办公厅
2020年6月1日
示范市示范管理办法
第一章 总则
第一条 甲。
第二条 乙。
第二章 附则
第三条 本办法自2020年7月1日起施行，有效期至2025年6月30日。
""",
        {"chapter": 2, "article": 3},
        title="示范市示范管理办法",
        number="示政办发〔2020〕11号",
    ),
    Shape(
        "annex number before title",
        """\
关于公布示范目录的通知
示教函〔2022〕3号
各有关单位：
现将示范目录公布如下。
附件：示范目录
示范省教育厅
2022年1月4日
附件
示范目录
一、甲类
1.子
2.丑
二、乙类
1.寅
""",
        {},
    ),
    Shape(
        "judicial yi divisions plain",
        """\
最高人民法院关于示范若干问题的规定
法释〔2015〕5号
（2015年1月30日最高人民法院审判委员会第1641次会议通过）
为正确适用示法，制定本规定。
一、管辖
第一条 甲。
第二条 乙。
二、证据
第三条 丙：
（一）子；
（二）丑。
三、其他
第四条 本规定自2015年2月4日起施行。
""",
        {"division": 3, "article": 4, "item": 2},
    ),
    Shape(
        "min tong opinions style",
        """\
最高人民法院关于贯彻执行《中华人民共和国示则》若干问题的意见（试行）
（1988年1月26日最高人民法院审判委员会讨论通过）
一、公民
（一）关于民事权利能力和民事行为能力问题
1．甲。
2．乙。
（二）关于监护问题
3．丙。
4．丁。
二、法人
5．戊。
6．己。
""",
        {"point": 2, "item": 4},
    ),
    Shape(
        "law with toc without articles' chapters",
        """\
中华人民共和国示法
1995年2月28日第八届全国人民代表大会常务委员会第十二次会议通过
1995年2月28日中华人民共和国主席令第四十号公布
自1995年7月1日起施行
目录
第一章 总则
第二章 附则
第一章 总则
第一条 甲。
第二章 附则
第二条 本法自1995年7月1日起施行。
""",
        {"chapter": 2, "article": 2},
        effective="1995-07-01",
    ),
    Shape(
        "toc with dots and page numbers",
        """\
示范条例
目  录
第一章  总则………………………1
第二章  附则………………………12
第一章  总则
第一条  甲。
第二章  附则
第二条  乙。
""",
        {"chapter": 2, "article": 2},
    ),
    Shape(
        "toc missing heading in body",
        "示范条例\n目录\n第一章 总则\n第二章 措施\n第三章 附则\n第一章 总则\n第一条 甲。\n第三章 附则\n第二条 乙。\n",
        {"chapter": 2, "article": 2},
        (
            "missing_heading",
            "heading_gap",
        ),
    ),
    Shape(
        "long law heading on two lines + 试行",
        """\
示范省人民代表大会常务委员会
关于加强示范工作的决定（试行）
（2003年1月1日示范省第九届人民代表大会常务委员会第三十三次会议通过）
为了加强示范工作，特作如下决定：
一、甲。
二、乙。
三、本决定自公布之日起施行。
""",
        {"point": 3},
        title="示范省人民代表大会常务委员会关于加强示范工作的决定（试行）",
    ),
    Shape(
        "items wrapped after paragraphs: 项 text has 款",
        "示范法\n第一条 下列用语的含义：\n（一）甲，是指子。\n其中，子包括丑。\n（二）乙，是指寅。\n第二条 卯。\n",
        {"article": 2, "item": 2},
    ),
    Shape(
        "items with sub 目 in bracket arabic",
        "示范法\n第一条 甲：\n（一）子：\n（1）一；\n（2）二。\n（二）丑：\n（1）三；\n（2）四。\n第二条 乙。\n",
        {"article": 2, "item": 2, "subitem": 4},
    ),
    Shape("first item on article line", "示范法\n第一条 （一）甲；\n（二）乙。\n第二条 丙。\n", {"article": 2}),
    Shape(
        "article refers items at line start",
        "示范条例\n第一条 甲有下列行为：\n（一）子；\n（二）丑；\n（三）寅。\n有前款第\n（一）项行为的，处罚。\n第二条 乙。\n",
        {"article": 2, "item": 3},
    ),
    Shape("punctuation fullwidth dot number", "示范办法\n第一条．甲。\n第二条．乙。\n", {"article": 2}),
    Shape(
        "years and amounts",
        """\
示范条例
第一条 2019年起，2020元以上20000元以下罚款。
第二条 截至20190101的数据。
第三条 到2025年，人数达到2035万。
""",
        {"article": 3},
    ),
    Shape(
        "formula and english",
        "示范办法\n第一条 计算公式：\nA=B×C\n式中：A——甲；\nB——乙。\n第二条 丙。\n",
        {"article": 2},
    ),
    Shape(
        "list with stops",
        """\
示范办法
第一条 分为下列等级：
1.甲级：3.5分以上；
2.乙级：3分以上；
3.丙级：2.5分以上。
第二条 乙。
""",
        {"article": 2, "item": 3},
    ),
    Shape(
        "law title in book marks and blank chars",
        "\u3000\u3000\u3000\u3000\u3000\u3000《示范条例》\n\u3000\u3000\u3000\u3000（2001年1月1日发布）\n第一条\u3000\u3000甲。\n第二条\u3000\u3000乙。\n",
        {"article": 2},
    ),
    Shape(
        "old style numerals",
        "示范条例\n第二十条\u3000甲。\n第廿一条\u3000乙。\n第二十二条\u3000丙。\n",
        {"article": 2},
        (
            "article_gap",
            "article_gap",
        ),
    ),
]
