"""Proof that every link between a page and a provision is shown on both sides, to a reader without script."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from lxml import html as lxml_html

from core.serving.state import SiteState, current_state
from regulations.reading.catalogue import InstrumentInfo
from regulations.reading.links import Linked
from regulations.reading.names import citation
from regulations.reading.outreach import Event


@dataclass(frozen=True, slots=True)
class Broken:
    """A pair of which one side does not lead to the other."""

    page: str
    place: str
    what: str

    def __str__(self) -> str:
        return f"{self.page} ↔ {self.place}：{self.what}"


def audit_links() -> tuple[int, list[Broken]]:
    """Render every side of every public link as an anonymous reader; (pairs, what is broken)."""
    state = current_state()
    instruments = {info.id: info for info in state.part("instruments").values()}
    pages = _Pages()
    broken: list[Broken] = []
    pairs = [link for links in state.part("provision_links").values() for link in links]
    for link in pairs:
        info = instruments.get(link.instrument_id)
        if info is None:
            broken.append(Broken(link.title, str(link.instrument_id), "文件没有公开的版本"))
            continue
        broken += [Broken(link.title, citation(info.title, link.anchor), what) for what in _faults(link, info, pages)]
    answered = _answered(state)
    for event, asked, path in answered:
        broken += [Broken(event.title, asked["text"], what) for what in _faults_of_answer(event, path, pages)]
    return len(pairs) + len(answered), broken


def _answered(state: SiteState) -> list[tuple[Event, dict[str, Any], str]]:
    """Questions of public events that have a public answer, with its path."""
    answers = state.part("question_answers")
    return [
        (event, asked, answers[asked["key"]][1])
        for event in state.part("outreach")
        for asked in event.facts.get("questions", ())
        if asked["key"] in answers
    ]


def _faults_of_answer(event: Event, path: str, pages: "_Pages") -> list[str]:
    here, there = pages.visible(event.path), pages.visible(path)
    faults = [] if here is not None and path in here.links else ["宣讲页上没有链到问答"]
    return faults if there is not None and event.path in there.links else [*faults, "问答页上没有链到宣讲"]


def _faults(link: Linked, info: InstrumentInfo, pages: "_Pages") -> list[str]:
    article = "-".join(link.anchor.split("-")[:2])
    faults = []
    page = pages.visible(link.path)
    if page is None:
        return ["页面打不开"]
    if f"{info.path}{article}/#{link.anchor}" not in page.links:
        faults.append("页面上没有链到条文")
    for path, name in ((info.path, "阅读页"), (f"{info.path}{article}/", "单条页")):
        shown = pages.visible(path)
        if shown is None:
            faults.append(f"{name}打不开")
        elif link.anchor not in shown.anchors:
            faults.append(f"{name}上没有这一条的锚点")
        elif link.path not in shown.links:
            faults.append(f"{name}上没有链到页面")
    return faults


@dataclass(frozen=True, slots=True)
class _Shown:
    links: frozenset[str]
    anchors: frozenset[str]


class _Pages:
    """Rendered pages, each once."""

    def __init__(self) -> None:
        self._client = Client(raise_request_exception=False)
        self._host = urlsplit(settings.SITE_BASE_URL).hostname or "localhost"
        self._known: dict[str, _Shown | None] = {}

    def visible(self, path: str) -> _Shown | None:
        """Links and anchors that are visible without script; None: the page does not answer."""
        if path not in self._known:
            response = self._client.get(path, headers={"host": self._host})
            self._known[path] = _shown(response.content.decode()) if response.status_code == 200 else None
        return self._known[path]


def _shown(markup: str) -> _Shown:
    tree = lxml_html.document_fromstring(markup)
    for hidden in tree.xpath("//*[@hidden or @aria-hidden='true' or self::template or self::noscript]"):
        if hidden.getparent() is not None:
            hidden.drop_tree()
    links = {a.get("href") for a in tree.iter("a") if a.get("href") and (a.text_content().strip() or len(a))}
    return _Shown(
        frozenset(links), frozenset(e.get("id") for e in tree.iter() if isinstance(e.tag, str) and e.get("id"))
    )
