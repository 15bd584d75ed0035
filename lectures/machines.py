"""What machines read of a lecture: an event per session, and the recording (schema.org)."""

from typing import TYPE_CHECKING, Any

from core.machines.structured import publisher
from core.serving.visit import Visit
from lectures.enums import Act
from media.renditions import picture

if TYPE_CHECKING:
    from lectures.models import LecturePage

Node = dict[str, Any]
STATUS = {Act.POSTPONED: "EventPostponed", Act.CANCELLED: "EventCancelled"}


def lecture_nodes(page: "LecturePage", visit: Visit) -> list[Node]:
    """Only what the page and its kept facts say, nothing of the clock."""
    facts = page.kept.facts
    address = visit.state.absolute(visit.state.path(page.url_path))
    image = picture(page.cover_files, "wide")
    picture_url = visit.state.absolute(image.src2) if image else visit.state.settings.share_url
    shared = {
        "name": f"{facts['label']} {page.title}".strip(),
        "description": page.summary or page.title,
        "url": address,
        "inLanguage": "zh-CN",
        "isAccessibleForFree": True,
    }
    nodes = [_event(page, session, shared, visit, picture_url) for session in facts["sessions"]]
    if facts["video"]:
        nodes.append(_video(page, shared, visit, picture_url))
    return nodes


def _event(page: "LecturePage", session: Node, shared: Node, visit: Visit, picture_url: str) -> Node:
    facts = page.kept.facts
    act = facts["act"] or session["act"]
    city = visit.state.part("cities").get(session["city"])
    place = {
        "@type": "Place",
        "name": session["venue"],
        "address": {
            "@type": "PostalAddress",
            "addressCountry": "CN",
            **({"addressLocality": city.name} if city else {}),
        },
    }
    online = {"@type": "VirtualLocation", "url": shared["url"]}
    mode = "MixedEventAttendanceMode" if session["live"] else "OfflineEventAttendanceMode"
    hosts = next((names for role, names in facts["hosts"] if role == "主办"), "")
    organisers = [{"@type": "Organization", "name": name} for name in hosts.split("、") if name]
    return {
        "@type": "EducationEvent",
        "@id": f"{shared['url']}#{session['id']}",
        **shared,
        "startDate": session["starts"],
        "endDate": session["ends"],
        "eventStatus": f"https://schema.org/{STATUS.get(act, 'EventScheduled')}",
        "eventAttendanceMode": f"https://schema.org/{mode}",
        "location": [place, online] if session["live"] else place,
        "image": [picture_url],
        "performer": [{"@type": "Person", "name": p["name"], "jobTitle": p["post"]} for p in facts["speakers"]],
        "organizer": organisers or publisher(visit.state),
    }


def _video(page: "LecturePage", shared: Node, visit: Visit, picture_url: str) -> Node:
    facts = page.kept.facts
    video = facts["video"]
    uploaded = page.replay_at or page.last_published_at or page.display_date
    node = {
        "@type": "VideoObject",
        "@id": f"{shared['url']}#video",
        **shared,
        "thumbnailUrl": [_absolute(video["poster"], visit) if video.get("poster") else picture_url],
        "uploadDate": uploaded.isoformat(),
        "contentUrl": _absolute(video["src"], visit),
        "duration": iso_duration(video["duration"]) if video.get("duration") else "",
        "transcript": "".join(line[2] for line in video.get("lines", []))[:5000],
        "hasPart": [
            {
                "@type": "Clip",
                "name": title,
                "startOffset": start,
                "endOffset": end,
                "url": f"{shared['url']}?t={start}",
            }
            for (start, _, title, _), end in zip(
                video.get("chapters", []),
                [*(chapter[0] for chapter in video.get("chapters", [])[1:]), video.get("duration", 0)],
                strict=True,
            )
        ]
        if video.get("chapters")
        else [],
    }
    return {name: value for name, value in node.items() if value}


def iso_duration(seconds: int) -> str:
    """`2835` → `PT47M15S`."""
    hours, rest = divmod(int(seconds), 3600)
    minutes, seconds = divmod(rest, 60)
    return f"PT{f'{hours}H' if hours else ''}{minutes}M{seconds}S"


def _absolute(address: str, visit: Visit) -> str:
    return visit.state.absolute(address) if address.startswith("/") else address
