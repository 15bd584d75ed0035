"""Public pages as a reader's tests see them: parsed, with the words and lists that stand in them."""

from bs4 import BeautifulSoup, Tag
from django.test import Client

NOT_OFFICIAL = ("viewport", "robots")


def parsed(client: Client, path: str) -> BeautifulSoup:
    """The page at `path` as a tree."""
    return BeautifulSoup(client.get(path).content, "lxml")


def words(element: Tag) -> str:
    """Text as a reader sees it, white space folded."""
    return " ".join(element.get_text().split())


def named_tags(tree: BeautifulSoup) -> list[tuple[str, str]]:
    """Name and content of the official tags, in order."""
    found = [(tag["name"], tag["content"]) for tag in tree.select("meta[name]")]
    return [pair for pair in found if pair[0] not in NOT_OFFICIAL]


def rows(tree: Tag, selector: str) -> list[tuple[str, str]]:
    """Term and description of every row of a definition list."""
    return [(words(row.dt), words(row.dd)) for row in tree.select(selector)]


def titles(tree: BeautifulSoup) -> list[str]:
    """Titles of the entries in a list, in order."""
    return [words(link) for link in tree.select("main li.it h3 a, main .ln--long a > span, main li.hit h2 a")]
