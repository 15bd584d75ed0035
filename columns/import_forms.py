"""The form of the Word import; the form of columns is in `columns.forms`, which their models need."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from columns.models import ColumnPage
from columns.word import limits

if TYPE_CHECKING:
    from accounts.models import User

ACCEPT = ".docx,.docm,.dotx,.dotm,application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def open_columns(user: "User") -> list[ColumnPage]:
    """Columns below which `user` may add pages, in the order of the tree."""
    columns = ColumnPage.objects.order_by("path")
    return [column for column in columns if column.permissions_for_user(user).can_add_subpage()]


class ImportForm(forms.Form):
    """A Word file, and the column it goes to when the editor did not come from one."""

    column = forms.ModelChoiceField(
        label="栏目",
        queryset=ColumnPage.objects.none(),
        empty_label="请选择栏目",
        error_messages={"required": "请选择稿件要放进哪个栏目。", "invalid_choice": "请选择列表里的栏目。"},
    )
    file = forms.FileField(
        label="Word 文件",
        help_text="后缀为 .docx，不超过 50 MB。.doc、.wps 和 PDF 请先另存为 .docx。",
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={"required": "请选择一个 Word 文件。", "empty": "这个文件是空的，请检查后重新选择。"},
    )

    def __init__(self, *args: Any, user: "User", column: ColumnPage | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if column is not None:
            del self.fields["column"]
        else:
            ids = [found.pk for found in open_columns(user)]
            self.fields["column"].queryset = ColumnPage.objects.filter(pk__in=ids).order_by("path")

    def clean_file(self) -> UploadedFile:
        """The reader asks again; here it costs nothing."""
        file = self.cleaned_data["file"]
        if file.size > limits.FILE_BYTES:
            raise ValidationError("文件超过 50 MB，无法导入。请先压缩图片，或把大图另外上传到图片库。")
        return file
