"""Editor forms of lectures."""

from typing import Any

from django import forms

from core.forms import BasePageForm
from lectures.enums import Audience


class LecturePageForm(BasePageForm):
    """Ticks instead of JSON for the audience; a number that is taken is said at the field."""

    audiences = forms.MultipleChoiceField(
        label="面向", widget=forms.CheckboxSelectMultiple, choices=Audience.choices, required=False
    )

    def clean(self) -> dict[str, Any]:
        """Ask with the parent at hand: a new page is not in the tree yet."""
        data = super().clean()
        taken = self.instance.taken_number(data.get("number"), data.get("season"), self.parent_page)
        if taken:
            self.add_error("number", taken)
        return data
