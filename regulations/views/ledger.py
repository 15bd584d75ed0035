"""The ledger at the desk: drafts and public events of those pages that the account may edit, questions to be answered."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.permission_policies.pages import PagePermissionPolicy

from core.machines.sheets import XLSX, workbook
from core.serving.state import current_state
from regulations.domain.answering import NoHub, draft_answer
from regulations.models import InterpretationPage, OutreachIndexPage, OutreachPage, OutreachQuestion
from regulations.reading.outreach import Event, event_facts, heads_in
from regulations.reading.outreach_table import HEADINGS, WIDTHS, table_of
from regulations.views.admin import Screen

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the entry that answers it, if there is one."""

    question: OutreachQuestion
    answer: InterpretationPage | None


def pages_for(request: HttpRequest) -> list[OutreachPage]:
    """Events that the account may edit, as their latest drafts, newest first."""
    may_edit = PagePermissionPolicy().instances_user_has_permission_for(request.user, "change")
    found = OutreachPage.objects.filter(pk__in=may_edit.values("pk")).order_by("-held_at", "-pk")[:SHOWN]
    return [page.get_latest_revision_as_object() for page in found]


class LedgerView(Screen):
    """A row for each event, a button at each question."""

    template_name = "regulations/admin/ledger.html"
    page_title = "宣讲台账"
    header_icon = "group"
    right = "wagtailadmin.access_admin"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The table, or with `?export=xlsx` the workbook."""
        pages = pages_for(request)
        if request.GET.get("export") == "xlsx":
            return _workbook(pages)
        keys = [row.key for page in pages for row in page.questions.all()]
        answers = {a.question_key: a for a in InterpretationPage.objects.filter(question_key__in=keys)}
        index = OutreachIndexPage.objects.first()
        may_add = index is not None and index.permissions_for_user(request.user).can_add_subpage()
        rows = [
            {
                "page": page,
                "heads": sum(row.heads for row in page.listeners.all()),
                "questions": [Asked(row, answers.get(row.key)) for row in page.questions.all()],
            }
            for page in pages
        ]
        return self.render_to_response(self.get_context_data(rows=rows, index=index, may_add=may_add))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Make a draft out of one question; a question of a page that the account may not edit is a missing one."""
        asked = request.POST.get("question", "")[:40]
        every = (row for page in pages_for(request) for row in page.questions.all())
        question = next((row for row in every if str(row.key) == asked), None)
        if question is None:
            raise Http404
        try:
            answer = draft_answer(question, request.user)
        except NoHub:
            messages.error(request, "还没有“解读总目录”页面，先在页面树里建一个，问答放在它下面。")
            return redirect("regulations_ledger")
        except PermissionDenied:
            messages.error(request, "您的账号不能在解读总目录下新建页面。")
            return redirect("regulations_ledger")
        return redirect("wagtailadmin_pages:edit", answer.pk)


def _workbook(pages: list[OutreachPage]) -> HttpResponse:
    state = current_state()
    events = [_event(page) for page in pages]
    rows = table_of(events, state.part("cities"), state.part("question_answers"))
    response = HttpResponse(workbook("宣讲台账", HEADINGS, rows, WIDTHS), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="publicity.xlsx"'
    response["Cache-Control"] = "no-store, private"
    return response


def _event(page: OutreachPage) -> Event:
    facts: dict[str, Any] = event_facts(page)
    return Event(
        page.pk, page.title, page.summary, "", page.city_id or 0, page.held_at, page.venue, heads_in(facts), facts
    )
