"""Everybody who spoke, and one page a person with all lectures and the post held at each."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.listing.filters import entries
from core.registries import direct_answers, site_routes, state_parts
from core.serving.state import SiteState, current_state
from core.serving.views import private_to_cookie
from core.serving.visit import Visit
from lectures.listed import Listed, listed
from lectures.models import LecturePage, LectureSpeaker, Speaker
from media.renditions import Picture, picture


@dataclass(frozen=True, slots=True)
class SpeakerLine:
    """A speaker in the list of all."""

    id: int
    name: str
    distinction: str
    slug: str
    introduction: str
    picture: Picture | None
    lectures: int

    @property
    def path(self) -> str:
        """Address of the speaker's page."""
        return f"/lectures/speakers/{self.slug}/"

    @property
    def full_name(self) -> str:
        """The name, and what tells this person from others of the same name."""
        return f"{self.name}（{self.distinction}）" if self.distinction else self.name


@dataclass(frozen=True, slots=True)
class Appearance:
    """A lecture, and what the speaker was then."""

    lecture: Listed
    post: str


@state_parts.register("speakers")
def load_speakers(state: SiteState) -> dict[str, SpeakerLine]:
    """By address: those who speak in a public lecture, and nobody else."""
    live = LecturePage.objects.public().values("pk")
    rows = (
        Speaker.objects.filter(appearances__page__in=live)
        .annotate(number=Count("appearances__page", distinct=True), files=F("portrait__files"))
        .order_by("slug")
    )
    return {
        row.slug: SpeakerLine(
            row.pk,
            row.name,
            row.distinction,
            row.slug,
            row.introduction,
            picture(row.files or {}, "square"),
            row.number,
        )
        for row in rows
    }


@site_routes.register
def speaker_routes(state: SiteState) -> list[str]:
    """The list and every page of a speaker."""
    known = state.part("speakers")
    return ["/lectures/speakers/", *(line.path for line in known.values())] if known else []


@direct_answers.register
def speaker_of_this_name(asked: str, state: SiteState) -> tuple[str, str, str] | None:
    """The page of the speaker that a reader names; of several with this name none is meant."""
    same = [line for line in state.part("speakers").values() if asked in (line.name, line.full_name)]
    return (same[0].full_name, same[0].path, same[0].introduction) if len(same) == 1 else None


@require_safe
def speakers(request: HttpRequest) -> HttpResponse:
    """Everybody who spoke or is announced."""
    visit = Visit(request, current_state(), None)
    lines = list(visit.state.part("speakers").values())
    return _answer(visit, "lectures/speakers.html", {"lines": lines})


@require_safe
def speaker(request: HttpRequest, slug: str) -> HttpResponse:
    """One speaker. Who speaks in no public lecture answers like a missing one."""
    visit = Visit(request, current_state(), None)
    line = visit.state.part("speakers").get(slug)
    if line is None:
        raise Http404
    own = LectureSpeaker.objects.filter(speaker_id=line.id).values("page_id")
    pages = entries().filter(pk__in=own).order_by("-lecturepage__last_ends_at", "-pk")
    found = listed(pages, visit.state, visit.now)
    appearances = [Appearance(lecture, _post(lecture, slug)) for lecture in found]
    return _answer(visit, "lectures/speaker.html", {"speaker": line, "appearances": appearances})


def _post(lecture: Listed, slug: str) -> str:
    return next((person.post for person in lecture.speakers if person.slug == slug), "")


def _answer(visit: Visit, template: str, context: dict[str, Any]) -> HttpResponse:
    halls = [section for section in visit.state.part("sections").values() if section.is_lectures]
    context = {**visit.context(), "trail": halls[:1], **context}
    return private_to_cookie(render(visit.request, template, context))
