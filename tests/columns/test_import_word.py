"""A Word file becomes a draft, whole or not at all."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from wagtail.models import GroupCollectionPermission, Revision

from columns.domain import import_word as verb
from columns.domain.errors import ImportRefused
from columns.domain.import_word import import_word, importable_type, last_report
from columns.models import ColumnPage, InterviewPage, NoticePage, StoryPage
from columns.word import WordRefused
from core.models import AuditEntry, SiteSettings
from delivery.models import OutboxMessage
from media.models import Image
from tests.columns.test_word_body import told
from tests.support.editor import edit_url, shown_fields
from tests.support.word import notice_docx, story_docx


@pytest.fixture
def story_file(tmp_path) -> Path:
    return story_docx().save(tmp_path)


def rows() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (StoryPage, Image, Revision, OutboxMessage, AuditEntry))


def stored_files(settings) -> list[str]:
    return sorted(path.name for path in (settings.VAR_DIR / "private").rglob("*") if path.is_file())


def test_a_story_becomes_a_draft_in_its_column(column, editor, story_file):
    report = import_word(story_file, column, editor, "来稿.docx")

    page = StoryPage.objects.get()
    assert (page.title, page.slug, page.summary) == ("灯还亮着", "deng-hai-liang-zhe", "凌晨四点，调试间的灯还亮着。")
    assert (page.live, page.ever_public, page.owner, page.section_id, page.source_id) == (
        False,
        False,
        editor,
        column.pk,
        None,
    )
    assert report.page == page
    assert page.latest_revision.user == editor


def test_the_blocks_of_a_story(column, editor, story_file):
    page = import_word(story_file, column, editor).page

    stored = StoryPage.objects.get(pk=page.pk).body.raw_data
    picture = Image.objects.get()

    class Stored:
        blocks = [dict(block) for block in stored]

    assert told(Stored) == [
        ("section", {"heading": "", "level": "2", "text": "<p>凌晨四点，调试间的灯还亮着。</p>"}),
        ("figure", {"image": picture.pk, "decorative": False, "credit": "", "caption": "图1 调试间", "alt": ""}),
        (
            "table",
            {
                "data": [["届别", "人数"], ["2024", "38"]],
                "mergeCells": [],
                "first_row_is_table_header": False,
                "first_col_is_header": False,
                "table_header_choice": "neither",
                "table_caption": "",
            },
        ),
        ("section", {"heading": "", "level": "2", "text": "<p>他把图纸又看了一遍。</p>"}),
    ]
    assert len({block["id"] for block in stored}) == 4


def test_the_picture_is_in_the_library_with_its_uploader(column, editor, story_file):
    import_word(story_file, column, editor)

    picture = Image.objects.get()
    assert (picture.title, picture.uploaded_by_user, picture.width, picture.height) == ("图1 调试间", editor, 64, 48)
    assert (picture.file_size, bool(picture.file_hash), picture.credit) == (picture.file.size, True, "")
    assert OutboxMessage.objects.filter(topic="media.renditions").count() == 1


def test_the_same_picture_comes_into_the_library_once(column, editor, story_file):
    first = import_word(story_file, column, editor)
    second = import_word(story_file, column, editor)

    assert (first.new_pictures, first.reused_pictures) == (1, 0)
    assert (second.new_pictures, second.reused_pictures, Image.objects.count()) == (0, 1, 1)
    assert second.page.slug == "deng-hai-liang-zhe-2"


def test_the_report_stays_with_the_draft(column, editor, story_file):
    page = import_word(story_file, column, editor, "来稿.docx").page

    assert last_report(page) == {
        "file": "来稿.docx",
        "dropped": [],
        "warnings": [
            "有 1 张图片没有替代文字，发布前请补上。",
            "有 1 张图片还没有作者，发布前请补上（例如“孟繁星 摄”）。",
            "请补上来源，并核对城市、单位和署名。",
        ],
        "new_pictures": 1,
        "reused_pictures": 0,
    }


def test_an_imported_draft_opens_and_saving_it_changes_nothing(column, desk, editor, story_file):
    page = import_word(story_file, column, editor).page
    before = StoryPage.objects.get(pk=page.pk).body.raw_data

    fields = shown_fields(desk, edit_url(page))

    assert fields["title"] == "灯还亮着"
    value = page.body.stream_block.get_form_state(StoryPage.objects.get(pk=page.pk).body)
    from core.admin.rich_text import RichTextArea
    from core.blocks.text import TEXT

    widget = RichTextArea(features=TEXT)
    again = [widget.value_from_datadict({"x": v["value"]["text"]}, {}, "x") for v in value if v["type"] == "section"]
    assert again == [block["value"]["text"] for block in before if block["type"] == "section"]


def test_a_notice_gets_the_head_of_an_official_paper(notices, editor, tmp_path):
    page = import_word(notice_docx().save(tmp_path), notices, editor).page

    notice = NoticePage.objects.get(pk=page.pk)
    assert (notice.document_number, notice.issuing_body, str(notice.issued_on)) == (
        "示例函〔2026〕3号",
        "齐鲁职教示例研究院",
        "2026-03-23",
    )
    assert notice.summary == "现将有关事项通知如下，请于月底前报送。"


def test_a_notice_without_signature_is_issued_by_the_organiser(notices, editor, story_file):
    SiteSettings.objects.create(organiser="山东职教示例院")

    page = import_word(story_file, notices, editor).page

    assert NoticePage.objects.get(pk=page.pk).issuing_body == "山东职教示例院"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ticks", "model"),
    [
        (["columns.storypage", "columns.noticepage"], StoryPage),
        (["columns.noticepage", "columns.interviewpage"], InterviewPage),
        (["columns.noticepage"], NoticePage),
        ([], None),
    ],
)
def test_the_first_type_that_the_column_takes(ticks, model):
    assert importable_type(ColumnPage(accepted_types=ticks)) is model


def test_a_column_that_takes_nothing_importable_refuses_in_chinese(column, editor, story_file):

    column.accepted_types = ["lectures.lecturepage"]
    before = rows()

    with pytest.raises(ImportRefused) as refusal:
        import_word(story_file, column, editor)

    assert (
        str(refusal.value)
        == "栏目“讲好职教故事”不接受可以由 Word 导入的稿件（故事、访谈、通知公示、理论文章、典型案例）。"
    )
    assert rows() == before


def test_a_missing_title_is_taken_from_the_file_name(column, editor, tmp_path):
    docx = story_docx()
    docx.body = ""
    page = import_word(docx.save(tmp_path), column, editor, "春季来稿.docx").page

    assert page.title == "春季来稿"


def test_an_endless_title_stands_in_full_in_the_text(column, editor, tmp_path, monkeypatch):
    title = "很长的题目" * 60
    monkeypatch.setattr(verb, "MAX_TITLE", 10)

    page = import_word(story_docx(title=title[:60]).save(tmp_path), column, editor).page

    assert (page.title, title[:60] in page.body.raw_data[0]["value"]["text"]) == (title[:10], True)


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"PK\x03\x04 broken", b"plain text"], ids=["empty", "pdf", "zip", "text"]
)
def test_a_refused_file_leaves_nothing(data, column, editor, tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    before = rows()

    with pytest.raises(WordRefused):
        import_word(path, column, editor)

    assert rows() == before


def test_a_failure_after_the_pictures_leaves_neither_rows_nor_files(
    editor, column, story_file, monkeypatch, settings, django_capture_on_commit_callbacks
):
    before, files = rows(), stored_files(settings)

    def fail(*args: object) -> None:
        raise RuntimeError("the disk went away")

    monkeypatch.setattr(verb, "_keep_report", fail)
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError):
        import_word(story_file, column, editor)

    assert (rows(), stored_files(settings)) == (before, files)


def test_pictures_need_the_right_to_add_pictures(column, editor, story_file):
    GroupCollectionPermission.objects.filter(permission__in=Permission.objects.filter(codename="add_image")).delete()
    GroupCollectionPermission.objects.filter(permission__codename="change_image").delete()
    before = rows()

    with pytest.raises(ImportRefused) as refusal:
        import_word(story_file, column, editor)

    assert str(refusal.value) == "这份稿件带有图片，而您的账号不能往图片库里添加图片。请联系系统管理员。"
    assert rows() == before


def test_an_import_publishes_nothing(column, editor, story_file):
    before = AuditEntry.objects.count()

    import_word(story_file, column, editor)

    assert AuditEntry.objects.count() == before
