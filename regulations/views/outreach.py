"""The public ledger as a file, narrowed like the page it stands beside."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core.machines.sheets import XLSX, csv_text, workbook
from core.serving.state import current_state
from core.serving.views import private_to_cookie
from regulations.reading.outreach import ledger_of
from regulations.reading.outreach_table import HEADINGS, WIDTHS, table_of


@require_safe
def ledger_file(request: HttpRequest, kind: str) -> HttpResponse:
    """`publicity.csv` or `publicity.xlsx`: public events only."""
    state = current_state()
    ledger = ledger_of(request.GET, state)
    rows = table_of(ledger.events, state.part("cities"), state.part("question_answers"))
    if kind == "csv":
        response = HttpResponse(csv_text(HEADINGS, rows), content_type="text/csv; charset=utf-8")
    else:
        response = HttpResponse(workbook("宣讲台账", HEADINGS, rows, WIDTHS), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="publicity.{kind}"'
    return private_to_cookie(response)
