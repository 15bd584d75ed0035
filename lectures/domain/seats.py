"""How many seats are left, for the page of a lecture."""

from django.apps import apps
from django.db.models import Count, Q

from lectures.enums import Seat


def seats_left(session_ids: list[str]) -> dict[str, int]:
    """Free seats by session, for those with a limit. One statement."""
    desks = apps.get_model("lectures", "Desk").objects
    taken = Count("registrations", filter=Q(registrations__state=Seat.CONFIRMED))
    limited = desks.filter(session_id__in=session_ids, capacity__isnull=False).annotate(taken=taken)
    rows = limited.order_by().values_list("session_id", "capacity", "taken")
    return {str(pk): max(0, capacity - number) for pk, capacity, number in rows}
