"""Old and new articles: kept, changed, moved, split, merged, new, deleted."""

from regulations.domain.comparison import ArticleText, PairKind, propose

FEES = "学校应当公开收费项目和标准，不得以任何名目向学生收取规定以外的费用。"
FARMS = "县级人民政府扶持农机、果树、水产养殖等实用技术培训，每年安排专项资金。"
SKILLS = "企业按照职工工资总额的比例提取培训经费，用于一线岗位练兵和技能竞赛。"
BOARDS = "行业组织参与制定课程，发布人才需求预测，评价实训基地建设情况。"


def articles(*texts: str) -> list[ArticleText]:
    return [ArticleText(f"art-{n}", f"第{n}条", "", text) for n, text in enumerate(texts, 1)]


def proposed(old: list[ArticleText], new: list[ArticleText]) -> list[tuple]:
    return [(pair.old, pair.new, str(pair.kind), pair.is_moved) for pair in propose(old, new)]


def test_the_same_text_is_the_same_whatever_its_number():
    assert proposed(articles(FEES, FARMS), articles(BOARDS, FEES, FARMS)) == [
        ((), (0,), "new", False),
        ((0,), (1,), "same", False),
        ((1,), (2,), "same", False),
    ]


def test_changed_words_leave_a_pair_with_a_score_below_one():
    (pair,) = propose(articles(FEES), articles(FEES.replace("规定", "标准")))

    assert (pair.kind, 0.7 < pair.score < 1) == (PairKind.CHANGED, True)


def test_an_article_out_of_its_order_has_moved():
    assert proposed(articles(FEES, FARMS, SKILLS, BOARDS), articles(FARMS, SKILLS, BOARDS, FEES)) == [
        ((1,), (0,), "same", False),
        ((2,), (1,), "same", False),
        ((3,), (2,), "same", False),
        ((0,), (3,), "same", True),
    ]


def test_one_article_becomes_two():
    assert proposed(articles(f"{FEES}\n{FARMS}", SKILLS), articles(FEES, FARMS, SKILLS)) == [
        ((0,), (0, 1), "split", False),
        ((1,), (2,), "same", False),
    ]


def test_two_articles_become_one():
    assert proposed(articles(FEES, FARMS, SKILLS), articles(f"{FEES}\n{FARMS}", SKILLS)) == [
        ((0, 1), (0,), "merged", False),
        ((2,), (1,), "same", False),
    ]


def test_a_deletion_stands_where_the_article_stood():
    assert proposed(articles(FEES, FARMS, SKILLS), articles(FEES, SKILLS)) == [
        ((0,), (0,), "same", False),
        ((1,), (), "deleted", False),
        ((2,), (1,), "same", False),
    ]


def test_empty_texts_pair_nothing():
    assert (proposed([], []), proposed(articles(""), articles(FEES))) == (
        [],
        [((0,), (), "deleted", False), ((), (0,), "new", False)],
    )
