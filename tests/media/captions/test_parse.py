"""Caption files as editors have them, and as attackers would like to have them."""

import codecs
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from media.captions import Captions, CaptionsRefused, Cue, Problem, as_srt, as_webvtt, parse_captions
from media.captions.cues import CUE_LINES, CUES, FILE_BYTES

VTT = """WEBVTT - 第六讲

NOTE 由速录员整理

STYLE
::cue { background: url(http://127.0.0.1:9/x) }

REGION
id:a width:40%

开场
00:00.000 --> 00:02.500 line:0 position:20%
<v 季明堂><b>各位</b>同学，<i.red>你们</i>好。

01:00:02.500 --> 01:00:04.000
第二行
第三行
"""
SRT = "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<font color=red>第一条</font>\n\n2\n00:00:02,000 --> 00:00:03,500\n第二条\n"


def refused(text: str, duration: float | None = None) -> list[Problem]:
    with pytest.raises(CaptionsRefused) as caught:
        parse_captions(text.encode(), duration)
    return caught.value.problems


def of_payload(payload: str) -> list[Cue]:
    return parse_captions(
        f"WEBVTT\n\n00:01.000 --> 00:02.000\n{payload}\n\n00:03.000 --> 00:04.000\n末\n".encode()
    ).cues


def test_webvtt_gives_plain_cues_and_says_what_it_dropped():
    captions = parse_captions(VTT.encode())

    assert captions == Captions(
        cues=[Cue(0.0, 2.5, "各位同学，你们好。", "季明堂"), Cue(3602.5, 3604.0, "第二行\n第三行")],
        warnings=[
            Problem(5, "样式块已去掉，字幕外观由网站统一。"),
            Problem(8, "区域块已去掉，字幕位置由网站统一。"),
            Problem(12, "位置设置已去掉，字幕位置由网站统一。"),
        ],
        form="WebVTT",
        encoding="UTF-8",
    )


def test_srt_gives_plain_cues():
    captions = parse_captions(SRT.encode())

    assert (captions.cues, captions.form) == ([Cue(1.0, 2.0, "第一条"), Cue(2.0, 3.5, "第二条")], "SRT")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (SRT.encode(), "UTF-8"),
        (codecs.BOM_UTF8 + SRT.encode(), "UTF-8"),
        (codecs.BOM_UTF16_LE + SRT.encode("utf-16-le"), "UTF-16"),
        (codecs.BOM_UTF16_BE + SRT.encode("utf-16-be"), "UTF-16"),
        (SRT.encode("gb18030"), "GB18030"),
        (SRT.replace("\n", "\r\n").encode("gb18030"), "GB18030"),
        (SRT.replace("\n", "\r").encode(), "UTF-8"),
    ],
)
def test_every_usual_encoding_is_read(data, encoding):
    captions = parse_captions(data)

    assert ([cue.text for cue in captions.cues], captions.encoding) == (["第一条", "第二条"], encoding)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("WEBVTT\n\n00:01.000 --> 00:99.000\na\n", 3, "时间不对：分和秒都应小于 60。"),
        ("WEBVTT\n\n00:01.0 --> 00:02.000\na\n", 3, "时间不对：毫秒应为三位。"),
        ("WEBVTT\n\n00:01.000 --> 无\na\n", 3, "时间写法不对，应为 00:01:02.000 --> 00:01:05.000。"),
        ("WEBVTT\n\n00:05.000 --> 00:02.000\na\n", 3, "结束时间（00:02）应晚于开始时间（00:05）。"),
        ("WEBVTT\n\n00:05.000 --> 40:00:00.000\na\n", 3, "时间超过 24 小时。"),
        ("WEBVTT\n00:01.000 --> 00:02.000\na\n", 2, "WEBVTT 一行和第一条字幕之间缺少空行。"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\na\n00:03.000 --> 00:04.000\nb\n", 5, "两条字幕之间缺少空行。"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\na\n\nb\n", 6, "这一段没有时间行；字幕文字中间不能有空行。"),
        ("WEBVTT\n\nSTYLE\n00:01.000 --> 00:02.000\na\n", 4, "前面的 STYLE 块没有用空行结束。"),
        (
            "WEBVTT\n\n00:01.000 --> 00:02.000\na\0b\n",
            4,
            "有空字符（NUL）。文件不是文本，或是没有标记的 UTF-16；请另存为 UTF-8 编码。",
        ),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n" + "字" * 501, 4, "这一行超过 500 字。"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n" + "字\n" * (CUE_LINES + 1), 4, "一条字幕超过 12 行，可能缺少空行。"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n" + ("字" * 400 + "\n") * 3, 3, "这一条超过 1000 字。"),
        ("WEBVTT\n\nNOTE 没有内容\n", 0, "文件里没有字幕。"),
        ("#EXTM3U\nhttp://127.0.0.1/\n", 1, "既不是 WebVTT（第一行应为 WEBVTT），也不是 SRT（先序号，再时间）。"),
        (" \n", 0, "文件是空的。"),
    ],
)
def test_a_fault_is_said_at_its_line(text, line, message):
    assert refused(text) == [Problem(line, message)]


