"""新旧对照: two editions article by article."""

from collections import Counter

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.serving.state import current_state
from core.serving.visit import Visit
from regulations.models.comparison import ComparedPair
from regulations.reading.catalogue import EditionInfo, InstrumentInfo
from regulations.reading.comparison import comparison_of
from regulations.views.reader import TRAIL, answer, instrument_of


@require_safe
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """Two editions, by default the one in force and the one before; `?show=` narrows to kinds of change."""
    visit = Visit(request, current_state(), None)
    info = instrument_of(visit.state, slug)
    if len(info.editions) < 2:
        raise Http404
    old, new = editions_asked(info, request.GET.get("from", ""), request.GET.get("to", ""), visit)
    pairs = comparison_of(old.id, new.id, visit.state)
    tally = Counter(pair.kind for pair in pairs)
    asked = [kind for kind in request.GET.getlist("show")[:10] if kind in ComparedPair.Kind.values]
    shown = asked or [kind for kind in ComparedPair.Kind.values if kind != ComparedPair.Kind.SAME]
    context = {
        "info": info,
        "trail": [TRAIL, {"title": info.title, "path": info.path}],
        "old": old,
        "new": new,
        "editions": info.editions,
        "pairs": [pair for pair in pairs if pair.kind in shown],
        "kinds": [
            {"value": value, "label": label, "count": tally[value], "is_chosen": value in shown}
            for value, label in ComparedPair.Kind.choices
            if tally[value]
        ],
        "unconfirmed": sum(not pair.is_confirmed for pair in pairs),
    }
    return answer(visit, "regulations/compare.html", context)


def editions_asked(info: InstrumentInfo, old: str, new: str, visit: Visit) -> tuple[EditionInfo, EditionInfo]:
    """The editions that the address names; unknown ones are the one in force and its predecessor."""
    ordered = info.editions
    after = info.by_key(new[:40]) or info.on(timezone.localdate(visit.now))
    place = ordered.index(after)
    if place == 0 and info.by_key(old[:40]) is None:
        after, place = ordered[1], 1
    before = info.by_key(old[:40]) or ordered[place - 1]
    return (before, after) if before is not after else (ordered[0], ordered[1])
