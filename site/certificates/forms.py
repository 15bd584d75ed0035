"""The form of the check: a code, a name, a file."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from certificates.domain.checking import normal_code
from core.public_forms import PlainText, PublicForm

# A certificate is some kilobytes.
MAX_FILE = 2 * 1024 * 1024


class CheckForm(PublicForm):
    """A code or a file; the name only beside a code."""

    salt = "certificates.check"
    code = PlainText(label="验证码", max_length=40, required=False)
    name = PlainText(label="证书上的姓名", max_length=30, required=False)
    file = forms.FileField(label="证书文件", required=False, max_length=200, allow_empty_file=True)

    def clean_code(self) -> str:
        """As it was issued."""
        code = self.cleaned_data["code"]
        if code and not (normal := normal_code(code)):
            raise ValidationError("验证码是16位字母和数字，印在证书右下角。")
        return normal if code else ""

    def clean_file(self) -> UploadedFile | None:
        """Not larger than any certificate."""
        file = self.cleaned_data["file"]
        if file and file.size > MAX_FILE:
            raise ValidationError("这份文件太大了，证书原件不到 2 MB。")
        return file

    def clean(self) -> dict:
        """One of both."""
        data = super().clean()
        if not self.errors and not data.get("code") and not data.get("file"):
            self.add_error("code", "写验证码，或者选一份证书文件。")
        return data