def test_every_fault_is_said_at_once():
    found = refused("1\n00:00:05,000 --> 00:00:04,000\na\n\n2\n坏\n\n3\n00:00:61,000 --> 00:02:00,000\nb\n")

    assert [problem.line for problem in found] == [2, 5, 9]


def test_a_cue_behind_the_end_of_the_recording_is_refused():
    assert refused(SRT, duration=1.5) == [Problem(6, "开始时间（00:02）超过全长（00:01）。")]


def test_wrong_bytes_are_said_at_their_line():
    with pytest.raises(CaptionsRefused) as caught:
        parse_captions(codecs.BOM_UTF8 + b"WEBVTT\n\n00:01.000 --> 00:02.000\n\xff\xff\n")

    assert caught.value.problems == [Problem(4, "这里的字节不是 UTF-8 文字。请把文件另存为 UTF-8 编码。")]


@pytest.mark.parametrize(
    ("text", "encoding", "is_read"),
    [
        ("歡迎收看職業教育節目，這裡是繁體字幕。", "big5", False),
        ("歡迎收看職業教育節目，這裡是繁體字幕。", "gbk", True),
        ("淄博、菏泽、莒县的鲁班锁和榫卯。", "gb18030", True),
    ],
)
def test_big5_is_refused_by_name_instead_of_read_as_something_else(text, encoding, is_read):
    data = f"1\n00:00:01,000 --> 00:00:02,000\n{text}\n".encode(encoding)

    try:
        said = parse_captions(data).cues[0].text
    except CaptionsRefused as refusal:
        said = str(refusal)

    assert said == (text if is_read else "文字像是 Big5（繁体中文）编码，按 GB18030 读会成乱码。请另存为 UTF-8 编码。")


def test_of_many_warnings_a_hundred_are_told():
    captions = parse_captions(b"WEBVTT\n\n" + b"00:01.000 --> 00:02.000\nx\n\n" * 300)

    assert (len(captions.cues), len(captions.warnings)) == (300, 101)
    assert captions.warnings[-1] == Problem(0, "还有 199 处问题没有列出。")


def test_overlap_and_disorder_are_only_warned_of():
    text = "WEBVTT\n\n00:05.000 --> 00:07.000\nb\n\n00:06.000 --> 00:08.000\nc\n\n00:01.000 --> 00:02.000\na\n"

    captions = parse_captions(text.encode())

    assert [cue.text for cue in captions.cues] == ["a", "b", "c"]
    assert captions.warnings == [
        Problem(6, "与前一条字幕重叠 1.0 秒。"),
        Problem(9, "时间早于前面的字幕，已按时间重新排序。"),
    ]


