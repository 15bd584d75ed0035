"""Forms of the admin: which text to import, what to correct about it, a change of a locked text."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from regulations.domain.parsing.source import MAX_BYTES
from regulations.enums import InstrumentKind
from regulations.models import Instrument

ACCEPT = ".docx,.docm,.txt,.md,text/plain,text/markdown"


class SourceForm(forms.Form):
    """A file, or pasted text."""

    file = forms.FileField(
        label="文件",
        required=False,
        help_text="Word（.docx）、文本（.txt）或 Markdown（.md），不超过 20 MB。",
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={"empty": "这个文件是空的，请检查后重新选择。"},
    )
    text = forms.CharField(
        label="或者粘贴全文",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        data = super().clean() or {}
        file, text = data.get("file"), data.get("text", "")
        if file and file.size > MAX_BYTES:
            raise ValidationError("文件超过 20 MB，无法导入。请确认这是文字文件。")
        if not self.errors and bool(file) == bool(text.strip()):
            raise ValidationError("请选择一个文件，或者粘贴全文；两样只用一样。")
        return data


class FactsForm(forms.Form):
    """What the reader found, to be corrected; the text itself is not."""

    instrument = forms.ModelChoiceField(
        label="属于哪一件",
        queryset=Instrument.objects.all(),
        required=False,
        empty_label="新的一件（或者同名的一件）",
        error_messages={"invalid_choice": "请选择列表里的文件。"},
    )
    title = forms.CharField(label="名称", max_length=200, error_messages={"required": "请填写名称。"})
    kind = forms.ChoiceField(label="种类", choices=InstrumentKind.choices)
    document_number = forms.CharField(label="文号", max_length=80, required=False)
    issuing_body = forms.CharField(label="制定机关", max_length=120, required=False)
    adopted_on = forms.DateField(label="通过日期", required=False)
    published_on = forms.DateField(label="公布日期", required=False)
    effective_on = forms.DateField(label="施行日期", required=False)
    source_note = forms.CharField(
        label="来源说明", max_length=200, required=False, help_text="例如从哪个官方网站得到。"
    )
    is_specimen = forms.BooleanField(label="这是样张，不是真实文件", required=False)
    name = forms.CharField(required=False, widget=forms.HiddenInput)
    is_markdown = forms.BooleanField(required=False, widget=forms.HiddenInput)
    source = forms.CharField(strip=False, widget=forms.HiddenInput)


class ChangeForm(forms.Form):
    """Propose other words for one line of a locked text."""

    anchor = forms.CharField(
        label="条文的锚点", max_length=80, help_text="例如 art-12-2，见阅读页地址里 # 后面的部分。"
    )
    new_text = forms.CharField(label="改成", strip=False, widget=forms.Textarea(attrs={"rows": 4}))
    reason = forms.CharField(label="理由", max_length=200)
