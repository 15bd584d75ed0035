"""Forms of the admin: a unit and its former names, the file of an import, the search of the chooser."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.forms.choosers import BaseFilterForm

from accounts.domain.unit_file import MAX_BYTES
from accounts.domain.unit_names import NameBook


class UnitForm(WagtailAdminModelForm):
    """A unit with its former names; the rules about names are those of the import."""

    def is_valid(self) -> bool:
        """Also ask whether an old name would lead to two units; the rows below are only known here."""
        if not super().is_valid():
            return False
        names = NameBook()
        name, own_name = self.cleaned_data["name"], self.initial.get("name")
        rows = self.formsets["former_names"].cleaned_data
        former = [row["name"] for row in rows if row and not row.get("DELETE")]
        if fault := names.name_fault(name, own_name):
            self.add_error("name", fault)
        if fault := names.former_names_fault(former, name, own_name):
            self.add_error(None, f"曾用名：{fault}")
        return not self.errors


class UnitFileForm(forms.Form):
    """The file of an import."""

    file = forms.FileField(
        label="CSV 文件",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"required": "请选择一个文件。", "empty": "文件是空的。"},
    )

    def clean_file(self) -> Any:
        """Refuse by size before anything is read."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(f"文件超过{MAX_BYTES // 1024 // 1024} MB。请分成几个文件。")
        return file


class UnitSearchForm(BaseFilterForm):
    """Any part of a name finds the unit: Chinese names have no words that an index could start from."""

    q = forms.CharField(
        label="名称", required=False, widget=forms.TextInput(attrs={"placeholder": "名称、简称、曾用名或拼音"})
    )

    def filter(self, objects: QuerySet) -> QuerySet:
        """Units whose present, short or former name, or its pinyin, contains the text."""
        objects = super().filter(objects)
        if text := self.cleaned_data.get("q", "").strip():
            self.is_searching, self.search_query = True, text
            found = Q(name__icontains=text) | Q(short_name__icontains=text) | Q(former_names__name__icontains=text)
            # Syllables or initials; blanks between syllables are a habit of some.
            found |= Q(pinyin__icontains="".join(text.split())) if text.isascii() else Q()
            objects = objects.filter(found).distinct()
        return objects
