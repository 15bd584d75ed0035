"""The page of a video in the admin beside its form: state of the versions, poster, captions, chapters."""

from typing import Any, ClassVar

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permissions import policy_registry

from delivery.progress import progress_of
from media.captioning import set_captions, set_chapters, set_poster
from media.captions import CaptionsRefused, Chapter, as_editable, chapters_as_text, parse_captions, parse_chapters
from media.captions.cues import FILE_BYTES
from media.enums import ProductionState
from media.ingest import begin_production, prefix_of
from media.models import Production, Video
from media.playback import deadline, grant
from media.storage import private_storage


class AccompanyForm(forms.Form):
    """Captions as a file or by hand, chapters, poster; faults are said by line."""

    captions_file = forms.FileField(
        label="上传字幕文件", required=False, help_text="WebVTT 或 SRT，UTF-8 或 GB18030 编码。会替换下面的字幕。"
    )
    captions = forms.CharField(
        label="字幕",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 18, "data-captions": "", "spellcheck": "false"}),
        help_text="每条字幕写序号、时间和文字，条与条之间空一行。说话人写成 <v 姓名>。",
    )
    chapters = forms.CharField(
        label="分章",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="每行一章：时间，空格，标题。例如 04:54 三表法。",
    )
    poster = forms.ChoiceField(label="封面画面", required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, video: Video, posters: list[tuple[str, str]], **kwargs: Any) -> None:
        self.duration = video.duration or None
        super().__init__(*args, **kwargs)
        self.fields["poster"].choices = posters
        if not posters:
            del self.fields["poster"]

    def clean_captions_file(self) -> Any:
        """The captions of the file, or what is wrong in which line."""
        file = self.cleaned_data["captions_file"]
        return self._captions(file.read(FILE_BYTES + 1)) if file else None

    def clean_captions(self) -> Any:
        """The captions as typed; not looked at when a file replaces them."""
        text = self.cleaned_data["captions"]
        return self._captions(text.encode("utf-8", "replace")) if text.strip() and not self.files else None

    def clean_chapters(self) -> list[Chapter]:
        """The chapters as typed."""
        try:
            return parse_chapters(self.cleaned_data["chapters"], self.duration)
        except CaptionsRefused as refusal:
            raise forms.ValidationError([str(problem) for problem in refusal.problems]) from refusal

    def _captions(self, data: bytes) -> Any:
        try:
            return parse_captions(data, self.duration)
        except CaptionsRefused as refusal:
            raise forms.ValidationError([str(problem) for problem in refusal.problems]) from refusal


class ProductionView(WagtailAdminTemplateMixin, View):
    """Shows and changes what accompanies a video; works without script."""

    template_name = "media/admin/production.html"
    page_title = "转码、字幕与分章"
    header_icon = "wagtailmedia-video"
    breadcrumbs_items: ClassVar[list[dict[str, str]]] = []

    def dispatch(self, request: HttpRequest, media_id: int) -> HttpResponse:
        """A video that the account may not change is answered like one that does not exist."""
        self.video = Video.objects.select_related("captions").filter(pk=media_id).first()
        policy = policy_registry.get_by_type(Video)
        if self.video is None or not policy.user_has_permission_for_instance(request.user, "change", self.video):
            raise Http404
        self.production = Production.objects.filter(video=self.video).first() or begin_production(self.video)
        return super().dispatch(request)

    def get(self, request: HttpRequest) -> HttpResponse:
        """The page, or the state alone for the script that follows it."""
        if request.headers.get("Accept") == "application/json":
            return JsonResponse({"text": state_text(self.production), "is_over": self._is_over()})
        return self._show(self._form())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Save, or start the transcoding again."""
        here = redirect(reverse("media_production", args=(self.video.pk,)))
        if "again" in request.POST:
            if self._is_over():
                begin_production(self.video)
                messages.success(request, "已重新排队转码；做好以前，读者看到的是原来的版本。")
            return here
        form = self._form(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(form)
        captions = form.cleaned_data["captions_file"] or form.cleaned_data["captions"]
        set_captions(self.video, captions.cues if captions else [])
        set_chapters(self.video, form.cleaned_data["chapters"])
        if form.cleaned_data.get("poster"):
            set_poster(self.video, form.cleaned_data["poster"])
        for warning in captions.warnings if captions else []:
            messages.warning(request, f"请核对字幕：{warning}")
        note = "正在使用它的页面重新发布以后，读者才会看到。" if self.video.is_public else ""
        messages.success(request, f"已保存“{self.video.title}”的字幕、分章和封面。{note}")
        return here

    def _form(self, *data: Any) -> AccompanyForm:
        posters = [(poster["name"], poster["label"]) for poster in self._posters()]
        initial = {
            "captions": as_editable(self.video.captions.cues) if self.video.captions_id else "",
            "chapters": chapters_as_text([Chapter(*chapter) for chapter in self.video.chapters]),
            "poster": self.video.poster,
        }
        return AccompanyForm(*data, video=self.video, posters=posters, initial=initial)

    def _posters(self) -> list[dict[str, str]]:
        made = self.production.version("posters")
        if made is None:
            return []
        base = f"{prefix_of(self.production)}posters/"
        storage = private_storage()
        return [
            {"name": name, "label": f"画面 {number}", "src": storage.url(f"{base}{name}")}
            for number, name in enumerate(made.seconds_of, 1)
        ]

    def _is_over(self) -> bool:
        return self.production.state in (ProductionState.READY, ProductionState.REFUSED)

    def _show(self, form: AccompanyForm) -> HttpResponse:
        context = self.get_context_data(
            video=self.video,
            form=form,
            state=state_text(self.production),
            message=self.production.message,
            is_over=self._is_over(),
            posters=self._posters(),
            watched=self._watched(),
        )
        response = self.render_to_response(context, status=422 if form.errors else 200)
        grant(self.request, response, self.video, deadline())
        return response

    def _watched(self) -> str:
        """What every browser plays: the smallest version, or the original while there is none."""
        plain = next((f"{made.name}/{made.plain}" for made in self.production.versions if made.plain), "")
        if not plain:
            return self.video.url
        name = f"{self.production.generation}/{plain}"
        return reverse("media_playback_file", args=(self.video.public_id, name))


def state_text(production: Production) -> str:
    """The state in words, with per cent and remaining time while the worker is at it."""
    text = production.get_state_display()
    if production.state != ProductionState.WORKING or production.job is None:
        return text
    progress = progress_of(production.job)
    if progress is None or progress.percent is None:
        return f"{text} {production.stage}".strip()
    remaining = progress.remaining_seconds
    left = f"，约剩 {max(1, round(remaining / 60))} 分钟" if remaining is not None else ""
    return f"{text} {production.stage} {progress.percent}%{left}"
