"""Learning lists as readers and learners see them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps

from core.models import BasePage
from core.serving.state import Kept, SiteState
from core.serving.visit import Visit
from lectures.domain.terms import Terms, terms_of
from lectures.enums import Audience

if TYPE_CHECKING:
    from lectures.models import LearningListPage

LECTURE = "讲座"
INTERPRETATION = "解读"
PROVISION = "条文"


@dataclass(frozen=True, slots=True)
class Step:
    """One step; `key` names it among what a learner has read."""

    key: str
    kind: str
    title: str
    summary: str
    path: str
    note: str
    page_id: int = 0
    terms: Terms | None = None


@dataclass(frozen=True, slots=True)
class ListLine:
    """A learning list among all of them."""

    id: int
    slug: str
    title: str
    summary: str
    path: str
    audience: str
    steps: list[Step]


def list_context(page: "LearningListPage", visit: Visit) -> dict[str, Any]:
    """Kept per version; a preview works out the steps of the draft."""
    if visit.is_preview:
        steps = _steps([step.as_fact() for step in page.steps.all()], visit.state)
    else:
        steps = next((line.steps for line in all_lists(visit.state) if line.id == page.pk), [])
    return {"steps": steps, "audience": Audience(page.audience).label}


def all_lists(state: SiteState) -> list[ListLine]:
    """Every public list with its public steps, in the order of audiences."""
    return state.keep("learning-lists", lambda: Kept(_load(state)))


def lists_with(page_id: int, state: SiteState) -> list[ListLine]:
    """The lists that a lecture belongs to."""
    return [line for line in all_lists(state) if any(step.page_id == page_id for step in line.steps)]


def _load(state: SiteState) -> list[ListLine]:
    model = apps.get_model("lectures", "LearningListPage")
    names = ("pk", "slug", "title", "summary", "url_path", "audience", "kept__facts__steps")
    rows = list(model.objects.public().order_by("path").values_list(*names))
    order = {value: place for place, value in enumerate(Audience.values)}
    rows.sort(key=lambda row: order.get(row[5], 0))
    known = _targets({fact["target"] for row in rows for fact in row[6] or []}, state)
    return [
        ListLine(
            pk, slug, title, summary, state.path(url), str(Audience(audience).label), _steps_of(facts, known, state)
        )
        for pk, slug, title, summary, url, audience, facts in rows
    ]


def _steps(facts: list[dict[str, Any]], state: SiteState) -> list[Step]:
    return _steps_of(facts, _targets({fact["target"] for fact in facts}, state), state)


def _targets(ids: set[int], state: SiteState) -> dict[int, Step]:
    """Public pages by their number, as steps without a note. One statement."""
    names = ("pk", "title", "summary", "url_path", "lecturepage__pk", "kept__facts")
    rows = BasePage.objects.public().filter(pk__in=ids - {0}).values_list(*names)
    return {
        pk: Step(
            f"page-{pk}",
            LECTURE if lecture else INTERPRETATION,
            title,
            summary,
            state.path(url),
            "",
            pk,
            terms_of(facts or {}) if lecture else None,
        )
        for pk, title, summary, url, lecture, facts in rows
    }


def _steps_of(facts: list[dict[str, Any]] | None, known: dict[int, Step], state: SiteState) -> list[Step]:
    """What is not public any more is left out."""
    instruments = state.part("instruments")
    steps = []
    for fact in facts or []:
        if (step := known.get(fact["target"])) is not None:
            steps.append(
                Step(step.key, step.kind, step.title, step.summary, step.path, fact["note"], step.page_id, step.terms)
            )
        elif (info := instruments.get(fact["instrument"])) is not None:
            article = "-".join(fact["anchor"].split("-")[:2])
            path = f"{info.path}{article}/#{fact['anchor']}"
            steps.append(
                Step(
                    f"{info.slug}-{fact['anchor']}",
                    PROVISION,
                    f"《{info.title}》{fact['name']}",
                    "",
                    path,
                    fact["note"],
                )
            )
    return steps
