"""What a lecture asks of a learner and gives for it."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lectures.models import LecturePage


@dataclass(frozen=True, slots=True)
class Terms:
    """What a lecture asks for and gives: seconds to watch of its recording, and learning hours."""

    hours: str
    needed: int
    duration: int


def terms_of(facts: dict[str, Any]) -> Terms | None:
    """Out of the kept facts of a lecture; None where it gives no learning hours."""
    row = facts.get("learning") or {}
    return Terms(row["hours"], row["needed"], row["duration"]) if row else None


def learning_facts(page: "LecturePage") -> dict[str, Any]:
    """What is kept of a lecture's learning hours; empty without a recording of known length or without hours."""
    duration = int(page.video.duration) if page.video_id else 0
    if not duration or not page.learning_hours:
        return {}
    if page.learning_minutes:
        needed = min(page.learning_minutes * 60, duration)
    else:
        needed = math.ceil(duration * (page.learning_percent or 100) / 100)
    hours = f"{page.learning_hours.normalize():f}"
    return {"hours": hours, "needed": needed, "duration": duration, "desk": str(page.replay_desk_id)}
