"""The recogniser of spoken provisions on judged sentences: what it finds, and what it leaves alone."""

import pytest

from lectures.moments.grouping import Moment, moments_of
from lectures.moments.spoken import TextName, number_of, recognise
from tests.lectures.spoken_held_out import HELD_OUT

RULE = TextName("rule", ("示范省技能条例", "技能条例", "条例"), last=68)
POINTS = TextName("points", ("工作要点", "要点"), speaks_in_points=True, last=30)
LAW = TextName("law", ("职业教育法", "职教法"), last=69)
TEXTS = (RULE, POINTS, LAW)


def t(key: str, number: int, paragraph: int = 0, item: int = 0, unit: str = "条") -> tuple:
    return (key, unit, number, paragraph, item)


# (sentence, what it speaks about); a new list begins a new lecture.
TALKS: list[list[tuple[str, list[tuple]]]] = [
    [
        ("各位老师，今天我们来讲技能条例。", []),
        ("先看第三十二条，它说的是实习。", [t("rule", 32)]),
        ("三十二条第二款写得更清楚，学校不能收钱。", [t("rule", 32, 2)]),
        ("这个第二款很多人没有注意。", []),
        ("再往下，条例第32条还有一个但书。", [t("rule", 32)]),
        ("有三条路可以走，大家听好。", []),
        ("我讲三点体会，第一点体会是要慢。", []),
        ("第十二条和第十五条要放在一起读。", [t("rule", 12), t("rule", 15)]),
        ("十二条第一款第三项，说的是师傅的津贴。", [t("rule", 12, 1, 3)]),
        ("第四十一条之一是后来加的。", [t("rule", 41)]),
        ("下午三点我们再继续。", []),
        ("回到条例，第七章讲的是保障。", [t("rule", 7, unit="章")]),
        ("学校里有两条生产线，都是旧的。", []),
        ("第五十条到第五十三条是罚则。", [t("rule", n) for n in (50, 51, 52, 53)]),
        ("第九十条，我们条例里没有这么多。", []),
        ("职业教育法第二十条也有类似的话。", [t("law", 20)]),
        ("那么它的第二十一条呢，讲的是企业。", [t("law", 21)]),
        ("职教法的三十条，大家回去看。", [t("law", 30)]),
        ("条例的第八条，和职教法第九条对着看。", [t("rule", 8), t("law", 9)]),
        ("谢谢大家，我就讲到这里。", []),
    ],
    [
        ("今年的工作要点，一共二十几点。", []),
        ("要点第十九点，讲典型事迹。", [t("points", 19)]),
        ("工作要点的第七点说的是县城。", [t("points", 7)]),
        ("我早上八点到的学校。", []),
        ("晚上九点学生还在练。", []),
        ("要点里的第三条，其实就是第三点。", [t("points", 3)]),
        ("有一点我想多说几句。", []),
        ("第二十一点，也不难懂。", [t("points", 21)]),
        ("民法典第一千条不归我讲。", []),
        ("它的第九百条我也不讲。", []),
        ("我们还是看要点，第五点。", [t("points", 5)]),
        ("工作要点十二点，关于宣传的那一点。", [t("points", 12)]),
        ("这是我的第一条建议。", []),
        ("差一点就掉下去了。", []),
        ("条例第十条说得好。", [t("rule", 10)]),
        ("要点第一点，讲的就是条例第十条的落实。", [t("points", 1), t("rule", 10)]),
    ],
    [
        ("我先讲个故事，跟法条没有关系。", []),
        ("第一条，要会听。", []),
        ("第二条，要会问。", []),
        ("我当学徒的时候，一天走二十条街。", []),
        ("后来厂里给我三条意见。", []),
        ("有人问我第几条，我说我背不下来。", []),
        ("校规第三条我倒记得。", []),
        ("它的第四条写着不准迟到。", []),
        ("技能条例出来以后就不一样了。", []),
        ("第六条写的就是我们这样的人。", [t("rule", 6)]),
        ("条例６６条，最后几条了。", [t("rule", 66)]),
        ("一条河，两条船，三个师傅。", []),
        ("按第二十四条第三款，补贴给到人。", [t("rule", 24, 3)]),
        ("第二十四条里面的第三款，再念一遍。", [t("rule", 24, 3)]),
        ("第 28 条 第 2 款，字幕里这样写。", [t("rule", 28, 2)]),
        ("示范省技能条例第一条，开宗明义。", [t("rule", 1)]),
        ("我们学校第一条生产线是捐的。", []),
        ("我总结了第一条，少说话。", []),
        ("第三十条跟三十一条，老师傅都背得出来。", [t("rule", 30), t("rule", 31)]),
        ("三十二条就不一样了，那是讲学校的。", [t("rule", 32)]),
        ("合同第二条写了工资。", []),
        ("条例第二条写了范围。", [t("rule", 2)]),
        ("发了五条微信，没有人回。", []),
        ("条例一共六十八条。", []),
        ("第六十八条是施行日期。", [t("rule", 68)]),
        ("第十四条第（二）项，讲的是平台。", [t("rule", 14, 0, 2)]),
        ("第十六、十七条，是一回事。", [t("rule", 16), t("rule", 17)]),
        ("刚才说的那一条，是第四十五条。", [t("rule", 45)]),
    ],
    [
        ("我们省的条例，第三条就定了调子。", [t("rule", 3)]),
        ("这一条，也就是二十六条，讲的是双师。", [t("rule", 26)]),
        ("其中第二款说，企业要给学生发钱。", [t("rule", 26, 2)]),
        ("根据条例第二十九条第一款第二项的规定，可以认定。", [t("rule", 29, 1, 2)]),
        ("到了三十三条，口气就变了。", [t("rule", 33)]),
        ("你看第34条，“应当”两个字。", [t("rule", 34)]),
        ("我有两条建议。", []),
        ("第六章一共九条。", [t("rule", 6, unit="章")]),
        ("从四十条开始都是讲责任的。", [t("rule", 40)]),
        ("工作要点的第八点和第九点，是讲企业的。", [t("points", 8), t("points", 9)]),
        ("国家的职业教育法第十七条，跟我们条例第九条是对应的。", [t("law", 17), t("rule", 9)]),
        ("刑法第三百条跟这个没关系。", []),
        ("学校给了我们三十条扁担。", []),
        ("最后一条，第六十八条，从哪天起施行。", [t("rule", 68)]),
        ("依照第二十一条的第三项，办手续。", [t("rule", 21, 0, 3)]),
        ("前面三条讲完了。", []),
        ("第二十条、第二十二条、第二十三条，都有“技能”两个字。", [t("rule", n) for n in (20, 22, 23)]),
    ],
]


