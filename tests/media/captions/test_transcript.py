"""Passages to search, paragraphs and sentences to read, out of cues."""

from media.captions import Cue, Passage, as_text, paragraphs, passages, sentences

SAYING = "我到车间去，看见老师傅判断一台机床，用的就是这三把尺子。"


def lecture(count: int, text: str = SAYING, pause: float = 0.0) -> list[Cue]:
    return [Cue(number * 5.0, number * 5.0 + 5.0 - pause, text) for number in range(count)]


def test_passages_have_200_to_400_characters_and_end_with_a_sentence():
    found = passages(lecture(60))

    assert all(200 <= len(passage.text) <= 400 for passage in found)
    assert {passage.text[-1] for passage in found} == {"。"}
    assert "".join(passage.text for passage in found) == SAYING * 60


def test_passages_carry_their_times():
    found = passages(lecture(60))

    assert (found[0].start, found[0].end, found[1].start) == (0.0, 40.0, 40.0)
    assert found[-1].end == 300.0


def test_text_without_full_stops_is_cut_all_the_same():
    found = passages(lecture(100, "没有句号的速录文字一直往下走"))

    assert all(200 <= len(passage.text) <= 400 for passage in found[:-1])
    assert "".join(passage.text for passage in found) == "没有句号的速录文字一直往下走" * 100


def test_long_sentences_stay_within_the_bound():
    found = passages([Cue(0, 60, "长" * 900, "甲"), Cue(60, 120, "短。" * 300, "乙")])

    assert all(200 <= len(passage.text) <= 400 for passage in found[:-1])
    assert found[0].text.startswith("甲：")


def test_a_short_talk_is_one_passage():
    assert passages([Cue(1, 2, "你好。"), Cue(3, 4, "再见。")]) == [Passage(1, 4, "你好。再见。")]
    assert passages([]) == []


def test_sentences_are_lines_with_their_second():
    cues = [Cue(0, 4, "先说一句。再"), Cue(4, 6, "说一句。"), Cue(9, 10, "停一停", "乙"), Cue(12, 13, "use\nCNC 机床")]

    assert sentences(cues) == [
        Passage(0, 3.333, "先说一句。"),
        Passage(3.333, 6, "再说一句。"),
        Passage(9, 10, "乙：停一停"),
        Passage(12, 13, "use CNC 机床"),
    ]


def test_paragraphs_begin_with_a_new_speaker():
    cues = [Cue(0, 1, "问一句？", "甲"), Cue(1, 2, "答一句。", "乙"), Cue(2, 3, "再答。", "乙")]

    assert [passage.text for passage in paragraphs(cues)] == ["甲：问一句？", "乙：答一句。再答。"]
    assert as_text(cues, "第六讲") == "第六讲\n\n甲：问一句？\n\n乙：答一句。再答。\n"
