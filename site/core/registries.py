"""Where higher layers attach themselves: core calls what is registered and knows none of them."""

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(Generic[T]):
    """An ordered set of registered things; registering the same thing twice changes nothing."""

    def __init__(self, purpose: str) -> None:
        self.purpose = purpose
        self._items: list[tuple[int, T]] = []

    def register(self, item: T, order: int = 100) -> T:
        """Add `item`; lower `order` comes first. Usable as a decorator."""
        if all(known is not item for _, known in self._items):
            self._items.append((order, item))
            self._items.sort(key=lambda pair: pair[0])
        return item

    def __iter__(self) -> Iterator[T]:
        return iter([item for _, item in self._items])


class NamedRegistry(Generic[T]):
    """Registered things by name."""

    def __init__(self, purpose: str) -> None:
        self.purpose = purpose
        self._items: dict[str, T] = {}

    def register(self, name: str) -> Callable[[T], T]:
        """Decorator: register the decorated thing under `name`; a second one under the same name is an error."""

        def add(item: T) -> T:
            if self._items.get(name, item) is not item:
                raise ValueError(f"{self.purpose}: {name!r} is taken")
            self._items[name] = item
            return item

        return add

    def __getitem__(self, name: str) -> T:
        return self._items[name]

    def items(self) -> list[tuple[str, T]]:
        """All (name, thing) pairs in order of registration."""
        return list(self._items.items())


class Slot(Generic[T]):
    """A place for exactly one thing that a higher module provides."""

    def __init__(self, purpose: str) -> None:
        self.purpose = purpose
        self._item: T | None = None

    def fill(self, item: T) -> T:
        """Provide the thing; usable as a decorator. A second, different one is an error."""
        if self._item not in (None, item):
            raise ValueError(f"{self.purpose} is filled already")
        self._item = item
        return item

    def __call__(self) -> T:
        if self._item is None:
            raise LookupError(f"nothing provides {self.purpose}")
        return self._item


# function(request, page, is_preview) -> response
page_server: Slot[Callable] = Slot("the view of pages")
# function(page model) -> list of panels, appended to the editor of every entry type
editor_panels: Registry[Callable] = Registry("editor panels")
# function(request) -> component or None: a panel of the admin's first screen, in the order of registration
dashboard_panels: Registry[Callable] = Registry("panels of the dashboard")
# function(user) -> list of `core.admin.dashboard.Waiting`, what waits for this person
waiting_for: Registry[Callable] = Registry("what waits for a person")
# function(lxml tree of the body, page) -> None, run once at publication: citations, external links
enrichers: Registry[Callable] = Registry("rich text enrichers")
# function(page) -> dict, added to the facts that are kept of a page at publication
fact_sources: Registry[Callable] = Registry("facts of pages")
# function(page) -> str, further text under which the search page finds an entry
search_texts: Registry[Callable] = Registry("search texts")
# function(page) -> str, what is said on a page: the office finds it by this, readers by passages with their seconds
spoken_texts: Registry[Callable] = Registry("spoken texts")
# function(page) -> list of `core.kept.passages.Passage` that the search finds beside the kept body: captions of a video
search_passages: Registry[Callable] = Registry("passages of pages")
# owner → function(state) -> {id: `core.findable.Findable`}: public things beside pages that the search finds
findables: NamedRegistry[Callable] = NamedRegistry("findable things")
# function(folded query, state) -> (title, path, a line of text) of the one page that is meant, or None
direct_answers: Registry[Callable] = Registry("direct answers of the search")
# function(state) -> value, loaded at most once per site version: `state.part(name)`
state_parts: NamedRegistry[Callable] = NamedRegistry("parts of the in-process state")
# function(state) -> list of `core.listing.sections.Section`: listing pages beside the columns, without a statement
section_sources: Registry[Callable] = Registry("sections beside the columns")
# function(state, slug of an official text) -> anchor → [{text, path, title}]: recordings that speak about a provision
provision_seconds: Registry[Callable] = Registry("seconds of recordings about provisions")
# function(visit) -> `core.serving.bands.HomeBand` or None, asked once per site version and again at its `until`
home_bands: Registry[Callable] = Registry("bands of the home page")
# function(state) -> addresses of the site's own views that readers may find (`/latest/`), for the site map of machines
site_routes: Registry[Callable] = Registry("addresses of the site's own views")
# (exception of refused files, function(path, folder) -> document with `title` and `html`), to read a Word file
word_reader: Slot[tuple] = Slot("the reader of Word files")