def judged(talks: list) -> list[tuple[str, list[tuple], list[tuple]]]:
    """(sentence, wanted, found)."""
    rows = []
    for talk in talks:
        found = recognise([sentence for sentence, _ in talk], TEXTS)
        for (sentence, wanted), targets in zip(talk, found, strict=True):
            rows.append((sentence, wanted, [(x.key, x.unit, x.number, x.paragraph, x.item) for x in targets]))
    return rows


@pytest.mark.parametrize("talks", [TALKS, HELD_OUT], ids=["tuned", "held out"])
def test_precision_and_recall_on_judged_sentences(talks):
    rows = judged(talks)

    wanted = sum(len(right) for _, right, _ in rows)
    found = sum(len(got) for _, _, got in rows)
    hits = sum(len(set(right) & set(got)) for _, right, got in rows)
    precision, recall = hits / found, hits / wanted
    print(f"{len(rows)} sentences, {wanted} targets: precision {precision:.3f}, recall {recall:.3f}")
    for sentence, right, got in rows:
        if right != got:
            print("  ", sentence, "wanted", right, "found", got)
    assert len(rows) >= 60
    assert precision >= 0.95
    assert recall >= 0.85


def test_a_default_is_meant_before_anything_is_named():
    named, unnamed = (recognise(["第三条讲经费。"], TEXTS, default=key) for key in ("rule", ""))

    assert ([x.number for x in named[0]], named[0][0].certain, unnamed) == ([3], False, [[]])


def test_anchors_are_those_of_provisions():
    (targets,) = recognise(["条例第十二条第二款第三项和条例第七章，第十八条之二，第十四条第（二）项。"], TEXTS)

    assert [target.anchor() for target in targets] == ["art-12-2-3", "ch-7", "art-18_2", "art-14-1-2"]
    assert targets[0].anchor(is_point=True) == "point-12-2-3"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("三十二", 32),
        ("十", 10),
        ("一百零五", 105),
        ("一〇五", 105),
        ("３２", 32),
        ("二十", 20),
        ("两", 2),
        ("x", 0),
        ("", 0),
    ],
)
def test_spoken_numbers(text, number):
    assert number_of(text) == number


def test_cues_become_moments_that_end_with_sentences_and_pauses():
    cues = [
        (0, 3, "先说一个"),
        (3, 8, "笨办法。"),
        (8, 20, "拿三把尺子去量。"),
        (20, 24, "第一把"),
        (40, 44, "过了很久。"),
    ]

    moments = moments_of(cues)

    assert moments == [
        Moment(0, 20, "先说一个笨办法。拿三把尺子去量。"),
        Moment(20, 24, "第一把"),
        Moment(40, 44, "过了很久。"),
    ]


def test_no_moment_is_longer_than_a_reader_listens():
    cues = [(second, second + 5, "没有句号的话") for second in range(0, 600, 5)]

    assert max(moment.end - moment.start for moment in moments_of(cues)) <= 45


@pytest.mark.parametrize(
    "sentence",
    [
        "《示范省安全生产条例》第十条，另外讲。",
        "安全生产条例第十条，另外讲。",
        "《未成年人保护法》第六十一条，是另一件事。",
        "工伤保险条例的第十四条，是另一件事。",
    ],
)
def test_the_tail_of_another_title_is_no_name_of_ours(sentence):
    assert recognise(["先讲技能条例。", sentence], TEXTS) == [[], []]


def test_a_short_name_of_several_texts_means_the_one_that_is_spoken_of():
    other = TextName("other", ("示范省实习条例", "条例"))

    for texts in ((RULE, other), (other, RULE)):
        found = recognise(["先讲示范省实习条例。", "条例第三条。", "再讲技能条例。", "条例第四条。"], texts)
        assert [[(x.key, x.number) for x in targets] for targets in found] == [[], [("other", 3)], [], [("rule", 4)]]


def test_hostile_text_is_read_quickly():
    assert recognise(["条例第" + "十" * 20_000 + "条", "第" * 20_000, "一、" * 10_000], TEXTS) == [[], [], []]
