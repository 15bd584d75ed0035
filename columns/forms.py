"""Editor forms of columns."""

from django import forms

from columns.entry_types import column_choices
from core.enums import Theme
from core.forms import BasePageForm


class ColumnPageForm(BasePageForm):
    """Ticks instead of JSON for entry types and themes."""

    accepted_types = forms.MultipleChoiceField(
        label="接受的稿件类型",
        widget=forms.CheckboxSelectMultiple,
        choices=column_choices,
        error_messages={"required": "请至少勾选一种稿件。"},
        help_text="没有勾选的类型不能在这个栏目里新建、移入、复制或导入。",
    )
    themes = forms.MultipleChoiceField(
        label="常用主题", widget=forms.CheckboxSelectMultiple, choices=Theme.choices, required=False
    )
