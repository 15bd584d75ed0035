"""Sentences with the citations that a careful reader finds in them: written before the figures they give."""

from dataclasses import dataclass
from datetime import date

from regulations.domain.citations import Context, KnownEdition, KnownInstrument, Library

LAW_1996, LAW_2022, LOCAL, POINTS, CITY = 1996, 2022, 59, 20, 30
_ARTICLES = {LAW_1996: 40, LAW_2022: 69, LOCAL: 59, CITY: 30}
_DEEPER = {
    LAW_1996: ["art-24-1-1", "art-24-1-3", "art-24-2", "art-24-2-3", "art-24-3"],
    LAW_2022: ["art-12-2", "art-12-3", "art-15-2", "art-15-3", "art-63-1-1", "art-63-1-2", "art-63-1-3"],
    LOCAL: ["art-12-2", "art-12-2-3", "art-12-2-5", "art-12-2-3-1", "art-32-2", "art-20_1", "art-40-1-4"],
    CITY: ["art-6-2"],
}


def anchors_of(edition: int) -> set[str]:
    """The anchors of each specimen edition."""
    if edition == POINTS:
        return {f"point-{n}" for n in range(1, 21)}
    numbers = range(1, _ARTICLES[edition] + 1)
    return {f"art-{n}{tail}" for n in numbers for tail in ("", "-1")} | {"ch-1", "ch-2", "ch-6", *_DEEPER[edition]}


def library() -> Library:
    """A law with two editions, a regulation, work points and another regulation of the same short name."""
    return Library(
        [
            KnownInstrument(
                1,
                "中华人民共和国职业教育法",
                ("职教法",),
                (KnownEdition(LAW_1996, date(1996, 9, 1)), KnownEdition(LAW_2022, date(2022, 5, 1))),
            ),
            KnownInstrument(2, "示范省技能条例", (), (KnownEdition(LOCAL, date(2024, 5, 1)),)),
            KnownInstrument(3, "2024年示范省工作要点", (), (KnownEdition(POINTS, date(2024, 3, 1)),), True),
            KnownInstrument(4, "样例市督导条例（样张）", (), (KnownEdition(CITY, date(2020, 1, 1)),)),
        ],
        anchors_of,
        defaults=[2, 3],
    )


TODAY = Context(day=date(2024, 11, 25))
LECTURE = Context(day=date(2024, 11, 25), is_spoken=True)
OWN = Context(day=date(2024, 11, 25), instrument=2, edition=LOCAL, is_own_text=True, article=12)
EXPLAINS = Context(day=date(2024, 11, 25), instrument=2)
BEFORE = Context(day=date(2019, 3, 1))


@dataclass(frozen=True)
class Judged:
    """`expected`: (edition, anchor) in the order of the text; "!" stands for a place that the edition does not have."""

    text: str
    expected: tuple[tuple[int, str], ...] = ()
    context: Context = TODAY


def _law(*anchors: str) -> tuple[tuple[int, str], ...]:
    return tuple((LAW_2022, anchor) for anchor in anchors)


def _old(*anchors: str) -> tuple[tuple[int, str], ...]:
    return tuple((LAW_1996, anchor) for anchor in anchors)


def _local(*anchors: str) -> tuple[tuple[int, str], ...]:
    return tuple((LOCAL, anchor) for anchor in anchors)


def _points(*anchors: str) -> tuple[tuple[int, str], ...]:
    return tuple((POINTS, anchor) for anchor in anchors)