@pytest.mark.parametrize(
    ("payload", "text"),
    [
        ("<script>alert(1)</script>好", "好"),
        ("<img src=x onerror=alert(1)>好", "好"),
        ("好<img src=x onerror=alert(1)", "好"),
        ("<scr<script>ipt>alert(1)</scr</script>ipt>好", "好"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;好", "好"),
        ("&#60;b&#62;好&#x3c;/b&#x3e;", "好"),
        ("&amp;lt;b&amp;gt;好", "&lt;b&gt;好"),
        ("<svg onload=alert(1)><a href=javascript:alert(1)>好", None),
        ("<00:01.500><c.red.bg_blue>好</c><ruby>字<rt>zì</rt></ruby>", "好字zì"),
        ("<v.loud 张\u202e三>好\u200b的\x07", "好的"),
        ("如果 x < y 且 y<z", "如果 x < y 且 y＜z"),
        ("&#x110000;&bogus;好", "&bogus;好"),
        ("5 &gt; 3 --&gt; 对", "5 > 3 → 对"),
    ],
)
def test_no_markup_survives(payload, text):
    cues = of_payload(payload)

    assert [cue.text for cue in cues] == ([text] if text else []) + ["末"]


def test_a_rebuilt_file_holds_escaped_text_and_times_only():
    cues = [Cue(0, 1.5, "a < b & c > d", "季明堂"), Cue(3661.001, 3662, "再说")]

    assert as_webvtt(cues) == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:01.500\n季明堂：a &lt; b &amp; c &gt; d\n\n"
        "01:01:01.001 --> 01:01:02.000\n再说\n"
    )
    assert as_srt(cues) == (
        "1\n00:00:00,000 --> 00:00:01,500\n季明堂：a < b & c > d\n\n2\n01:01:01,001 --> 01:01:02,000\n再说\n"
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60), max_size=6))
def test_whatever_the_text_the_rebuilt_file_reads_the_same(lines):
    try:
        once = parse_captions(
            (
                "WEBVTT\n\n" + "".join(f"00:0{n}.000 --> 00:0{n}.500\n{line}\n\n" for n, line in enumerate(lines))
            ).encode()
        )
    except CaptionsRefused:
        return

    rebuilt = as_webvtt(once.cues)

    again = parse_captions(rebuilt.encode())
    body = rebuilt.partition("\n")[2]
    assert as_webvtt(again.cues) == rebuilt
    assert "<" not in body
    assert again.warnings == []


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    for start in (b"", b"WEBVTT\n\n00:01.000 --> 00:02.000\n", b"1\n00:00:01,000 --> 00:00:02,000\n"):
        try:
            assert parse_captions(start + data).cues
        except CaptionsRefused as refusal:
            assert refusal.problems


@pytest.mark.parametrize(
    "data",
    [
        b"WEBVTT\n\n" + b"00:01.000 --> 00:02.000\n" + b"<a" * 240 + b"\n\n",
        b"WEBVTT\n\n" + (b"00:01.000 --> 00:02.000\n" + b"<a ====" * 70 + b"\n\n") * 500,
        b"WEBVTT\n\n" + (b"00:01.000 --> 00:02.000\n" + (b"<a" * 80 + b">" * 80 + b"\n") * 10 + b"\n") * 200,
        b"WEBVTT\n\n" + b"00:01.000 --> 00:02.000\nx\n\n" * (CUES + 1),
        b"WEBVTT\n\n" + b"x\n\n" * 90_000,
        b"\n" * (FILE_BYTES - 1) + b"x",
        b"x" * (FILE_BYTES + 1),
    ],
    ids=["tags", "halves", "nests", "cues", "faults", "blank", "large"],
)
def test_hostile_sizes_are_answered_quickly(data):
    began = time.process_time()

    try:
        parse_captions(data)
    except CaptionsRefused as refusal:
        assert len(refusal.problems) <= 101

    assert time.process_time() - began < 10
