"""The form by which an editor handles a reader's report."""

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm

from editorial.domain.error_reports import handle_report
from editorial.models import ErrorReport


class ReportForm(WagtailAdminModelForm):
    """State and note; saving goes through the verb, which records who did it."""

    def save(self, commit: bool = True) -> Any:
        """Handle the report."""
        chosen = self.cleaned_data
        return handle_report(self.instance, chosen["state"], chosen["note"], self.for_user)

    class Meta:
        model = ErrorReport
        fields = ("state", "note")