JUDGED = [
    # A full title, a short title, with and without title marks.
    Judged("《中华人民共和国职业教育法》第五条规定了公民的权利。", _law("art-5")),
    Judged("《职业教育法》第五条规定了公民的权利。", _law("art-5")),
    Judged("职业教育法第五条规定了公民的权利。", _law("art-5")),
    Judged("根据职业教育法第二十条，企业可以办学。", _law("art-20")),
    Judged("中华人民共和国职业教育法第六十九条讲施行日期。", _law("art-69")),
    Judged("职教法第十条讲的是技工教育。", _law("art-10")),
    Judged("《示范省技能条例》第三条。", _local("art-3")),
    Judged("对照《技能条例》第三条，学校补了台账。", _local("art-3")),
    Judged("他翻开示范省技能条例第三条，念了一遍。", _local("art-3")),
    Judged("《样例市督导条例》第六条第二款。", ((CITY, "art-6-2"),)),
    Judged("《样例市督导条例（样张）》第六条。", ((CITY, "art-6"),)),
    Judged("《中华人民共和国职业教育法（2022年修订）》第七条。", _law("art-7")),
    Judged("《职业教育法》的第五条写得明白。", _law("art-5")),
    Judged("《职业教育法》中第五条写得明白。", _law("art-5")),
    Judged("《 职业教育法 》第 五 条写得明白。", _law("art-5")),
    # How numbers are written.
    Judged("《职业教育法》第12条。", _law("art-12")),
    Judged("《职业教育法》第１２条。", _law("art-12")),
    Judged("《职业教育法》第六十三条第（二）项。", _law("art-63-1-2")),
    Judged("《职业教育法》第六十三条第二项。", _law("art-63-1-2")),
    Judged("《职业教育法》第六十三条第(二)项。", _law("art-63-1-2")),
    Judged("《职业教育法》第六十三条第㈡项。", _law("art-63-1-2")),
    Judged("《职业教育法》第六十三条（二）项。", _law("art-63-1-2")),
    Judged("《技能条例》第十二条第二款第（三）项。", _local("art-12-2-3")),
    Judged("《技能条例》第12条第2款第3项。", _local("art-12-2-3")),
    Judged("《技能条例》第十二条第二款第（三）项第一目。", _local("art-12-2-3-1")),
    Judged("《技能条例》第二十条之一。", _local("art-20_1")),
    Judged("《技能条例》第二十条之规定。", _local("art-20")),
    Judged("《技能条例》第四十条第（四）项。", _local("art-40-1-4")),
    # Lists and ranges.
    Judged("《职业教育法》第五条、第六条和第七条。", _law("art-5", "art-6", "art-7")),
    Judged("《职业教育法》第三条至第五条。", _law("art-3", "art-5")),
    Judged("《职业教育法》第三至五条。", _law("art-3", "art-5")),
    Judged("《职业教育法》第3-5条。", _law("art-3", "art-5")),
    Judged("《职业教育法》第三、四条。", _law("art-3", "art-4")),
    Judged("《职业教育法》第十五条第二、三款。", _law("art-15-2", "art-15-3")),
    Judged("《职业教育法》第十五条第二款、第三款。", _law("art-15-2", "art-15-3")),
    Judged("《职业教育法》第十五条第一款和第六十三条第（一）项。", _law("art-15-1", "art-63-1-1")),
    Judged("《职业教育法》第六十三条第（一）项至第（三）项。", _law("art-63-1-1", "art-63-1-3")),
    Judged("《职业教育法》第六十三条第（一）（三）项。", _law("art-63-1-1", "art-63-1-3")),
    Judged("《技能条例》第十二条第二款第（三）、（五）项。", _local("art-12-2-3", "art-12-2-5")),
    Judged("《职业教育法》第五条以及《技能条例》第六条。", (*_law("art-5"), *_local("art-6"))),
    Judged("《职业教育法》第五条、两项配套措施都写进了方案。", _law("art-5")),
    # Two texts, pointing words, aliases.
    Judged("《职业教育法》是上位法，该法第五条讲权利。", _law("art-5")),
    Judged("《技能条例》施行了，该条例第八条讲经费。", _local("art-8")),
    Judged("《样例市督导条例》公布。条例第六条讲督学。", ((CITY, "art-6"),)),
    Judged("《中华人民共和国职业教育法》（以下简称《新职教法》）施行，《新职教法》第八条讲协调。", _law("art-8")),
    Judged("《样例市督导条例》（以下简称“督导办法”）施行，督导办法第八条讲督学。", ((CITY, "art-8"),)),
    Judged("《示范省技能条例》（下称条例）第八条讲经费，条例第九条讲师资。", _local("art-8", "art-9")),
    Judged("《职业教育法》第五条讲权利，第六条讲机制。", _law("art-5", "art-6")),
    Judged("大家先学《职业教育法》，再议第六条怎样落地。", _law("art-6")),
    # What the site is about, where nothing else was named.
    Judged("条例第九条讲师资。", _local("art-9")),
    Judged("《条例》第九条讲师资。", _local("art-9")),
    Judged("本条例第九条讲师资。", _local("art-9")),
    Judged("新条例第九条讲师资。", _local("art-9")),
    Judged("宣讲员从条例第32条讲起。", _local("art-32")),
    Judged("《2024年示范省工作要点》第19项部署了环境建设。", _points("point-19")),
    Judged("按照工作要点第十九条，学校开放了车间。", _points("point-19")),
    Judged("《2024年示范省工作要点》第19点。", _points("point-19")),
    # Headings.
    Judged("《技能条例》第六章写的是责任。", _local("ch-6")),
    Judged("《技能条例》第二章第十二条第二款。", _local("art-12-2")),
    # The edition of the day, or the one that is named.
    Judged("《职业教育法》第二十四条第三款。", _old("art-24-3"), BEFORE),
    Judged("1996年《职业教育法》第二十四条第一款第（三）项。", _old("art-24-1-3")),
    Judged("修订前的《职业教育法》第二十条。", _old("art-20")),
    Judged("原《职业教育法》第二十条。", _old("art-20")),
    Judged("《职业教育法》（1996年）第二十条。", _old("art-20")),
    Judged("2022年修订的《职业教育法》第二十条。", _law("art-20"), BEFORE),
    # Spoken.
    Judged("我们看条例三十二条第二款。", _local("art-32-2"), LECTURE),
    Judged("刚才说的三十二条第二款，企业也要看。", _local("art-32-2"), LECTURE),
    Judged("三十二条里说得很清楚。", _local("art-32"), LECTURE),
    Judged("再看第三十二条。", _local("art-32"), LECTURE),
    Judged("职业教育法二十条也讲企业办学。", _law("art-20"), LECTURE),
    Judged("我给大家提三条建议。", (), LECTURE),
    Judged("条例一共五十九条，今天讲十条。", (), LECTURE),
    Judged("这三条说到底是一件事。", (), LECTURE),
    # The text's own wording, and a text that explains it.
    Judged("违反本条例第三条规定的，责令改正。", _local("art-3"), OWN),
    Judged("依照第五条、第六条的规定处理。", _local("art-5", "art-6"), OWN),
    Judged("本条第二款所列事项。", _local("art-12-2"), OWN),
    Judged("依照《中华人民共和国职业教育法》第二十条和本条例第三条。", (*_law("art-20"), *_local("art-3")), OWN),
    Judged("依照《中华人民共和国刑法》第二十条追究责任。", (), OWN),
    Judged("依照刑法第二十条追究责任。", (), OWN),
    Judged("第九条讲的是谁来出钱。", _local("art-9"), EXPLAINS),
    Judged("这一条要和《职业教育法》第二十条一起读。", _law("art-20"), EXPLAINS),
    # There is no such place.
    Judged("《职业教育法》第七十条。", _law("!")),
    Judged("《技能条例》第六十条。", _local("!")),
    Judged("《职业教育法》第五条第九款。", _law("!")),
    Judged("《2024年示范省工作要点》第21项。", _points("!")),
    Judged("《职业教育法》第五十条。", _old("!"), BEFORE),
    # No citations, or of texts that nobody imported.
    Judged("前款规定的情形除外。", (), OWN),
    Judged("前款规定的情形除外。"),
    Judged("第五条讲权利。"),
    Judged("厂里第一条生产线开动了。"),
    Judged("老师提出第三条建议。"),
    Judged("《职业教育法》宣传周上，他提出第三条建议。"),
    Judged("《民法典》第五条。"),
    Judged("民法典第五条。"),
    Judged("《高等教育法》第五条。"),
    Judged("高等职业教育法第五条。"),
    Judged("《民办职业教育法》第五条。"),
    Judged("《职业教育法（草案）》第五条。"),
    Judged("《职业教育法实施细则》第五条。"),
    Judged("外省技能条例第五条。"),
    Judged("劳动合同第五条写了工资。"),
    Judged("学校章程第五条。"),
    Judged("《大众日报》第五条消息。"),
    Judged("《民法典》第五条和第六条，与《职业教育法》第七条。", _law("art-7")),
    Judged("《职业教育法》第七条，民法典第五条，第六条。", _law("art-7")),
    Judged("第五届技能节第三场比赛，第二项一等奖。"),
    Judged("他是班里第三个报名的，第二十名交卷。"),
    Judged("条例共六章五十九条。"),
    Judged("职业教育法十条措施专栏。"),
    Judged("《职业教育法》施行两年了。"),
]
