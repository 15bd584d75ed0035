"""Making a draft entry out of a Word file: text into blocks, pictures into the library, all of it or nothing."""

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

from columns.domain.errors import ImportRefused
from columns.domain.word_body import Body, body_of
from columns.domain.word_fields import fields_of
from columns.domain.word_pictures import StoredPictures, store_pictures
from columns.models import CasePage, ColumnPage, InterviewPage, NoticePage, StoryPage, TheoryPage
from columns.models.entry import EntryPage
from columns.word import WordDocument, read_word
from core.models import BasePage

if TYPE_CHECKING:
    from accounts.models import User

LOG_ACTION = "columns.import_word"
# In this order: the first that the column takes.
IMPORTABLE: tuple[type[EntryPage], ...] = (StoryPage, InterviewPage, NoticePage, TheoryPage, CasePage)
MAX_TITLE = 255


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of a file: `dropped` holds dictionaries with `what`, `count`, `detail`; `warnings` are sentences.

    Both also name what was lost or changed between the reader's `document` and the draft.
    """

    page: EntryPage
    document: WordDocument
    dropped: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    new_pictures: int = 0
    reused_pictures: int = 0


def importable_type(column: ColumnPage) -> type[EntryPage] | None:
    """The type that a Word file becomes in `column`, or None when it takes none of them."""
    return next((model for model in IMPORTABLE if column.accepts(model)), None)


def import_word(path: Path, column: ColumnPage, user: "User | None" = None, name: str = "") -> ImportReport:
    """Read a Word file and keep it as a draft in `column`, with its pictures in the library and the report in its log.

    `name` is the file's name as the editor knows it; it stands in for a missing title. The draft may be incomplete
    (no source, pictures without alternative text): saving it is allowed, publishing it is not. Everything is one
    transaction; after a failure neither rows nor files are left. Raises `WordRefused` for the file, `ImportRefused`
    for the column or a missing right.
    """
    model = importable_type(column)
    if model is None:
        raise ImportRefused(
            f"栏目“{column.title}”不接受可以由 Word 导入的稿件（故事、访谈、通知公示、理论文章、典型案例）。"
        )
    with tempfile.TemporaryDirectory(prefix="word-") as folder:
        document = read_word(path, folder)
        stored = StoredPictures()
        try:
            with transaction.atomic():
                stored = store_pictures(document, Path(folder), user, stored)
                body = body_of(document, stored.ids, has_questions=model is InterviewPage)
                page = _save(model, column, document, body, user, name or Path(path).name)
                report = _report(page, document, body, stored)
                _keep_report(report, user, name or Path(path).name)
        except BaseException:
            stored.forget_files()
            raise
    return report


def last_report(page: BasePage) -> dict[str, Any] | None:
    """The report kept with an imported draft: `file`, `dropped`, `warnings`, `new_pictures`, `reused_pictures`."""
    entry = PageLogEntry.objects.filter(page=page.pk, action=LOG_ACTION).order_by("-timestamp", "-pk").first()
    return entry.data if entry else None


def _save(
    model: type[EntryPage], column: ColumnPage, document: WordDocument, body: Body, user: "User | None", name: str
) -> EntryPage:
    stem = "".join(character for character in Path(name).stem if character.isprintable())
    title = " ".join(document.title.split()) or stem.strip() or "未命名稿件"
    if len(title) > MAX_TITLE:
        body.keep_long_title(title)
    fields = fields_of(model, body)
    page = model(title=title[:MAX_TITLE], owner=user, **fields)
    # The base row: a column loaded earlier may have an outdated number of children.
    BasePage.objects.get(pk=column.pk).add_child(instance=page)
    page.save_revision(user=user, log_action=True, clean=False)
    return page


def _report(page: EntryPage, document: WordDocument, body: Body, stored: StoredPictures) -> ImportReport:
    warnings = [*document.warnings, *body.warnings]
    without_author = sum(1 for block in body.blocks if block["type"] == "figure")
    if without_author:
        warnings.append(f"有 {without_author} 张图片还没有作者，发布前请补上（例如“孟繁星 摄”）。")
    warnings.append("请补上来源，并核对城市、单位和署名。")
    return ImportReport(page, document, [*document.dropped, *body.dropped], warnings, stored.new, stored.reused)


def _keep_report(report: ImportReport, user: "User | None", name: str) -> None:
    data = {
        "file": name,
        "dropped": report.dropped,
        "warnings": report.warnings,
        "new_pictures": report.new_pictures,
        "reused_pictures": report.reused_pictures,
    }
    log(instance=report.page, action=LOG_ACTION, user=user, data=data)
