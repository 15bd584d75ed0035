"""`/leaving/`: the page between a text of ours and another site."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.leaving import host_of, is_among, target_of
from core.serving.state import current_state
from core.serving.views import private_to_cookie
from core.serving.visit import Visit


@require_safe
def leaving(request: HttpRequest) -> HttpResponse:
    """Say where the link leads; a host that the office knows by now is opened at once. Nothing unsigned is shown."""
    target = target_of(request.GET.get("to", ""), request.GET.get("s", ""))
    if target is None:
        raise Http404
    state = current_state()
    host = host_of(target)
    known = [line.strip().lower() for line in state.settings.known_hosts.splitlines() if line.strip()]
    if is_among(host, known):
        response = HttpResponseRedirect(target)
    else:
        context = {**Visit(request, state, None).context(), "target": target, "host": host or target}
        response = private_to_cookie(render(request, "leaving.html", context))
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
