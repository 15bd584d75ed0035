"""Files that LibreOffice wrote, from the sources beside them."""

from pathlib import Path

from columns.word import WordNote, read_word

FILES = Path(__file__).parent / "files"


def test_story(tmp_path: Path) -> None:
    result = read_word(FILES / "libreoffice-story.docx", tmp_path)

    assert result.title == "一位焊工的二十年"
    assert result.html.split("\n") == [
        "<h2>走进车间</h2>",
        '<p>清晨六点，<b>李师傅</b>到了车间<sup><a href="#note-1" id="noteref-1">1</a></sup>，开始检查设备'
        '<sup><a href="#note-2" id="noteref-2">2</a></sup>。</p>',
        "<p>一、练基本功</p>",
        "<p>（1）站姿</p>",
        "<p>（2）手法</p>",
        "<p>二、带徒弟</p>",
        '<figure><img src="image-001.jpg" alt="焊花飞溅的车间"><figcaption>车间一角</figcaption></figure>',
        "<p>文本框里的话。</p>",
        "<p>文本框旁边的段落。</p>",
        '<table><caption>表1 获奖情况</caption><thead><tr><th>年份</th><th colspan="2">奖项</th></tr></thead><tbody>'
        '<tr><td rowspan="2">2023</td><td>省赛</td><td>一等奖</td></tr><tr><td>国赛</td><td>二等奖</td></tr></tbody></table>',
        "<ol><li>第一项</li></ol>",
        "<p>间隔段落。</p>",
        '<ol start="2"><li>第二项</li></ol>',
        '<p>见<a href="https://example.org/story">专题网页</a>。</p>',
        '<section><ol><li id="note-1" value="1">人物为虚构。 <a href="#noteref-1">↩</a></li>'
        '<li id="note-2" value="2">设备清单另附。 <a href="#noteref-2">↩</a></li></ol></section>',
    ]
    assert result.notes == [WordNote(1, "foot", "人物为虚构。"), WordNote(2, "end", "设备清单另附。")]
    assert result.dropped == []
    assert result.warnings == [
        "文档里有修订记录，已按全部接受后的文字导入。",
        "脚注和尾注合并为一个序列编号，请核对正文里提到的注号。",
    ]


def test_notice(tmp_path: Path) -> None:
    result = read_word(FILES / "libreoffice-notice.docx", tmp_path)

    assert result.title == "关于开展“双师型”教师培训的通知"
    assert result.html.split("\n") == [
        "<p>各市教育局：</p>",
        "<h2>一、培训时间</h2>",
        '<p>2024年3月23日至25日，<b>请准时参加</b>。详见<a href="https://example.org/a?b=1&amp;c=2">报名页面</a>。</p>',
        "<h2>二、培训内容</h2>",
        '<ol><li>课程建设<ol type="a"><li>标准</li><li>资源</li></ol></li><li>教学能力</li></ol>',
        "<p>中间说明。</p>",
        '<ol start="3"><li>企业实践</li></ol>',
        "<ul><li>自带电脑</li><li>自备水杯</li></ul>",
        '<table><thead><tr><th rowspan="2"><b>单位</b></th><th colspan="2"><b>名额</b></th></tr><tr><th><b>高职</b></th>'
        "<th><b>中职</b></th></tr></thead><tbody><tr><td>济南</td><td>10</td><td>20</td></tr></tbody></table>",
        '<figure><img src="image-001.jpg" alt=""></figure>',
        "<p>x<sup>2</sup>与H<sub>2</sub>O</p>",
    ]
    assert result.warnings == ["有 1 张图片没有替代文字，发布前请补上。"]
