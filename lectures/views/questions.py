"""Questions of readers in the admin: those about lectures that one may edit, answered into a draft or declined."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.models import User
from core.admin.dashboard import Waiting
from core.registries import waiting_for
from lectures.domain.questions import answer, decline
from lectures.enums import QuestionState
from lectures.models import LectureAnswer, LecturePage, LectureQuestion

SHOWN = 100
RIGHT = "lectures.change_registration"


class AnswerForm(forms.ModelForm):
    """The row as the lecture's own form has it."""

    class Meta:
        model = LectureAnswer
        fields: ClassVar[list[str]] = ["question", "answer", "second"]


class QuestionsView(WagtailAdminTemplateMixin, TemplateView):
    """Open questions first, then the handled ones of the last months."""

    template_name = "lectures/admin/questions.html"
    page_title = "讲座提问"
    header_icon = "help"
    breadcrumbs_items: ClassVar[list[dict[str, str]]] = []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Only about lectures that this person may edit."""
        _refuse_strangers(self.request)
        rows = LectureQuestion.objects.select_related("page")[:SHOWN]
        own = [row for row in rows if row.page.permissions_for_user(self.request.user).can_edit()]
        own.sort(key=lambda row: row.state != QuestionState.NEW)
        return super().get_context_data(questions=own, **kwargs)


class QuestionView(WagtailAdminTemplateMixin, TemplateView):
    """One question and its answer."""

    template_name = "lectures/admin/question.html"
    page_title = "讲座提问"
    header_icon = "help"
    breadcrumbs_items: ClassVar[list[dict[str, str]]] = []

    def question(self) -> LectureQuestion:
        """The question, for those who may edit its lecture."""
        _refuse_strangers(self.request)
        row = LectureQuestion.objects.select_related("page").filter(pk=self.kwargs["question_id"]).first()
        if row is None or not row.page.permissions_for_user(self.request.user).can_edit():
            raise Http404
        return row

    def get_context_data(self, form: AnswerForm | None = None, **kwargs: Any) -> dict[str, Any]:
        """A form that begins with the reader's words."""
        row = self.question()
        form = form or AnswerForm(initial={"question": row.text})
        return super().get_context_data(row=row, form=form, is_open=row.state == QuestionState.NEW, **kwargs)

    def get_page_subtitle(self) -> str:
        """Which lecture."""
        return self.question().page.title

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer or decline."""
        row = self.question()
        if request.POST.get("act") == "decline":
            decline(row, request.user)
            messages.success(request, "不答这个问题。")
            return redirect("lecture_questions")
        form = AnswerForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        page = answer(row, form.save(commit=False), request.user)
        if page is None:
            messages.warning(request, "这个问题已经处理过了。")
            return redirect("lecture_questions")
        messages.success(request, "答问存在草稿里，发布以后读者能看到。")
        return redirect("wagtailadmin_pages:edit", page.pk)


def _refuse_strangers(request: HttpRequest) -> None:
    if not request.user.has_perm(RIGHT):
        raise PermissionDenied


@waiting_for.register
def open_questions(user: User) -> list[Waiting]:
    """On the dashboard."""
    if not user.has_perm(RIGHT):
        return []
    live = LecturePage.objects.public().values("pk")
    number = LectureQuestion.objects.filter(state=QuestionState.NEW, page__in=live).count()
    return [Waiting("讲座提问", number, reverse("lecture_questions"))] if number else []
