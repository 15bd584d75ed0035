"""Loading the demonstration content: what is there stays as it is, what is missing is made."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from demo.domain.accounts import Accounts, ensure_accounts
from demo.domain.entries import SlugTaken, make_entry
from demo.domain.fields import published_at
from demo.domain.front import choose_for_home, fill_settings, front, make_standard_page
from demo.domain.lectures import make_lecture
from demo.domain.places import Places, ensure_sources, ensure_units
from demo.domain.regulations import load_regulations
from demo.domain.topics import make_topic
from demo.models import DemoKind, DemoObject
from demo.texts import ENTRY_FOLDERS, LECTURE_FOLDER, PAGE_FOLDER, TOPIC_FOLDER, Text, all_texts
from home.domain.set_up import ensure_site

Say = Callable[[str], None]
STEP = 10


@dataclass(slots=True)
class Loaded:
    """What a run did: the accounts, how many pages it made, which texts found their address taken."""

    accounts: Accounts
    made: int = 0
    skipped: list[str] = field(default_factory=list)


def load_accounts() -> Loaded:
    """Only the site's own pages and the accounts."""
    ensure_site()
    return Loaded(ensure_accounts())


def load_demo(as_of: date, say: Say) -> Loaded:
    """Make whatever is missing of the demonstration content; dates count back from `as_of`.

    Every entry is one transaction that leaves pages, pictures, files and their `DemoObject` rows, or nothing: a run
    that was killed is finished by the next one. A second run opens no text and writes nothing. What editors changed,
    moved or withdrew stays so. `say` is told how far it is.
    """
    loaded = load_accounts()
    home = ensure_site()
    made = DemoObject.ids(DemoKind.PAGE)
    entries = [text for text in all_texts(*ENTRY_FOLDERS) if text.key not in made]
    pages = [text for text in all_texts(PAGE_FOLDER) if text.key not in made]
    ensure_units()
    lectures = [text for text in all_texts(LECTURE_FOLDER) if text.key not in made]
    ensure_sources([*entries, *lectures])
    if entries:
        _make_entries(entries, as_of, loaded, say)
    for text in pages:
        _attempt(text, loaded, lambda text=text: make_standard_page(text, home))
    places = Places() if lectures else None
    for text in lectures:
        _attempt(text, loaded, lambda text=text: make_lecture(text, places, as_of))
    for text in [text for text in all_texts(TOPIC_FOLDER) if text.key not in made]:
        _attempt(text, loaded, lambda text=text: make_topic(text, home, as_of))
    loaded.made += load_regulations(home, as_of)
    choose_for_home(home, as_of)
    fill_settings()
    return loaded


def _make_entries(texts: list[Text], as_of: date, loaded: Loaded, say: Say) -> None:
    """Oldest first, so that later ids are later entries."""
    places, lead = Places(), front()["home"]["headline"]
    in_order = sorted(texts, key=lambda text: (published_at(text, as_of), text.key))
    for number, text in enumerate(in_order, 1):
        _attempt(text, loaded, lambda text=text: make_entry(text, places, as_of, is_lead=text.key == lead))
        if number % STEP == 0 or number == len(in_order):
            say(f"演示稿件 {number}/{len(in_order)}")


def _attempt(text: Text, loaded: Loaded, make: Callable[[], None]) -> None:
    try:
        make()
    except SlugTaken as error:
        loaded.skipped.append(f"{text.key}：{error}，没有加入。")
    else:
        loaded.made += 1
